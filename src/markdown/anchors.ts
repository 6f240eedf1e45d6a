import { createSlugger } from '@docusaurus/utils';
import type { Heading, Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visitBlocks } from './visit-blocks.ts';

/** A heading with the anchor that the site gives it. */
export interface AnchoredHeading {
  readonly heading: Heading;
  readonly anchor: string;
  /** True when the page chose the anchor, so that it does not follow from the text. */
  readonly isChosen: boolean;
  /** Its text, without the comment that chooses the anchor. */
  readonly text: string;
}

/**
 * The headings of a page with their anchors, by the rules of Docusaurus: an id of its own, a comment
 * `{/* #id *\/}` at the end, or the text.
 */
export function anchoredHeadings(tree: Root): AnchoredHeading[] {
  const slugger = createSlugger();
  const found: AnchoredHeading[] = [];
  visitBlocks(tree, 'heading', (heading) => {
    const id = heading.data?.hProperties?.['id'];
    const text = toString(withoutComments(heading)).trim();
    const comment = commentAnchor(heading);
    const anchor =
      id === undefined || id === null
        ? (comment ?? slugger.slug(text))
        : slugger.slug(String(id), { maintainCase: true });
    found.push({ heading, anchor, isChosen: Boolean(id ?? comment), text });
  });
  return found;
}

/** The children of a heading without the comment that chooses its anchor. */
export function withoutComments(heading: Heading): Heading['children'] {
  return heading.children.filter((child) => child.type !== ('mdxTextExpression' as string));
}

function commentAnchor(heading: Heading): string | undefined {
  const last = heading.children.at(-1) as { type: string; value?: string } | undefined;
  return last?.type === 'mdxTextExpression' ? /^\/\*\s*#(\S+)/.exec(last.value ?? '')?.[1] : undefined;
}
