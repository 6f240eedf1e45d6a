import path from 'node:path';
import type { Nodes, Root, RootContent } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import type { Protocol } from '../facts/releases.ts';
import { frontMatterOf, pagesOfProtocol } from './tree/version-tree.ts';
import type { PageSource } from './tree/version-tree.ts';
import { anchoredHeadings } from './anchors.ts';

/** Anchor of the last section of a page, which leads to related pages and is no content of its own. */
export const RELATED_PAGES = 'related-pages';

/** How that section begins where it is written. */
const SECTION_START = /^## Related pages$/m;

/** A page and where its related pages are. */
export interface RelatingPage {
  /** Path within the version, without the ending. */
  readonly page: string;
  readonly title: string;
  /** Paths of its related pages, in the same form. */
  readonly relatesTo: ReadonlySet<string>;
}

const relating = new Map<string, readonly RelatingPage[]>();

/**
 * The pages of a version that have related pages, in the order of their paths, read once for each run.
 * They are read as they were written, and only that section of them: it holds no tags.
 */
export function cachedRelatingPages(root: string, protocol: Protocol): readonly RelatingPage[] {
  const key = `${root}\0${protocol.number}`;
  const read = relating.get(key) ?? pagesOfProtocol(root, protocol).flatMap(relatingPage);
  relating.set(key, read);
  return read;
}

/** Forgets what was read, for the writer's live server. */
export function forgetRelatingPages(): void {
  relating.clear();
}

/** What follows the heading of the section to the end of the page; `undefined` for a page without it. */
export function relatedSection(tree: Root): RootContent[] | undefined {
  const found = anchoredHeadings(tree).find(({ heading, anchor }) => heading.depth === 2 && anchor === RELATED_PAGES);
  return found && tree.children.slice(tree.children.indexOf(found.heading) + 1);
}

/**
 * The pages of the same version to which a part of a page leads, also those to whose anchors it leads.
 *
 * @param page - path of the page within the version.
 */
export function linkedPages(part: Nodes, page: string): Set<string> {
  const found = new Set<string>();
  visit(part, 'link', ({ url }) => {
    const target = /^(\.{1,2}\/[^#]+)\.mdx(?:#|$)/.exec(url)?.[1];
    if (target !== undefined) {
      found.add(path.posix.join(path.posix.dirname(page), target));
    }
  });
  return found;
}

const parser = unified().use(remarkParse).freeze();

function relatingPage({ page, text }: PageSource): RelatingPage[] {
  const start = text.search(SECTION_START);
  if (start === -1) {
    return [];
  }
  const { title = page } = frontMatterOf(text);
  return [{ page, title, relatesTo: linkedPages(parser.parse(text.slice(start)), page) }];
}
