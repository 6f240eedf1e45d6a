import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { NEWER_RELEASES_FILE, newerThan, releasesInList } from '../../src/facts/newer-releases.ts';
import type { NewerReleases } from '../../src/facts/newer-releases.ts';
import { shortRelease } from '../../src/facts/release.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import type { Surroundings } from './explain-command.ts';

const USAGE = `Usage: git ls-remote --tags <the program's repository> | npm run -s release:behind -- [options]
       npm run -s release:behind -- [options] <file with one tag a line>

Tells how many releases came after the one that is verified.

Options:
  --keep   also writes them to ${NEWER_RELEASES_FILE}, which the start page and /verification tell of
  --json   prints them as JSON
  --help   shows this text

Exit code: 0 none came, 1 some did, 2 the list or the options are no good.`;

/** More than any list of tags. */
const LARGEST_LIST = 20 * 1024 * 1024;

/** Thrown for a list that cannot be read; the message says what to do. */
class ListError extends Error {}

/** Where the command finds and keeps what it needs, and which day it is. */
export interface BehindSurroundings extends Omit<Surroundings, 'env'> {
  /** The project's folder. */
  readonly root: string;
  readonly now: Date;
}

/**
 * `npm run release:behind`: how far the portal is behind the program.
 *
 * @returns the exit code.
 */
export async function behindCommand(args: readonly string[], surroundings: BehindSurroundings): Promise<number> {
  try {
    return await tell(args, surroundings);
  } catch (error) {
    surroundings.complain(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

async function tell(args: readonly string[], surroundings: BehindSurroundings): Promise<number> {
  const { root, now, print } = surroundings;
  const { values, positionals } = optionsIn(args);
  if (values.help === true) {
    print(`${USAGE}\n`);
    return 0;
  }
  const listed = releasesInList(await listOf(positionals, surroundings));
  if (listed.length === 0) {
    throw new ListError('The list names no release, such as v20260822.011157.0-sha.06b61472. Was it cut off?');
  }
  const { verified } = loadReleases(root).protocols.find(({ released }) => released)!;
  const newer = { asked: now.toISOString().slice(0, 10), verified, releases: newerThan(verified, listed) };
  if (values.keep === true) {
    keep(root, newer);
  }
  print(values.json === true ? `${JSON.stringify(newer, null, 2)}\n` : words(newer));
  return newer.releases.length === 0 ? 0 : 1;
}

function optionsIn(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' }, keep: { type: 'boolean' } },
    });
  } catch (error) {
    throw new ListError(`${(error as Error).message.split('. ')[0]!}.\n\n${USAGE}`);
  }
}

async function listOf(files: readonly string[], { stdin }: BehindSurroundings): Promise<string> {
  if (files.length > 1) {
    throw new ListError(`Name one file, not ${files.length}.`);
  }
  const [file] = files;
  if (file === undefined && stdin.isTTY === true) {
    throw new ListError(`Nothing is piped in and no file is named.\n\n${USAGE}`);
  }
  if (file !== undefined && !(existsSync(file) && statSync(file).isFile())) {
    throw new ListError(`There is no file '${file}'.`);
  }
  const bytes = file === undefined ? await buffer(stdin) : readFileSync(file);
  if (bytes.length > LARGEST_LIST) {
    throw new ListError(`The list is larger than ${LARGEST_LIST / 1024 / 1024} MB. Give only the lines of tags.`);
  }
  return bytes.toString('utf8');
}

function keep(root: string, newer: NewerReleases): void {
  const head = '# Written by `npm run release:behind -- --keep`: releases after the verified one.\n';
  writeFileSync(path.join(root, NEWER_RELEASES_FILE), head + stringify(newer));
}

function words({ verified, releases }: NewerReleases): string {
  const standing = `Verified against ${shortRelease(verified)}. `;
  if (releases.length === 0) {
    return `${standing}The list has no newer release.\n`;
  }
  const count = releases.length === 1 ? '1 newer release exists' : `${releases.length} newer releases exist`;
  const days = new Map<string, number>();
  releases.forEach((release) => days.set(release.slice(0, 8), (days.get(release.slice(0, 8)) ?? 0) + 1));
  const lines = [...days].map(([day, number]) => `  ${day}  ${number}`);
  return `${standing}${count}, the newest is ${shortRelease(releases.at(-1)!)}. By day:\n${lines.join('\n')}\n`;
}
