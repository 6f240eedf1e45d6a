import type { BlockContent, ListItem, PhrasingContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { shortRelease } from '../../facts/release.ts';
import type { Release, ReleaseSpan } from '../../facts/release.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import { blockElement, summaryBlock } from '../elements.ts';
import { join, sinceMark, spanAttributes, table, text } from '../nodes.ts';
import type { Cell, Row } from '../nodes.ts';
import { dated, inlineBefore } from './before.ts';
import type { Before } from './before.ts';
import { historiesOf, isShown, said } from './forms.ts';
import type { Form, History } from './forms.ts';

/** What an entry of a table is for a span of releases. */
export interface EntryRow extends EntryContent {
  /** What the row is about: rows of the same entry are forms of it. Without it, every row is an entry of its own. */
  readonly entry?: string;
  readonly span: ReleaseSpan;
}

interface EntryContent {
  readonly cells: readonly Cell[];
  readonly id?: string;
}

/** What an item of a list is for a span of releases. */
export interface EntryItem extends Pick<EntryRow, 'entry' | 'span' | 'id'> {
  readonly content: Cell;
}

/**
 * A table of facts that reads as of the newest verified release: what an entry was before is folded
 * within its row, and entries that ended are folded below the table. Entries have no column of
 * releases; one that came within the protocol has a small mark beside its name.
 *
 * @param seen - anchors of tables before this one on the same page.
 */
export function entryTable(
  headings: readonly string[],
  rows: readonly EntryRow[],
  spec: ProtocolSpec,
  seen = new Set<string>(),
): BlockContent[] {
  return heldThenEnded(rows, spec, (chosen) =>
    table(
      headings,
      chosen.map((history) => historyRow(headings, history, spec, seen)),
    ),
  );
}

/** The same as {@link entryTable} for a list: each entry is one item. */
export function entryItems(items: readonly EntryItem[], spec: ProtocolSpec): BlockContent[] {
  const rows = items.map(({ content, ...row }) => ({ ...row, cells: [content] }));
  return heldThenEnded(rows, spec, (chosen) => ({
    type: 'list',
    ordered: false,
    spread: false,
    children: chosen.map((history) => itemOf(historyRow([''], history, spec, new Set()))),
  }));
}

/** What holds for the newest verified release, then what ended, folded. */
function heldThenEnded(
  rows: readonly EntryRow[],
  spec: ProtocolSpec,
  draw: (chosen: readonly History<EntryContent>[]) => BlockContent,
): BlockContent[] {
  const histories = entriesIn(rows, spec);
  const held = histories.filter(({ newest }) => isShown(newest.span, spec));
  const ended = histories.filter(({ newest }) => !isShown(newest.span, spec));
  return [
    ...(held.length === 0 ? [] : [draw(held)]),
    ...(ended.length === 0 ? [] : [endedFold(ended, draw(ended), spec)]),
  ];
}

function itemOf({ cells, span = {}, id }: Row): ListItem {
  return {
    type: 'listItem',
    spread: false,
    data: { hProperties: { ...(id && { id }), ...spanAttributes(span) } },
    children: [{ type: 'paragraph', children: [...cells[0]!] }],
  };
}

function entriesIn(rows: readonly EntryRow[], spec: ProtocolSpec): History<EntryContent>[] {
  const groups = new Map<string | EntryRow, Form<EntryContent>[]>();
  for (const row of rows) {
    const { entry, span, ...content } = row;
    groups.set(entry ?? row, [...(groups.get(entry ?? row) ?? []), { span, content }]);
  }
  return [...groups.values()].flatMap((forms) => historiesOf(forms, spec, samenessOfRows));
}

/** Equal cells count most, common words decide between what has as many. */
function samenessOfRows(a: EntryContent, b: EntryContent): number {
  const equal = a.cells.filter((cell, column) => said(cell) === said(b.cells[column])).length;
  const [ofA, ofB] = [a, b].map((row) => new Set(toString(row.cells.flat()).split(/\s+/)));
  const common = [...ofA!].filter((word) => ofB!.has(word)).length;
  return equal + common / (1 + Math.max(ofA!.size, ofB!.size));
}

function historyRow(
  headings: readonly string[],
  { newest, before }: History<EntryContent>,
  spec: ProtocolSpec,
  seen: Set<string>,
): Row {
  const { cells } = newest.content;
  const changes = changedColumns(newest, before);
  const begins = beginsOf(newest, before, changes);
  const span = { since: (before.at(-1) ?? newest).span.since, until: newest.span.until };
  const { id } = newest.content;
  const isFirst = id !== undefined && !seen.has(id);
  seen.add(id ?? '');
  return {
    span,
    ...(isFirst && { id }),
    cells: headings.map((_, column) => {
      const cell = cells[column] ?? [];
      const begin = begins.get(column);
      const now = begin === undefined || cell.length === 0 ? cell : dated({ since: begin }, cell);
      const mark = column === 0 ? sinceMark(span) : [];
      return [...join([now, mark], ' '), ...inlineBefore(cellBefore(before, changes, column), spec)];
    }),
  };
}

/**
 * The columns that each older form says for itself, latest first: those that differ now, and those that
 * differed in between, whose text of today does not hold for it either.
 */
function changedColumns(newest: Form<EntryContent>, before: readonly Form<EntryContent>[]): number[][] {
  const changed = new Set<number>();
  return before.map(({ content }) => {
    const now = newest.content.cells;
    const was = content.cells;
    for (let column = 0; column < Math.max(now.length, was.length); column += 1) {
      if (said(now[column] ?? []) !== said(was[column] ?? [])) {
        changed.add(column);
      }
    }
    return [...changed].sort((a, b) => a - b);
  });
}

/** The release from which on each column that changed is as it is now. */
function beginsOf(
  newest: Form<EntryContent>,
  before: readonly Form<EntryContent>[],
  changes: readonly (readonly number[])[],
): Map<number, Release> {
  const begins = new Map<number, Release>();
  changes.forEach((columns, position) => {
    const { since } = (position === 0 ? newest : before[position - 1]!).span;
    columns.forEach((column) => begins.has(column) || begins.set(column, since!));
  });
  return begins;
}

/** What a cell was in the older forms that say it for themselves, latest first; neighbors that say the same are one. */
function cellBefore(
  before: readonly Form<EntryContent>[],
  changes: readonly (readonly number[])[],
  column: number,
): Before[] {
  const forms: Form<Cell>[] = [];
  before.forEach(({ span, content }, position) => {
    if (!changes[position]!.includes(column)) {
      return;
    }
    const cell = content.cells[column] ?? [];
    const newer = forms.at(-1);
    if (newer !== undefined && said(newer.content) === said(cell)) {
      forms[forms.length - 1] = { span: { since: span.since, until: newer.span.until }, content: cell };
    } else {
      forms.push({ span, content: cell });
    }
  });
  return forms.map(({ span, content }) => ({ span, parts: partsOf(content) }));
}

/** What a cell says, in the line that is seen and below it. */
function partsOf(cell: Cell): readonly PhrasingContent[][] {
  const words = cell.length === 0 ? [text('none')] : [...cell];
  // The line that opens the rest cannot hold what opens by itself.
  const folds = words.filter(isFold);
  return [words.filter((word) => !isFold(word)), ...folds.map((one) => [one])];
}

function isFold(node: PhrasingContent): boolean {
  return node.type === 'mdxJsxTextElement' && node.name === 'details';
}

/** Names of what ended, and all that is known of it. */
function endedFold(ended: readonly History<EntryContent>[], content: BlockContent, spec: ProtocolSpec): BlockContent {
  const names = ended.map(({ newest }) => newest.content.cells[0] ?? []);
  const isShort = toString(names.flat()).length <= 120;
  const release = shortRelease(spec.protocol.verified);
  return blockElement('details', { className: 'was' }, [
    summaryBlock([
      text(`Not in ${release}: `),
      ...(isShort ? join(names, ', ') : [text(`${ended.length} of older releases`)]),
    ]),
    content,
  ]);
}
