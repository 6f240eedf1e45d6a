import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load } from 'cheerio';
import { expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { outsidePages } from '../../../src/publish/search-index/outside-pages.ts';
import { kindOf, readPage, trackOf } from '../../../src/publish/search-index/pages.ts';
import { READERS_WORDS, readReadersWords } from '../../../src/publish/search-index/readers-words.ts';

const HTML = `<meta name="description" content="What to do." /><main><article><div class="markdown"><h1>Troubleshoot</h1><p>Begin here.</p>
<h2 id="not-there">A worker is not there</h2>
<table><thead><tr><th>Heading of a column</th></tr></thead>
<tbody><tr><td>It never <b>came</b></td><td><p>Wrong token</p></td></tr></tbody></table>
<div class="theme-code-block"><pre>modelIdOrName: hello
dryRun: true</pre></div>
<table class="facts"><tbody><tr><td>--cache-dir</td></tr></tbody></table>
<h2 id="related">Related pages</h2><ul><li>Tokens</li></ul></div></article></main>`;

it('words of tables written by hand and keys in code are searched, and those of facts and of links to others are not', () => {
  const about = {
    url: '/troubleshoot',
    track: trackOf('operators/troubleshoot'),
    kind: kindOf('operators/troubleshoot'),
  };
  expect(readPage(load(HTML), about)).toEqual({
    page: {
      title: 'Troubleshoot',
      url: '/troubleshoot',
      track: 'Operators',
      kind: 'guide',
      sections: [{}, { heading: 'A worker is not there', id: 'not-there' }],
    },
    description: 'What to do.',
    texts: ['What to do.\nBegin here.', 'It never came\nWrong token'],
    codeNames: ['', 'modelIdOrName dryRun'],
  });
});

it.each([
  ['reference/messages', 'message'],
  ['reference/states', 'reference'],
  ['concepts/glossary', 'term'],
  ['concepts/executors', 'concept'],
  ['reference/messages/drain', 'message'],
  ['reference/changes/2026-08-16', 'change'],
  ['reference/cli/serve', 'command'],
  ['reference/wire-protocol', 'detail'],
  ['operators/known-problems/steps', 'known problem'],
  ['authors/placement', 'guide'],
])('%s is of the kind %s', (page, kind) => {
  expect(kindOf(page)).toBe(kind);
});

it('finds the pages outside the versions', () => {
  const built = [
    '404',
    'index',
    'explain',
    'latest',
    'latest/x',
    'protocol-4',
    'protocol-4/x',
    'search',
    'upgrade/3-to-4',
  ];
  expect(outsidePages(built, ['protocol-4'])).toEqual([
    { page: 'explain', kind: 'tool', track: 'Tools' },
    { page: 'upgrade/3-to-4', kind: 'upgrade', track: 'Upgrade' },
  ]);
});

it.each([
  [
    'synonyms',
    '- { say: [k8s], means: [kubernetes] }\n- { say: [x], mean: [y] }\n',
    /synonyms\.yaml:2: unknown key 'mean'/,
  ],
  ['questions', 'operators/tokens:\n  - rotate a token\n  - 502\n', /questions\.yaml:3: .*expected string/],
  ['alike', '- [host, machine]\n- [alone]\n', /alike\.yaml:2: /],
] as const)('a file of %s with a mistake is told with its line', (name, mistake, said) => {
  expect(readReadersWords(projectRoot)[name]).not.toHaveLength(0);
  const root = mkdtempSync(path.join(tmpdir(), 'readers-words-'));
  try {
    for (const file of Object.values(READERS_WORDS)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      copyFileSync(path.join(projectRoot, file), path.join(root, file));
    }
    expect(readReadersWords(root).questions.size).toBeGreaterThan(50);
    writeFileSync(path.join(root, READERS_WORDS[name]), mistake);
    expect(() => readReadersWords(root)).toThrow(said);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
