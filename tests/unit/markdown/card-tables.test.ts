import type { Element, Root } from 'hast';
import { expect, it } from 'vitest';
import { cardTables } from '../../../src/markdown/card-tables.ts';

const LONG = 'runs again once, or fails if it has written';

function element(tagName: string, children: Element['children'], className?: string[]): Element {
  return { type: 'element', tagName, properties: className === undefined ? {} : { className }, children };
}

function table(rows: readonly (readonly string[])[], className?: string[]): Element {
  const [headings, ...others] = rows.map((cells, row) =>
    element(
      'tr',
      cells.map((value) => element(row === 0 ? 'th' : 'td', [{ type: 'text', value }])),
    ),
  );
  return element('table', [element('thead', [headings!]), element('tbody', others)], className);
}

function propertiesAfter(given: Element): Element['properties'] {
  const tree: Root = { type: 'root', children: [given] };
  void cardTables()(tree, undefined as never, () => undefined);
  return given.properties;
}

it('makes cards of three columns of text, each with the heading of its column', () => {
  const written = table([
    ['What went away', 'The worker', 'Its step'],
    ['the process', 'comes back', LONG],
  ]);
  expect(propertiesAfter(written)).toEqual({
    className: ['stacks'],
    style: "--label-2:'The worker';--label-3:'Its step'",
  });
});

it.each([
  [
    'two columns, which fit',
    table([
      ['Question', 'Answer'],
      ['When?', LONG],
    ]),
  ],
  [
    'a matrix of marks, however long the names of its rows',
    table([
      ['swamp …', '0', '1'],
      [LONG, '✓', '✓'],
    ]),
  ],
])('leaves %s as it is', (_, given) => {
  expect(propertiesAfter(given)).toEqual({});
});

it('leaves a table that has a look of its own', () => {
  const facts = table(
    [
      ['a', 'b', 'c'],
      ['1', '2', LONG],
    ],
    ['facts'],
  );
  expect(propertiesAfter(facts)).toEqual({ className: ['facts'] });
});
