import type { Nodes, Parents, Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** A code mark or a block of code, with the words around it. */
export interface CodeInText {
  readonly code: string;
  /** True for a block with lines of its own. */
  readonly block: boolean;
  /** The sentence with the mark, the row of its table, or what stands before the block. */
  readonly context: string;
  /** 1-based line in the text. */
  readonly line: number;
}

const MDX = unified().use(remarkParse).use(remarkMdx).use(remarkGfm).freeze();
const PLAIN = unified().use(remarkParse).use(remarkGfm).freeze();

const END_OF_SENTENCE = /(?<=[.;!?])\s+/;

/**
 * Finds all code in a text.
 *
 * @param text - Markdown, without front matter.
 * @param kind - `mdx` for a page, `plain` for a text of the facts, in which `<name>` is no tag.
 */
export function codeInText(text: string, kind: 'mdx' | 'plain'): CodeInText[] {
  const tree: Root = (kind === 'mdx' ? MDX : PLAIN).parse(text);
  return codeBelow(tree, []);
}

function codeBelow(node: Nodes, ancestors: readonly Parents[]): CodeInText[] {
  const line = node.position?.start.line ?? 1;
  if (node.type === 'inlineCode') {
    return [{ code: node.value, block: false, context: contextOfMark(node, ancestors), line }];
  }
  if (node.type === 'code') {
    return [{ code: node.value, block: true, context: contextOfBlock(node, ancestors.at(-1)), line }];
  }
  return 'children' in node ? node.children.flatMap((child) => codeBelow(child, [...ancestors, node])) : [];
}

function contextOfMark(mark: Nodes, ancestors: readonly Parents[]): string {
  const row = ancestors.find(({ type }) => type === 'tableRow');
  if (row !== undefined) {
    return row.children.map((cell) => toString(cell)).join(' | ');
  }
  const block = ancestors.find(({ type }) => type === 'paragraph' || type === 'heading');
  return block === undefined ? toString(mark) : sentenceAround(block, mark);
}

/** The sentence of a block in which a mark stands. What is in a mark does not end a sentence. */
function sentenceAround(block: Parents, mark: Nodes): string {
  const pieces: { readonly text: string; readonly isMark: boolean }[] = [];
  const collect = (node: Nodes): void => {
    if ('children' in node) {
      node.children.forEach(collect);
    } else {
      const text = toString(node);
      pieces.push({
        text: node.type === 'inlineCode' ? text.replaceAll(/\s/g, '\u00a0') : text,
        isMark: node === mark,
      });
    }
  };
  collect(block);
  const before = pieces
    .slice(
      0,
      pieces.findIndex(({ isMark }) => isMark),
    )
    .map(({ text }) => text);
  const sentencesBefore = before.join('').split(END_OF_SENTENCE).length - 1;
  const sentences = pieces
    .map(({ text }) => text)
    .join('')
    .split(END_OF_SENTENCE);
  return (sentences[sentencesBefore] ?? toString(block)).replaceAll('\u00a0', ' ');
}

function contextOfBlock(code: Nodes, parent: Parents | undefined): string {
  const siblings: readonly Nodes[] = parent?.children ?? [];
  const position = siblings.indexOf(code);
  return siblings
    .slice(Math.max(0, position - 1), position)
    .map((sibling) => toString(sibling))
    .join(' ');
}
