import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { folderOfRegister, loadRegister } from '../../../../src/markdown/drift/register.ts';

const OLDER = { number: 3 };
const NEWER = { number: 4 };
const VALID = `- sections: [why, try-slots]
  because: Workers have slots.
  releases: [20260706.194109.0]
`;

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'drift-'));
});

afterEach(() => rmSync(root, { recursive: true }));

function register(text: string): void {
  const file = path.join(root, folderOfRegister(OLDER, NEWER), 'authors', 'queueing.yaml');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

it('has no entries without a folder', () => {
  expect(loadRegister(root, OLDER, NEWER)).toEqual([]);
});

it('reads one entry for each section', () => {
  register(VALID);
  const entry = {
    page: 'authors/queueing',
    because: 'Workers have slots.',
    releases: ['20260706.194109.0'],
    facts: [],
    line: 1,
  };
  const file = 'spec/drift/protocol-3-to-4/authors/queueing.yaml';
  expect(loadRegister(root, OLDER, NEWER)).toEqual([
    { ...entry, section: 'why', file },
    { ...entry, section: 'try-slots', file },
  ]);
});

it.each([
  ['an unknown key', VALID.replace('because', 'why'), /queueing\.yaml:2: unknown key 'why'/],
  ['no section', VALID.replace('[why, try-slots]', '[]'), /queueing\.yaml:1: .*sections/],
  ['no sentence', VALID.replace('slots.', 'slots'), /queueing\.yaml:2: write a sentence, with its full stop/],
  ['no reason', VALID.replace(/ {2}releases.*\n/, ''), /queueing\.yaml:1: name the releases or the facts/],
  ['no entry', '[]\n', /queueing\.yaml:1: /],
  ['a file that is not well-formed', '- sections: [why\n', /queueing\.yaml:\d+: /],
])('reports %s with file and line', (_, text, expected) => {
  register(text);
  expect(() => loadRegister(root, OLDER, NEWER)).toThrow(expected);
});
