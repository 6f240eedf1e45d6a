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

/** All files with tests. */
const testFiles = readdirSync(path.join(projectRoot, 'tests'), { recursive: true, encoding: 'utf8' })
  .map((name) => `tests/${name.split(path.sep).join('/')}`)
  .filter((name) => /\.(?:test|spec)\.ts$/.test(name));

/** The step that runs the tests of a folder in `tests/`. */
const STEP_OF_FOLDER: Readonly<Record<string, string>> = {
  unit: 'unit tests',
  build: 'built site',
  copies: 'copies of the site',
  browser: 'browser tests',
};

/** The cells of the first row that begins with a name. */
function cellsOf(name: string): string[] | undefined {
  const row = list.split('\n').find((line) => line.startsWith(`| ${name} `));
  return row
    ?.split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** First cells of the table below a heading. */
function rowsOf(heading: string): string[] {
  const section = list.split(`## ${heading}\n`)[1]!.split('\n## ')[0]!;
  return [...section.matchAll(/^\| ([^|]+?) +\|/gm)]
    .map((match) => match[1]!)
    .filter((cell) => !/^step$|^-+$/.test(cell));
}

it('names every step, in their order', () => {
  const [first] = list.split('\n## ');
  const named = [...first!.matchAll(/^\| ([^|]+?) +\|/gm)].map((match) => match[1]!).slice(2);
  expect(named).toEqual(STEPS.map(({ name }) => name));
});

it('says of every step what it protects and how it is run alone', () => {
  for (const { name } of STEPS) {
    const [, protects, alone] = cellsOf(name)!;
    expect(protects!.length, name).toBeGreaterThan(20);
    expect(alone, name).toMatch(/^`npm run [\w:]+`$/);
  }
  expect(cellsOf('no such step')).toBeUndefined();
});

it('says of every step that asks which run it is in what only the full run does', () => {
  const asking = testFiles.filter((file) => /\bisFullRun\b/.test(readFileSync(path.join(projectRoot, file), 'utf8')));
  const steps = asking.map((file) => STEP_OF_FOLDER[file.split('/')[1]!]);
  expect(asking).not.toEqual([]);
  expect([...new Set(steps)].sort()).toEqual([...rowsOf('What only the full run does')].sort());
});

it('is right about where tests are: each belongs to a step', () => {
  const folders = new Set(testFiles.map((file) => file.split('/')[1]!));
  expect([...folders].sort()).toEqual(Object.keys(STEP_OF_FOLDER).sort());
});

it('names every check of the verifier', () => {
  expect(rows).toEqual(expect.arrayContaining([...CHECK_NAMES]));
});

it('names commands that exist', () => {
  const commands = [...list.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1]!);
  expect(commands.length).toBeGreaterThan(5);
  expect(commands.filter((command) => !scripts.includes(command))).toEqual([]);
});
