import { expect, it } from 'vitest';
import { SearchEngine } from '../../../../src/tools/search/engine.ts';
import { INDEX_FORMAT } from '../../../../src/tools/search/index-file.ts';

const engine = new SearchEngine({
  format: INDEX_FORMAT,
  pages: [{ title: 'Servers', url: '/servers', track: 'Operators', sections: [{ text: 'A server that drains.' }] }],
  names: [
    { kind: 'flag', name: '--max-run-duration', of: 'swamp serve', url: '/serve#max-run-duration' },
    { kind: 'flag', name: '--server', of: 'swamp worker list', url: '/worker-list#server' },
  ],
});

it.each(['--max-run-duration', 'max-run-duration', 'Max-Run-Duration'])('%s leads to the flag', (query) => {
  expect(engine.search(query, 3)[0]?.url).toBe('/serve#max-run-duration');
});

it('a word that is also a flag leads to pages, and with its dashes to the flag', () => {
  expect(engine.search('server', 3).map(({ url }) => url)).toEqual(['/servers']);
  expect(engine.search('--server', 3)[0]?.url).toBe('/worker-list#server');
});
