import { expect, it } from 'vitest';
import { withoutPages } from '../../../src/patches/lean-scripts/version-data.ts';

it('the data of a version loses its list of pages, and nothing else', () => {
  const data = { version: { version: '3', docsSidebars: { a: [] }, docs: { b: { title: 'c' } } } };
  expect(withoutPages(JSON.stringify(data))).toEqual({ version: { version: '3', docsSidebars: { a: [] }, docs: {} } });
});

it.each(['{}', '{"version":{"docsSidebars":{}}}'])('%s is no data of a version', (text) => {
  expect(() => withoutPages(text)).toThrow(/has no list of pages.*Look at what this release of Docusaurus writes/);
});
