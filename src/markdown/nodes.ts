import type { ElementContent } from 'hast';
import type {
  BlockContent,
  Code,
  Heading,
  InlineCode,
  Link,
  Paragraph,
  PhrasingContent,
  Table,
  TableCell,
  TableRow,
  Text,
} from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { cardLabels, describingColumn } from './card-labels.ts';
import { shortRelease } from '../facts/release.ts';
import type { ReleaseSpan } from '../facts/release.ts';

/** What stands in one cell of a table. */
export type Cell = readonly PhrasingContent[];

const parser = unified().use(remarkParse).use(remarkGfm);

/** Plain text. */
export function text(value: string): Text {
  return { type: 'text', value };
}

/** Text in a monospaced font, exactly as written. */
export function inlineCode(value: string): InlineCode {
  return { type: 'inlineCode', value };
}

/**
 * A long name in a monospaced font, such as an environment variable, that a narrow column may break
 * after an underscore, a dot or a hyphen, and nowhere else.
 */
export function breakableCode(value: string): InlineCode {
  const pieces = value.split(/(?<=[_.-])(?=[A-Za-z0-9])/);
  return {
    type: 'inlineCode',
    value,
    data: {
      hChildren: pieces.flatMap((piece, index): ElementContent[] => {
        const breakpoint: ElementContent[] =
          index === 0 ? [] : [{ type: 'element', tagName: 'wbr', properties: {}, children: [] }];
        return [...breakpoint, { type: 'text', value: piece }];
      }),
    },
  };
}

/** A paragraph. */
export function paragraph(...children: PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children };
}

/** A link; `url` may be a site address, a `pathname://` address of a static file or an anchor. */
export function link(url: string, label: string): Link {
  return { type: 'link', url, children: [text(label)] };
}

/** A heading with an id that never changes. */
export function heading(depth: Heading['depth'], id: string, ...children: PhrasingContent[]): Heading {
  return { type: 'heading', depth, data: { hProperties: { id } }, children };
}

/** A block of code or output. */
export function code(lang: string, value: string, meta?: string): Code {
  return { type: 'code', lang, meta: meta ?? null, value };
}

const parsedProse = new Map<string, readonly PhrasingContent[]>();

/**
 * Parses a one-paragraph text of the specification as inline Markdown. Many rows share their text,
 * so each is parsed once; every caller gets nodes of its own, for later plugins change them.
 */
export function prose(markdown: string): PhrasingContent[] {
  const parsed = parsedProse.get(markdown) ?? parseProse(markdown);
  parsedProse.set(markdown, parsed);
  return parsed.map(copyOf);
}

/** A copy of a node, without its place: where it stands in the specification says nothing of the page. */
function copyOf({ position: _, ...node }: PhrasingContent): PhrasingContent {
  return 'children' in node ? { ...node, children: node.children.map(copyOf) as never[] } : node;
}

function parseProse(markdown: string): PhrasingContent[] {
  const tree = parser.parse(markdown);
  return tree.children.flatMap((child, index) => {
    const inline = child.type === 'paragraph' ? child.children : [text(markdown)];
    return index === 0 ? inline : [text(' '), ...inline];
  });
}

/** Parses a text of the specification as Markdown blocks. */
export function blocks(markdown: string): BlockContent[] {
  return parser.parse(markdown).children as BlockContent[];
}

/** Joins cells with a separator, leaving out empty ones. */
export function join(parts: readonly Cell[], separator: string): PhrasingContent[] {
  const filled = parts.filter((part) => part.length > 0);
  return filled.flatMap((part, index) => (index === 0 ? [...part] : [text(separator), ...part]));
}

/**
 * The mark that tells for which releases a statement holds, such as "since 20260706.224858". As
 * text it reads without JavaScript; its data attributes let the page compare it with the reader's
 * release.
 *
 * @returns nothing for a span without ends.
 */
export function sinceMark(span: ReleaseSpan): PhrasingContent[] {
  const words = spanWords(span);
  if (words === undefined) {
    return [];
  }
  return [
    {
      type: 'emphasis',
      data: { hName: 'span', hProperties: { className: ['since'], ...spanAttributes(span) } },
      children: [text(words)],
    },
  ];
}

/** A span in words, or `undefined` when it has no ends. */
export function spanWords({ since, until }: ReleaseSpan): string | undefined {
  if (since !== undefined && until !== undefined) {
    return `${shortRelease(since)} to ${shortRelease(until)}`;
  }
  if (since !== undefined) {
    return `since ${shortRelease(since)}`;
  }
  return until === undefined ? undefined : `until ${shortRelease(until)}`;
}

/** The attributes that carry a span in the page. */
export function spanAttributes({ since, until }: ReleaseSpan): Record<string, string> {
  return { ...(since && { 'data-since': since }), ...(until && { 'data-until': until }) };
}

/** One row of a table: its cells, and the releases for which the whole row holds. */
export interface Row {
  readonly cells: readonly Cell[];
  readonly span?: ReleaseSpan;
  /** Anchor of the row. */
  readonly id?: string;
}

/**
 * A table of facts, whose rows a narrow screen shows as cards. Columns in which no row has anything
 * are left out.
 */
export function table(headings: readonly string[], rows: readonly Row[]): Table {
  const used = headings.map((_, column) => rows.some((row) => (row.cells[column]?.length ?? 0) > 0));
  const keep = <Item>(items: readonly Item[]): Item[] => items.filter((_, column) => used[column]);
  const shown = keep(headings);
  const style = Object.entries(cardLabels(shown)).map((property) => property.join(':'));
  return {
    type: 'table',
    align: shown.map(() => null),
    data: { hProperties: { className: ['facts'], style: style.join(';') } },
    children: [
      tableRow(
        shown.map((name, column) => ({
          type: 'tableCell',
          ...(column === describingColumn(shown) && { data: { hProperties: { className: ['text'] } } }),
          children: [text(name)],
        })),
      ),
      ...rows.map((row) =>
        tableRow(
          keep(headings.map((_, column) => row.cells[column] ?? [])).map((cell) => ({
            type: 'tableCell',
            children: [...cell],
          })),
          { ...(row.id && { id: row.id }), ...spanAttributes(row.span ?? {}) },
        ),
      ),
    ],
  };
}

function tableRow(children: TableCell[], properties: Record<string, string> = {}): TableRow {
  return Object.keys(properties).length === 0
    ? { type: 'tableRow', children }
    : { type: 'tableRow', data: { hProperties: properties }, children };
}
