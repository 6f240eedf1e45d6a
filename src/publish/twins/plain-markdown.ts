import type { BlockContent, Nodes, Paragraph, PhrasingContent, Root, RootContent } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { toString } from 'mdast-util-to-string';
import { readDrawing } from '../../tools/diagrams/drawing.ts';
import { saidBlocks } from '../../tools/diagrams/words.ts';
import { anchoredHeadings, withoutComments } from '../../markdown/anchors.ts';
import { EXPLAIN_LINK } from '../../markdown/message-entry.ts';
import { link, paragraph, text } from '../../markdown/nodes.ts';
import type { TwinPage } from './twin-pages.ts';

/** What a page's tree may hold besides plain Markdown. */
interface Directive {
  readonly type: 'containerDirective' | 'leafDirective' | 'textDirective';
  readonly name: string;
  readonly children: Nodes[];
  readonly position?: { readonly start: { readonly offset?: number }; readonly end: { readonly offset?: number } };
}

type JsxElement = MdxJsxFlowElement | MdxJsxTextElement;

/** Elements that only wrap what they hold. */
const WRAPPERS = new Set([
  'div',
  'span',
  'section',
  'nav',
  'p',
  'kbd',
  'sub',
  'sup',
  'small',
  'Tabs',
  'details',
  'Details',
  null,
]);

/** What {@link toPlainMarkdown} needs to know besides the page. */
export interface PlainMarkdownOptions {
  /** The project's folder. */
  readonly root: string;
  /** Gives each link the address that it has in the twin. */
  resolveLink(url: string): string;
}

/**
 * Turns an expanded page into plain Markdown: no JSX, no imports, admonitions as quotes, diagrams as
 * their source followed by what they say.
 *
 * @throws Error for what cannot be said in Markdown, so that nothing is lost without notice.
 */
