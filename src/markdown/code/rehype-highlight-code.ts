import type { Element, Root } from 'hast';
import type { MdxJsxFlowElementHast } from 'mdast-util-mdx-jsx';
import type { Transformer } from 'unified';
import { visit } from 'unist-util-visit';
import { highlight } from './highlight.ts';

/** What `src/theme/CodeBlock` gets of a block. */
interface Block {
  readonly language: string;
  readonly title: string | undefined;
  readonly html: string;
}

/** Elements that hold only text and what stands within text; most of a page is in them. */
const WITHOUT_BLOCKS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'table']);

/**
 * Rehype plugin that colors every block of code of a page and leaves a `<CodeBlock>` for it.
 *
 * @returns the transformer; a language that is not known fails the build with file and line.
 */
export function highlightCode(): Transformer<Root> {
  return (tree, file) => {
    visit(tree, 'element', (node, index, parent) => {
      if (WITHOUT_BLOCKS.has(node.tagName)) {
        return 'skip';
      }
      const code = node.tagName === 'pre' ? node.children[0] : undefined;
      if (code?.type !== 'element' || code.tagName !== 'code') {
        return undefined;
      }
      try {
        parent!.children[index!] = codeBlockElement(readBlock(code)) as never;
      } catch (error) {
        throw new Error(`${file.path}:${node.position?.start.line ?? 1}: ${(error as Error).message}`, {
          cause: error,
        });
      }
      return 'skip';
    });
  };
}

function readBlock(code: Element): Block {
  const language = /^language-(.+)$/.exec(((code.properties.className as string[] | undefined) ?? [])[0] ?? '')?.[1];
  const [text] = code.children;
  return {
    language: language ?? 'text',
    title: /(?:^|\s)title="([^"]*)"/.exec(code.data?.meta ?? '')?.[1],
    // Markdown ends every block with a line break, which is not part of it.
    html: highlight(text?.type === 'text' ? text.value.replace(/\n$/, '') : '', language ?? 'text'),
  };
}

function codeBlockElement({ language, title, html }: Block): MdxJsxFlowElementHast {
  const values = { language, ...(title !== undefined && { title }), html };
  return {
    type: 'mdxJsxFlowElement',
    name: 'CodeBlock',
    attributes: Object.entries(values).map(([name, value]) => ({ type: 'mdxJsxAttribute', name, value })),
    children: [],
  };
}
