import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { filesOf } from '../../scripts/deploy/built-site.ts';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { copyProject } from '../../scripts/lib/project-copy.ts';
import type { CommandResult, ProjectCopy } from '../../scripts/lib/project-copy.ts';

/** Whether a program can be started without any network here: Linux and root, with its rights. */
const canCutOff = spawnSync('unshare', ['--net', 'true']).status === 0;

let copy: ProjectCopy;
let built: CommandResult;

beforeAll(() => {
  copy = copyProject('own');
  built = canCutOff ? copy.run('unshare', ['--net', 'docusaurus', 'build']) : copy.run('docusaurus', ['build']);
});

afterAll(() => copy.remove());

it.skipIf(!canCutOff)('builds without a network', () => {
  expect(built.output).toContain('Generated static files');
});

it('builds the same bytes in another folder, from nothing', () => {
  expect(built.status, built.output).toBe(0);
  expect(differences(path.join(projectRoot, 'build'), path.join(copy.root, 'build'))).toEqual([]);
});

it('a single byte that differs is found', () => {
  const folder = path.join(copy.root, 'build');
  expect(differencesOf(hashes(folder), new Map([...hashes(folder), ['404.html', 'other']]))).toEqual(['404.html']);
});

function differences(one: string, other: string): string[] {
  return differencesOf(hashes(one), hashes(other));
}

/** Files that only one of two folders has, or that differ. */
function differencesOf(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((file) => one.get(file) !== other.get(file)).sort();
}

function hashes(folder: string): Map<string, string> {
  return new Map(
    filesOf(folder).map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(path.join(folder, file)))
        .digest('hex'),
    ]),
  );
}