export function toPlainMarkdown(page: TwinPage, { root, resolveLink }: PlainMarkdownOptions): Root {
  const anchors = new Map(anchoredHeadings(page.tree).map((entry) => [entry.heading, entry]));

  const all = (nodes: readonly Nodes[]): Nodes[] => nodes.flatMap(plain);

  const plain = (node: Nodes | Directive): Nodes[] => {
    switch (node.type as string) {
      case 'yaml':
      case 'mdxjsEsm':
        return [];
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        return expression((node as { value: string }).value);
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        return isLeftOut(node as JsxElement) ? [] : element(node as JsxElement);
      case 'containerDirective':
        return [admonition(node as Directive)];
      case 'leafDirective':
      case 'textDirective':
        return [text(asWritten(node as Directive))];
      default:
        return [markdown(node as Nodes)];
    }
  };

  const markdown = (node: Nodes): Nodes => {
    switch (node.type) {
      case 'heading': {
        const known = anchors.get(node);
        const mark = known?.isChosen ? [text(` {#${known.anchor}}`)] : [];
        const children = trimmed(all(withoutComments(node)) as PhrasingContent[]);
        return { type: 'heading', depth: node.depth, children: [...children, ...mark] };
      }
      case 'link':
      case 'image':
      case 'definition':
        return {
          ...node,
          url: resolveLink(node.url),
          ...('children' in node && { children: all(node.children) }),
        } as Nodes;
      case 'code':
        return {
          type: 'code',
          lang: node.lang === 'output' ? 'text' : node.lang,
          meta: titleOf(node.meta),
          value: node.value,
        };
      default:
        return 'children' in node
          ? ({ ...node, data: undefined, children: withDiagrams(node.children) } as Nodes)
          : node;
    }
  };

  const withDiagrams = (nodes: readonly Nodes[]): Nodes[] =>
    nodes.flatMap((node): Nodes[] => {
      if (node.type !== 'code' || node.lang !== 'mermaid') {
        return plain(node);
      }
      const drawing = readDrawing(root, node.value);
      return [
        paragraph({ type: 'strong', children: [text(`Diagram: ${drawing.title}`)] }),
        { type: 'code', lang: 'mermaid', value: node.value },
        ...saidBlocks(drawing),
      ];
    });

  const element = (jsx: JsxElement): Nodes[] => {
    const attribute = (name: string): string | undefined => {
      const found = jsx.attributes.find((candidate) => candidate.type === 'mdxJsxAttribute' && candidate.name === name);
      return typeof found?.value === 'string' ? found.value : undefined;
    };
    const isText = jsx.type === 'mdxJsxTextElement';
    const children = withDiagrams(jsx.children as Nodes[]);
    if (jsx.name === 'br') {
      return [{ type: 'break' }];
    }
    if (jsx.name === 'a' && attribute('href') !== undefined) {
      return [{ type: 'link', url: resolveLink(attribute('href')!), children: children as never[] }];
    }
    if (jsx.name === 'details' && (isText || attribute('className') === 'long')) {
      return unfolded(jsx);
    }
    if (jsx.name === 'summary') {
      return [paragraph({ type: 'strong', children: children as PhrasingContent[] })];
    }
    if (jsx.name === 'TabItem') {
      const label = attribute('label') ?? attribute('value') ?? toString(jsx);
      return [paragraph({ type: 'strong', children: [text(label)] }), ...children];
    }
    if (WRAPPERS.has(jsx.name)) {
      return isText || children.every(isBlock) ? children : [paragraph(...(children as PhrasingContent[]))];
    }
    const note = link(resolveLink(`pathname://${page.address}`), 'see the page');
    return isText ? [note] : [paragraph(text('This part works only in a browser: '), note, text('.'))];
  };

  /** What a cell folds, with the line that opens it as a label; long output needs none. */
  const unfolded = (details: JsxElement): Nodes[] =>
    details.type === 'mdxJsxFlowElement'
      ? withDiagrams(details.children.slice(1) as Nodes[])
      : details.children.flatMap((child) => (isSummary(child) ? [...labelOf(child), text(' ')] : plain(child)));

  /** The line that opens a part of a cell: what was before says so itself, anything else becomes a label. */
  const labelOf = ({ children }: MdxJsxTextElement): Nodes[] =>
    children[0]?.type === 'emphasis'
      ? all(children)
      : [{ type: 'emphasis', children: [...(all(children) as PhrasingContent[]), text(':')] }];

  const admonition = (directive: Directive): BlockContent => {
    const [first, ...rest] = directive.children;
    const isLabel = Boolean((first as Paragraph | undefined)?.data && 'directiveLabel' in (first as Paragraph).data!);
    const kind = `${directive.name.charAt(0).toUpperCase()}${directive.name.slice(1)}`;
    const label = isLabel ? `${kind}: ${toString(first)}` : kind;
    return {
      type: 'blockquote',
      children: [
        paragraph({ type: 'strong', children: [text(label)] }),
        ...(withDiagrams(isLabel ? rest : directive.children) as BlockContent[]),
      ],
    };
  };

  /** A colon before a word is no directive in our pages: `localhost:9090`. */
  const asWritten = ({ position }: Directive): string =>
    page.source.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);

  const expression = (value: string): Nodes[] => {
    const code = value.replace(/\/\*[\s\S]*?\*\//g, '').trim();
    const literal = /^(['"`])([^'"`\\$]*)\1$/.exec(code);
    if (code === '') {
      return [];
    }
    if (literal === null) {
      throw new Error(`${page.file}: the Markdown twin cannot show the expression {${value}}`);
    }
    return [text(literal[2]!)];
  };

  const children = withDiagrams(page.tree.children.filter((node) => node.type !== 'heading' || node.depth > 1));
  return { type: 'root', children: children as RootContent[] };
}

/** Fields that leave something out of the page: here all is listed. Bars, beside which the numbers stand. */
function isLeftOut({ name, attributes }: JsxElement): boolean {
  return (
    name === 'svg' ||
    attributes.some(
      (one) => one.type === 'mdxJsxAttribute' && (one.name === 'data-filter' || one.value === EXPLAIN_LINK),
    )
  );
}

function isSummary(node: Nodes): node is MdxJsxTextElement {
  return node.type === 'mdxJsxTextElement' && node.name === 'summary';
}

const BLOCKS = new Set(['paragraph', 'list', 'code', 'table', 'blockquote', 'heading', 'thematicBreak', 'html']);

function isBlock({ type }: Nodes): boolean {
  return BLOCKS.has(type);
}

/** Of what stands behind the language of a code block, only its title is for readers. */
function titleOf(meta: string | null | undefined): string | null {
  return /\btitle="[^"]*"/.exec(meta ?? '')?.[0] ?? null;
}

function trimmed(children: PhrasingContent[]): PhrasingContent[] {
  const last = children.at(-1);
  return last?.type === 'text' ? [...children.slice(0, -1), { ...last, value: last.value.trimEnd() }] : children;
}
