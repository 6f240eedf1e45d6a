import type { BlockContent, Link, PhrasingContent } from 'mdast';
import type { MdxJsxAttribute } from 'mdast-util-mdx-jsx';

/** Attributes of an element, by name; those without a value are left out. */
type Attributes = Readonly<Record<string, string | undefined>>;

/** An element of HTML within a sentence or a cell. */
export function inlineElement(
  name: string,
  attributes: Attributes,
  children: readonly PhrasingContent[],
): PhrasingContent {
  return { type: 'mdxJsxTextElement', name, attributes: jsxAttributes(attributes), children: [...children] };
}

/** An element of HTML that holds blocks. */
export function blockElement(name: string, attributes: Attributes, children: readonly BlockContent[]): BlockContent {
  return { type: 'mdxJsxFlowElement', name, attributes: jsxAttributes(attributes), children: [...children] };
}

function jsxAttributes(attributes: Attributes): MdxJsxAttribute[] {
  return Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [{ type: 'mdxJsxAttribute' as const, name, value }],
  );
}

/** A part of a page that is closed until the reader opens it. It needs no script, and search and print see it. */
export function fold(summary: readonly PhrasingContent[], content: readonly BlockContent[]): BlockContent {
  return blockElement('details', { className: 'fold' }, [summaryBlock(summary), ...content]);
}

/** The text below a heading, closed; a link to the heading opens it. */
export function foldedSection(content: readonly BlockContent[], opener = 'Show this section'): BlockContent {
  return blockElement('details', { className: 'section' }, [
    summaryBlock([{ type: 'text', value: opener }]),
    ...content,
  ]);
}

/** As {@link fold}, within a cell. */
export function inlineFold(summary: readonly PhrasingContent[], content: readonly PhrasingContent[]): PhrasingContent {
  return inlineElement('details', { className: 'fold' }, [inlineSummary(summary), ...content]);
}

/** The line of a closed part that is seen. Without the paragraph that Markdown would put around its text. */
export function summaryBlock(content: readonly PhrasingContent[]): BlockContent {
  return blockElement('summary', {}, content.flatMap(withoutLinks) as unknown as readonly BlockContent[]);
}

/** As {@link summaryBlock}, within a cell. */
export function inlineSummary(content: readonly PhrasingContent[]): PhrasingContent {
  return inlineElement('summary', {}, content.flatMap(withoutLinks));
}

/** The links in a text, for what a line that opens something cannot hold: a press on it has one meaning. */
export function linksIn(content: readonly PhrasingContent[]): Link[] {
  return content.flatMap((node) =>
    node.type === 'link' ? [node] : 'children' in node ? linksIn(node.children as PhrasingContent[]) : [],
  );
}

/** The words of a text, without where they lead. */
function withoutLinks(node: PhrasingContent): PhrasingContent[] {
  if (node.type === 'link') {
    return node.children.flatMap(withoutLinks);
  }
  return 'children' in node
    ? [{ ...node, children: (node.children as PhrasingContent[]).flatMap(withoutLinks) } as PhrasingContent]
    : [node];
}
