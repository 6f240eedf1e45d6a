import type { Element, Nodes, Parents, Root } from 'hast';
import type {
  MdxJsxAttribute,
  MdxJsxAttributeValueExpression,
  MdxJsxFlowElementHast,
  MdxJsxTextElementHast,
} from 'mdast-util-mdx-jsx';
import type { Transformer } from 'unified';
import { visit } from 'unist-util-visit';
import { isTyped } from './find-places.ts';
import { highlight, markExamples } from './highlight.ts';

/** What `src/theme/CodeBlock` gets of a block. */
interface Block {
  readonly language: string;
  /** As HTML, as it may hold a mark. */
  readonly title: string | undefined;
  readonly html: string;
}

/** Begins what a reader types, and tells it from names and from what a program printed. */
const COMMAND = 'swamp ';

/** Begins a mark of `highlight.ts`. */
const MARK = '<data ';

/** Elements that hold only text and what stands within text; most of a page is in them. */
const WITHOUT_BLOCKS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'table']);

/**
 * Rehype plugin that colors every block of code of a page and leaves a `<CodeBlock>` for it. Before the first that
 * holds examples which readers may replace by their own values it puts the control for that.
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
    // Without a block there is no control, and nobody to fill in values.
    if (putControl(tree as Nodes as Parents)) {
      visit(tree, 'element', (node, index, parent) => {
        const marked = node.tagName === 'code' ? markedCommand(node) : undefined;
        if (marked !== undefined) {
          parent!.children[index!] = marked as never;
        }
      });
    }
  };
}

/**
 * A command within a sentence, with marks around its examples. As HTML: the application leaves that as it finds it, also
 * with a reader's values in it.
 */
function markedCommand({ children: [code] }: Element): MdxJsxTextElementHast | undefined {
  const html = code?.type === 'text' && code.value.startsWith(COMMAND) ? markExamples(code.value) : undefined;
  return html === undefined
    ? undefined
    : { type: 'mdxJsxTextElement', name: 'code', attributes: [innerHtml(html)], children: [] };
}

/** `dangerouslySetInnerHTML={{ __html: … }}`, as MDX reads it. */
function innerHtml(html: string): MdxJsxAttribute {
  const estree: NonNullable<MdxJsxAttributeValueExpression['data']>['estree'] = {
    type: 'Program',
    sourceType: 'module',
    body: [
      {
        type: 'ExpressionStatement',
        expression: {
          type: 'ObjectExpression',
          properties: [
            {
              type: 'Property',
              kind: 'init',
              key: { type: 'Identifier', name: '__html' },
              value: { type: 'Literal', value: html },
              method: false,
              shorthand: false,
              computed: false,
            },
          ],
        },
      },
    ],
  };
  return {
    type: 'mdxJsxAttribute',
    name: 'dangerouslySetInnerHTML',
    value: { type: 'mdxJsxAttributeValueExpression', value: '', data: { estree } },
  };
}

/**
 * Puts the control for a reader's own values before the first block that holds examples of them, or before what a reader
 * may see closed, or not at all, around it.
 *
 * @returns whether there is such a block.
 */
function putControl(parent: Parents): boolean {
  for (const [index, child] of parent.children.entries()) {
    if (isMarked(child) || (isHiddenAtTimes(child) && holdsMarked(child))) {
      parent.children.splice(index, 0, jsxElement('YourValues', {}));
      return true;
    }
    if ('children' in child && putControl(child)) {
      return true;
    }
  }
  return false;
}

function holdsMarked(node: Nodes): boolean {
  return isMarked(node) || ('children' in node && node.children.some(holdsMarked));
}

function isMarked(node: Nodes): boolean {
  return (
    node.type === 'mdxJsxFlowElement' &&
    node.name === 'CodeBlock' &&
    node.attributes.some(({ value }) => typeof value === 'string' && value.includes(MARK))
  );
}

/** Folds, and what holds for some releases only. */
function isHiddenAtTimes(node: Nodes): boolean {
  if (node.type === 'element') {
    return node.tagName === 'details' || 'dataSince' in node.properties || 'dataUntil' in node.properties;
  }
  return (
    node.type === 'mdxJsxFlowElement' &&
    // Docusaurus calls it by the name of its component.
    (/^details$/i.test(node.name ?? '') ||
      node.attributes.some((attribute) => 'name' in attribute && /^data-(?:since|until)$/.test(String(attribute.name))))
  );
}

function readBlock(code: Element): Block {
  const language = /^language-(.+)$/.exec(((code.properties.className as string[] | undefined) ?? [])[0] ?? '')?.[1];
  const [text] = code.children;
  const title = /(?:^|\s)title="([^"]*)"/.exec(code.data?.meta ?? '')?.[1];
  return {
    language: language ?? 'text',
    title: title === undefined ? undefined : highlight(title, isTyped(language ?? 'text') ? 'text' : 'output'),
    // Markdown ends every block with a line break, which is not part of it.
    html: highlight(text?.type === 'text' ? text.value.replace(/\n$/, '') : '', language ?? 'text'),
  };
}

function codeBlockElement({ language, title, html }: Block): MdxJsxFlowElementHast {
  const values = { language, ...(title !== undefined && { title }), html };
  return jsxElement('CodeBlock', values);
}

function jsxElement(name: string, values: Readonly<Record<string, string>>): MdxJsxFlowElementHast {
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: Object.entries(values).map(([key, value]) => ({ type: 'mdxJsxAttribute', name: key, value })),
    children: [],
  };
}
