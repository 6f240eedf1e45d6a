import type { Element, Root } from 'hast';
import { expect, it } from 'vitest';
import { linkRows } from '../../../src/markdown/link-rows.ts';

const element = (tagName: string, children: Element['children'], id?: string): Element => ({
  type: 'element',
  tagName,
  properties: id === undefined ? {} : { id },
  children,
});
const text = (value: string) => ({ type: 'text', value }) as const;

function linksIn(row: Element): unknown[] {
  void linkRows()({ type: 'root', children: [element('table', [row])] } as Root, undefined as never, () => undefined);
  return (row.children as Element[]).flatMap((cell) =>
    cell.children.filter(({ type }) => type === ('mdxJsxTextElement' as string)),
  );
}

const attributesOf = (link: unknown): Record<string, string> =>
  Object.fromEntries(
    (link as { attributes: { name: string; value: string }[] }).attributes.map((a) => [a.name, a.value]),
  );

it('a row with an anchor gets one link to itself in its first cell', () => {
  const row = element(
    'tr',
    [element('td', [element('code', [text('--label')]), text(' repeatable')]), element('td', [text('x')])],
    'flag-label',
  );
  const [link, ...others] = linksIn(row);
  expect(others).toEqual([]);
  expect(attributesOf(link)).toEqual({ className: 'hash-link', href: '#flag-label', 'aria-label': 'Link to this row' });
  expect((row.children[0] as Element).children).toContain(link);
});

it('a row without an anchor gets none', () => {
  expect(linksIn(element('tr', [element('td', [text('A lost worker')])]))).toEqual([]);
});
