import { load } from 'cheerio';
import { expect, it } from 'vitest';
import { readPage } from '../../../src/publish/search-index/pages.ts';

const HTML = `<main><article><div class="markdown"><h1>Troubleshoot</h1><p>Begin here.</p>
<h2 id="not-there">A worker is not there</h2>
<table><thead><tr><th>Heading of a column</th></tr></thead>
<tbody><tr><td>It never <b>came</b></td><td><p>Wrong token</p></td></tr></tbody></table>
<table class="facts"><tbody><tr><td>--cache-dir</td></tr></tbody></table></div></article></main>`;

it('words of tables written by hand are searched, each cell once, and those of facts are not', () => {
  expect(readPage(load(HTML), 'operators/troubleshoot', '/troubleshoot')).toEqual({
    title: 'Troubleshoot',
    url: '/troubleshoot',
    track: 'Operators',
    sections: [
      { text: 'Begin here.' },
      { heading: 'A worker is not there', id: 'not-there', text: 'It never came Wrong token' },
    ],
  });
});
