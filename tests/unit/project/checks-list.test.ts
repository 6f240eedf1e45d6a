import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { STEPS } from '../../../scripts/lib/steps.ts';
import { CHECK_NAMES } from '../../../verify/check.ts';

const list = readFileSync(path.join(projectRoot, 'CHECKS.md'), 'utf8');
const scripts = Object.keys(
  (JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as { scripts: object }).scripts,
);

/** First cells of the rows of all tables, without code marks. */
const rows = [...list.matchAll(/^\| ([^|]+?) +\|/gm)].map((match) => match[1]!.replaceAll('`', ''));

const filesOf = (folder: string): string[] =>
  readdirSync(path.join(projectRoot, folder))
    .filter((name) => /\.(?:test|spec)\.ts$/.test(name))
    .map((name) => `${folder}/${name}`);
const foldersOf = (folder: string): string[] =>
  readdirSync(path.join(projectRoot, folder)).map((name) => `${folder}/${name}/`);

it('names every step, in their order', () => {
  expect(rows.filter((row) => STEPS.some(({ name }) => name === row))).toEqual(STEPS.map(({ name }) => name));
});

it.each([
  ['tests/unit', foldersOf('tests/unit')],
  ['tests/build', filesOf('tests/build')],
  ['tests/browser', filesOf('tests/browser')],
])('names what is in %s, and nothing that is not', (folder, present) => {
  expect(rows.filter((row) => row.startsWith(`${folder}/`)).sort()).toEqual(present.sort());
});

it('names every check of the verifier', () => {
  expect(rows).toEqual(expect.arrayContaining([...CHECK_NAMES]));
});

it('names commands that exist', () => {
  const commands = [...list.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1]!);
  expect(commands.length).toBeGreaterThan(5);
  expect(commands.filter((command) => !scripts.includes(command))).toEqual([]);
});
