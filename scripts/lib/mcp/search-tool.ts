import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Protocol } from '../../../src/facts/releases.ts';
import { Answering } from '../../../src/tools/search/answering.ts';
import type { Row } from '../../../src/tools/search/found.ts';
import { INDEX_FILE } from '../../../src/tools/search/index-file.ts';
import { readBuiltSite } from '../../deploy/built-site.ts';
import { meantProtocol } from './asked-protocol.ts';
import type { AskedVersion } from './asked-protocol.ts';
import type { Sources } from './sources.ts';

/** Longer questions are logs. */
const LONGEST_QUERY = 4_000;

const loaded = new Map<string, { readonly built: number; readonly answering: Promise<Answering> }>();

/**
 * Searches as the portal does, in the index that its build wrote.
 *
 * @throws Error that says what to do, when there is no built site or the question is no good.
 */
export async function searchTool(
  { root, build }: Sources,
  { query, limit, ...version }: AskedVersion & { readonly query: string; readonly limit: number },
): Promise<string> {
  const { protocol, note } = meantProtocol(root, version);
  if (query.trim() === '') {
    throw new Error('The query is empty. Give words, a name such as --cache-dir, a message, or a release.');
  }
  if (query.length > LONGEST_QUERY) {
    throw new Error(
      `The query has ${query.length.toLocaleString('en-US')} characters. Give a log to the tool explain, or ask with at most ${LONGEST_QUERY.toLocaleString('en-US')}.`,
    );
  }
  const answering = await answeringOf(build, protocol);
  const { rows } = await answering.find(query, limit);
  const notes = rows.filter(({ kind }) => kind === 'note');
  const hits = rows.filter(({ kind }) => kind !== 'note');
  return [
    `Protocol ${protocol.number}: ${hits.length === 0 ? 'nothing was found.' : 'the best first.'}`,
    ...(note === undefined ? [] : [note]),
    ...notes.map(({ title, line, url }) => `Note: ${title} ${line ?? ''} ${url}`),
    ...hits.map((row, place) => `${place + 1}. ${rowInWords(row)}`),
  ].join('\n\n');
}

function rowInWords({ title, page, kind, track, line, url }: Row): string {
  return [
    `${title} (${[kind, track, ...(page === undefined ? [] : [`on the page “${page}”`])].join(', ')})`,
    ...(line === undefined ? [] : [line]),
    url,
  ].join('\n   ');
}

/** The index of a protocol, loaded again after each build. */
async function answeringOf(build: string, { ended, pathName }: Protocol): Promise<Answering> {
  readBuiltSite(build);
  const folder = `${ended ? path.join(build, pathName) : build}${path.sep}`;
  const { mtimeMs } = await stat(`${folder}${INDEX_FILE}`);
  const known = loaded.get(folder);
  if (known?.built === mtimeMs) {
    return known.answering;
  }
  const answering = Answering.load(folder, async (file) => JSON.parse(await readFile(file, 'utf8')) as unknown);
  loaded.set(folder, { built: mtimeMs, answering });
  return answering;
}
