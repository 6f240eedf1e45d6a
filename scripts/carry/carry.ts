import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Protocol } from '../../src/facts/releases.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import { folderOfPages } from '../../src/markdown/tree/version-tree.ts';
import { changedSince, textAt } from './changed-files.ts';
import type { ChangedFile } from './changed-files.ts';
import { mergeThreeWay } from './three-way.ts';

/** What became of a changed page in an older protocol. */
export interface Carried {
  readonly protocol: Protocol;
  /** Path from the project's folder. */
  readonly file: string;
  readonly outcome:
    | { readonly kind: 'carried' | 'same' | 'absent' }
    /** Lines at which a place begins that a person must decide. */
    | { readonly kind: 'marked'; readonly lines: readonly number[] };
}

/** A changed page, and what became of the change in each older protocol. */
export interface CarriedPage extends ChangedFile {
  /** Empty for a page that is new or gone: what to do about it is a person's decision. */
  readonly into: readonly Carried[];
}

/** What is carried, and where to. */
export interface CarryRequest {
  /** The project's folder. */
  readonly root: string;
  /** The change is what differs from this commit. */
  readonly since: string;
  /** Numbers of the protocols; without them all that are older than the newest. */
  readonly protocols?: readonly number[] | undefined;
  /** Only these files, as paths from the project's folder. */
  readonly files?: readonly string[] | undefined;
  /** Changes no file. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Takes corrections of the newest protocol's pages into those of older ones, where the prose is the same. Where it is
 * not, both texts stay in the page between marks, with which no build passes.
 *
 * @throws Error when the commit or a protocol is unknown, or a page still has marks.
 */
export function carry({ root, since, protocols, files, dryRun = false }: CarryRequest): CarriedPage[] {
  const [newest, ...older] = loadReleases(root).protocols;
  const into = older.filter(({ number }) => protocols?.includes(number) !== false);
  const unknown = protocols?.find((number) => !older.some((protocol) => protocol.number === number));
  if (unknown !== undefined) {
    const known = older.map(({ number }) => number).join(', ');
    throw new Error(`There is no older protocol ${unknown}. Known: ${known}.`);
  }
  const changed = changedSince(root, since, folderOfPages(newest!)).filter(
    ({ file }) => files?.includes(file) !== false,
  );
  const pages = changed.map(({ file, how }) => ({
    file,
    how,
    merged: how === 'changed' ? mergeInto({ root, newest: newest!, into }, file, textAt(root, since, file)) : [],
  }));
  // Only now, so that a fault in one page leaves all as they were.
  for (const { carried, text } of pages.flatMap(({ merged }) => merged)) {
    if (!dryRun && text !== undefined) {
      writeWhole(path.join(root, carried.file), text);
    }
  }
  return pages.map(({ file, how, merged }) => ({ file, how, into: merged.map(({ carried }) => carried) }));
}

interface Merge {
  readonly carried: Carried;
  /** The page as it is to be; absent when it stays as it is. */
  readonly text?: string;
}

/** Merges the change of one page into each older protocol. */
function mergeInto(
  { root, newest, into }: { readonly root: string; readonly newest: Protocol; readonly into: readonly Protocol[] },
  file: string,
  before: string,
): Merge[] {
  const change = { file, before, after: readFileSync(path.join(root, file), 'utf8') };
  return into.map((protocol) => merge(root, change, newest, protocol));
}

function merge(
  root: string,
  { file, before, after }: { readonly file: string; readonly before: string; readonly after: string },
  newest: Protocol,
  protocol: Protocol,
): Merge {
  const target = path.posix.join(folderOfPages(protocol), path.posix.relative(folderOfPages(newest), file));
  const place = path.join(root, target);
  const carried = (outcome: Carried['outcome']): Carried => ({ protocol, file: target, outcome });
  if (!existsSync(place)) {
    return { carried: carried({ kind: 'absent' }) };
  }
  const ours = readFileSync(place, 'utf8');
  if (/^<{7} /m.test(ours)) {
    throw new Error(`${target} still has marks of a merge. Decide them first.`);
  }
  // Addresses of the protocol's own pages and facts are no difference.
  const ofProtocol = (text: string): string => text.replaceAll(`/${newest.pathName}/`, `/${protocol.pathName}/`);
  const { text, marks } = mergeThreeWay({ text: ours, name: protocol.label }, ofProtocol(before), {
    text: ofProtocol(after),
    name: newest.label,
  });
  if (text === ours) {
    return { carried: carried({ kind: 'same' }) };
  }
  return { carried: carried(marks.length === 0 ? { kind: 'carried' } : { kind: 'marked', lines: marks }), text };
}

function writeWhole(file: string, text: string): void {
  const beside = `${file}.carry`;
  writeFileSync(beside, text);
  renameSync(beside, file);
}
