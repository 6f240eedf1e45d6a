import type { Heading, Nodes, Root, RootContent } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import { toString } from 'mdast-util-to-string';
import type { Transformer } from 'unified';
import type { VFile } from 'vfile';
import { foldedSection } from './elements.ts';

/** Height of the first screens of a page that stand open, in pixels of a window of 1440 by 900. */
const OPEN = 3.6 * 900;
/** The same for a page whose sections are the steps of one procedure: whoever follows it needs nearly all. */
const OPEN_PROCEDURE = 6 * 900;
/** A section that is not much longer than the line which would open it stays open. */
const SHORT = 160;
/** A heading with the line that opens its section. */
const FOLDED = 105;
/** Sections that lead on, and are looked for at the end of a page. */
const NEVER = new Set(['Related pages']);

/**
 * Remark plugin that folds the later sections of a long page below their headings: the first screens
 * are in view, and all headings. The text is in the page all the same, for search, print and readers
 * without scripts; a link to a heading opens its section.
 */
export function foldSections(): Transformer<Root> {
  return (tree, file) => {
    const sections = sectionsOf(tree);
    if (sections.length > 1 && !says(file, 'unfolded')) {
      tree.children = sections.flatMap(openOrFolded(says(file, 'procedure') ? OPEN_PROCEDURE : OPEN));
    }
  };
}

/** What stands before the first heading, then each section with its heading. */
function sectionsOf({ children }: Root): RootContent[][] {
  const sections: RootContent[][] = [[]];
  for (const child of children) {
    if (child.type === 'heading' && child.depth === 2) {
      sections.push([]);
    }
    sections.at(-1)!.push(child);
  }
  return sections;
}

function openOrFolded(most: number): (section: RootContent[], position: number) => RootContent[] {
  let height = 0;
  return (section, position) => {
    const own = heightOf(section);
    const fits = height + own <= most;
    const [heading, ...rest] = section;
    // What stands before the first heading is no section; the first is what the page is about. An option of a choice has
    // a line of its own that closes it.
    const staysOpen = fits || position < 2 || own <= SHORT || isOption(rest) || NEVER.has(toString(heading as Heading));
    height += staysOpen ? own : FOLDED;
    return staysOpen ? section : [heading!, foldedSection(rest as never[])];
  };
}

/** Whether the section below a heading is one of a choice, see `choices.ts`. */
function isOption([content, ...others]: readonly RootContent[]): boolean {
  return others.length === 0 && content?.type === 'mdxJsxFlowElement' && content.name === 'details';
}

/** Whether the head of a page says so: `procedure: true`, or `unfolded: true` where all parts are looked at, as pictures are. */
function says({ value }: VFile, word: 'procedure' | 'unfolded'): boolean {
  return new RegExp(`^${word}: true$`, 'm').test(String(value).slice(0, 1000));
}

/** Characters in a line of the text, and pixels of its height. */
const LINE = { length: 88, height: 27 };

function heightOf(nodes: readonly Nodes[]): number {
  return nodes.reduce((sum, node) => sum + heightOfNode(node), 0);
}

/** About how high a block is on the page, its closed parts closed. */
function heightOfNode(node: Nodes): number {
  switch (node.type) {
    case 'heading':
      return 80;
    case 'paragraph':
      return linesOf(node, LINE.length) * LINE.height + 20;
    case 'list':
      return heightOf(node.children) + 20;
    case 'listItem':
      return heightOf(node.children) - 10;
    case 'table':
      return node.children.reduce((sum, row) => {
        const share = (LINE.length * 1.1) / row.children.length;
        return sum + Math.max(...row.children.map((cell) => linesOf(cell, share))) * 22 + 20;
      }, 30);
    case 'code':
      return node.lang === 'mermaid' ? 450 : node.value.split('\n').length * 21 + 55;
    case 'mdxJsxFlowElement':
      return heightOfElement(node);
    default:
      return 'children' in node ? heightOf(node.children) + 60 : LINE.height;
  }
}

function heightOfElement({ name, attributes, children }: MdxJsxFlowElement): number {
  const isOpen = attributes.some((attribute) => attribute.type === 'mdxJsxAttribute' && attribute.name === 'open');
  if (name === 'details' && !isOpen) {
    return children.some(({ type }) => type === 'code') ? 220 : 42;
  }
  // A drawn diagram and the like.
  return children.length === 0 ? 450 : heightOf(children);
}

function linesOf(node: Nodes, length: number): number {
  return Math.max(1, Math.ceil(toString(withoutFolds(node)).length / length));
}

/** A cell without what is closed in it, of which the line that opens it remains. */
function withoutFolds(node: Nodes): Nodes {
  if (!('children' in node)) {
    return node;
  }
  const children = (node.children as Nodes[]).map((child) =>
    child.type === 'mdxJsxTextElement' && child.name === 'details'
      ? ({ type: 'text', value: ' '.repeat(20) } as const)
      : withoutFolds(child),
  );
  return { ...node, children } as Nodes;
}
