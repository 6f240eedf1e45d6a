import type { Nodes, Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../../scripts/lib/project-root.ts';
import { cachedProtocolSpec } from '../../../../src/facts/cache.ts';
import { parseRelease } from '../../../../src/facts/release.ts';
import type { Release } from '../../../../src/facts/release.ts';
import { entryItems, entryTable } from '../../../../src/markdown/dated/entry-table.ts';
import { releaseAfter } from '../../../../src/markdown/dated/forms.ts';
import { text } from '../../../../src/markdown/nodes.ts';

const spec = cachedProtocolSpec(projectRoot, 4);
const last: Release = parseRelease('20260812.183910')!;
const next = releaseAfter(last, spec)!;

const row = (entry: string, words: readonly string[], since?: Release, until?: Release) => ({
  entry,
  span: { since, until },
  cells: [entry, ...words].map((word) => (word === '' ? [] : [text(word)])),
});

/** All elements with a class or a date, as they stand on the page. */
function elements(nodes: readonly Nodes[]): string[] {
  return nodes.flatMap((node): string[] => {
    const inner = 'children' in node ? elements(node.children as Nodes[]) : [];
    if (node.type !== 'mdxJsxTextElement' && node.type !== 'mdxJsxFlowElement') {
      return inner;
    }
    const attributes = node.attributes.map((one) => ('name' in one ? `${one.name}=${String(one.value)}` : ''));
    return [[node.name, ...attributes, toString(node as unknown as Root)].join(' '), ...inner];
  });
}

describe('a table of entries', () => {
  it('shows an entry as it is now, and says only what was otherwise before', () => {
    const blocks = entryTable(
      ['Flag', 'What it does', 'Default'],
      [row('--poll', ['Asks.', '5'], undefined, last), row('--poll', ['Asks.', '2'], next)],
      spec,
    );
    const [table] = blocks;
    expect(blocks).toHaveLength(1);
    expect(table).toMatchObject({ type: 'table', children: { length: 2 } });
    expect(toString(table)).not.toMatch(/Asks.*Asks/);
    expect(elements(blocks)).toEqual([
      `span data-since=${next} 2`,
      'div className=was Before 20260812.195234: 5',
      `span data-until=${last} 5`,
    ]);
  });

  it('folds what takes more than a line', () => {
    const long = 'The worker tries for ever, and tells nobody but its own log that it does so.';
    const rows = [row('a', [long], undefined, last), row('a', ['It stops.'], next)];
    expect(elements(entryTable(['Event', 'Worker'], rows, spec))).toContain(
      `details className=was Before 20260812.195234: ${long}`,
    );
  });

  it('keeps what takes several lines below the line that opens it', () => {
    const long = 'The worker tries for ever, and tells nobody but its own log that it does so. '.repeat(3).trim();
    const rows = [row('a', [long], undefined, last), row('a', ['It stops.'], next)];
    const all = elements(entryTable(['Event', 'Worker'], rows, spec));
    expect(all).toContain('summary Before 20260812.195234: ');
    expect(all).toContain(`span data-until=${last} ${long}`);
  });

  it('has one row for forms that differ only in what is not shown', () => {
    const rows = [row('a', ['It stops.'], undefined, last), row('a', ['It stops.'], next)];
    expect(elements(entryTable(['Event', 'Worker'], rows, spec))).toEqual([]);
  });

  it('marks what came, and folds what ended under the table, by name', () => {
    const rows = [row('--new', ['New.'], next), row('--old', ['Old.'], undefined, last)];
    const [table, ended] = entryTable(['Flag', 'What it does'], rows, spec);
    expect(toString(table)).toContain('since 20260812.195234');
    expect(toString(table)).not.toContain('--old');
    expect(elements([ended!])[1]).toBe('summary Not in 20260822.011157: --old');
    expect(toString(ended)).toContain('Old.');
  });

  it('says a column of today for an older form only where it holds', () => {
    const middle = parseRelease('20260722.194641')!;
    const afterMiddle = releaseAfter(middle, spec)!;
    const rows = [
      row('a', ['A', '1'], undefined, middle),
      row('a', ['B', '1'], afterMiddle, last),
      row('a', ['A', '2'], next),
    ];
    const all = elements(entryTable(['Name', 'Does', 'Value'], rows, spec));
    // The oldest form has the word of today, which is hidden from its readers since the one between has another.
    expect(all).toContain(`span data-since=${next} A`);
    expect(all.some((one) => one.startsWith(`div data-until=${middle}`) && one.endsWith('A'))).toBe(true);
  });

  it('says in each column what was otherwise in it, once where forms say the same', () => {
    const middle = parseRelease('20260722.194641')!;
    const rows = [
      row('a', ['A', '1'], undefined, middle),
      row('a', ['B', '1'], releaseAfter(middle, spec), last),
      row('a', ['C', '2'], next),
    ];
    const [table] = entryTable(['Name', 'Does', 'Value'], rows, spec);
    const [, entry] = (table as { children: { children: Nodes[] }[] }).children;
    const [, does, value] = entry!.children;
    expect(toString(does)).toBe('C 20260722.200634 to 20260812.183910: B Before 20260722.200634: A');
    expect(elements([value!])).toEqual([
      `span data-since=${next} 2`,
      'div className=was Before 20260812.195234: 1',
      `span data-until=${last} 1`,
    ]);
  });
});

it('a list of entries dates its items and folds what ended', () => {
  const items = [
    { entry: 'a', span: { since: next }, content: [text('New way.')] },
    { entry: 'b', span: { until: last }, content: [text('Old way.')] },
  ];
  const [list, ended] = entryItems(items, spec);
  expect(toString(list)).toBe('New way. since 20260812.195234');
  expect(toString(ended)).toContain('Old way.');
});
