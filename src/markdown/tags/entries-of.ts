import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Heading, ListItem, PhrasingContent, Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import * as z from 'zod';
import { pageFilesOfProtocol, splitFrontMatter } from '../tree/version-tree.ts';
import { anchoredHeadings, withoutComments } from '../anchors.ts';
import type { AnchoredHeading } from '../anchors.ts';
import { lookup } from '../lookup.ts';
import { paragraph, text } from '../nodes.ts';
import { pageLink } from '../page-links.ts';
import { RELATED_PAGES } from '../related-pages.ts';
import { defineTag } from '../tag.ts';
import type { TagContext } from '../tag.ts';

/** How an entry begins that says which releases it is about. */
const RELEASES_LABEL = 'Releases:';

/**
 * `<EntriesOf page="operators/known-problems/steps" />`: the entries of another page of the version,
 * which are its headings of the second level, each as a link with the releases that the entry begins
 * with. The anchor of an entry is an anchor here, too: so the addresses hold that entries had before
 * they moved to a page of their own.
 */
export const entriesOfTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ page: z.string() }),
  expand: ({ page }, context) => {
    const tree = pageTree(page, context);
    const entries = anchoredHeadings(tree).filter(
      ({ heading, anchor }) => heading.depth === 2 && anchor !== RELATED_PAGES,
    );
    if (entries.length === 0) {
      throw new Error(`the page '${page}' has no entries`);
    }
    const items = entries.map((entry) => entryItem(entry, releasesOf(entry.heading, tree), page, context));
    return [{ type: 'list', ordered: false, spread: false, children: items }];
  },
});

/** A page as it was written: neither a heading nor the releases of an entry hold a tag. */
function pageTree(page: string, { root, spec }: TagContext): Root {
  const files = new Map(pageFilesOfProtocol(root, spec.protocol).map((found) => [found.page, found.file]));
  const source = readFileSync(path.join(root, lookup(files, 'page', page, spec)), 'utf8');
  return unified().use(remarkParse).use(remarkMdx).use(remarkGfm).parse(splitFrontMatter(source).body);
}

function entryItem(
  { heading, anchor }: AnchoredHeading,
  releases: readonly PhrasingContent[],
  page: string,
  context: TagContext,
): ListItem {
  const link = pageLink(context, page, anchor, withoutComments(heading));
  return {
    type: 'listItem',
    spread: false,
    data: { hProperties: { id: anchor } },
    children: [paragraph(...link, ...(releases.length === 0 ? [] : [text(': '), ...releases]))],
  };
}

/** The first sentence after "Releases:" in the list below a heading, without its full stop. */
function releasesOf(heading: Heading, tree: Root): PhrasingContent[] {
  const [label, ...words] = firstLineOfList(tree.children[tree.children.indexOf(heading) + 1]);
  return label !== undefined && toString(label) === RELEASES_LABEL ? firstSentence(words) : [];
}

function firstLineOfList(block: RootContent | undefined): PhrasingContent[] {
  const line = block?.type === 'list' ? block.children[0]?.children[0] : undefined;
  return line?.type === 'paragraph' ? line.children : [];
}

/** What ends a sentence. A digit follows the full stop within a release such as `20260818.181125`. */
const FULL_STOP = /\.(?:\s|$)/;

function firstSentence(words: readonly PhrasingContent[]): PhrasingContent[] {
  const end = words.findIndex((word) => word.type === 'text' && FULL_STOP.test(word.value));
  const sentence = end === -1 ? words : words.slice(0, end + 1);
  return sentence.map((word, index) => {
    if (word.type !== 'text') {
      return word;
    }
    const [value = ''] = word.value.split(FULL_STOP);
    return text(index === 0 ? value.trimStart() : value);
  });
}
