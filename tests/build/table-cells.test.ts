import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { filesOf } from '../../scripts/deploy/built-site.ts';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { brokenCode, brokenRows } from '../support/cells.ts';

const BUILD = path.join(projectRoot, 'build');
const files = filesOf(BUILD);
const read = (file: string): string => readFileSync(path.join(BUILD, file), 'utf8');

/** What a check finds in files of a kind, each with its file. */
function found(ending: string, check: (text: string) => string[]): string[] {
  const ofKind = files.filter((file) => file.endsWith(ending));
  expect(ofKind.length).toBeGreaterThan(200);
  return ofKind.flatMap((file) => check(read(file)).map((fault) => `${file}: ${fault}`));
}

it('no code in a cell of a page holds a line break', () => {
  expect(found('.html', brokenCode)).toEqual([]);
});

it('no row of a table in a Markdown twin lacks a cell', () => {
  expect(found('.md', brokenRows)).toEqual([]);
});

it('a line break in a cell is seen', () => {
  expect(brokenCode('<table><tr><td><code>- name: build\n  target: a</code></td></tr></table>')).toHaveLength(1);
  expect(brokenCode('<table><tr><td><code>target: a</code></td></tr></table><pre><code>a\nb</code></pre>')).toEqual([]);
  expect(brokenRows('| a | b |\n| - | - |\n| `- name: build\n  target: a` | c |\n')).not.toEqual([]);
  expect(brokenRows('| a | b |\n| - | - |\n| `target: a` | c |\n')).toEqual([]);
});
