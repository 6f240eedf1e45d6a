import type { Answering } from './answering.ts';
import { BOX_ROWS } from './box-rows.ts';
import type { Found, Row } from './found.ts';
import { searchTotal } from './search-total.ts';
import { trackAsked } from './search-tracks.ts';
import type { Answer, Question } from './search-worker.ts';

/**
 * Stands in for the module of the same name in docusaurus-search-local, whose search box and search
 * page call these two functions. Nothing is loaded before the first of them is called.
 */

/** What the box and the page of the plugin show as one result. */
export interface PluginResult {
  readonly document: {
    readonly i: number;
    /** What is shown of the text; the title when there is no line. */
    readonly t: string;
    readonly u: string;
    /** What is shown as the title when there is a line. */
    readonly s?: string;
    readonly b?: readonly string[];
  };
  readonly type: ResultType;
  readonly page: { readonly t: string; readonly b: readonly string[] } | undefined;
  /** For each found word the places in the text: start and length. */
  readonly metadata: Readonly<
    Record<string, { readonly t: { readonly position: readonly (readonly [number, number])[] } }>
  >;
  readonly tokens: readonly string[];
  /** For the rows of our box. */
  readonly row: Row;
}

/** As the plugin numbers what it shows: a page by its title, a part of one, and a text. */
type ResultType = 0 | 1 | 4;

/** Loads the index of a version, once, into the worker. */
export async function fetchIndexesByWorker(versionUrl: string): Promise<void> {
  await ask({ versionUrl });
}

const NOTHING: Found = { rows: [], marked: [], total: 0 };

/** Searches a version: the box asks for a few, the search page for more and for the part that its address names. */
export async function searchByWorker(
  versionUrl: string,
  _context: string,
  query: string,
  limit: number,
): Promise<PluginResult[]> {
  const isPage = limit > BOX_ROWS;
  const track = isPage ? trackAsked(location.search) : undefined;
  const { rows, marked, total } = (await ask({ versionUrl, query, limit, ...(track && { track }) })) ?? NOTHING;
  if (isPage) {
    searchTotal.set({ found: total, shown: rows.filter(({ kind }) => kind !== 'note').length });
  }
  return rows.map((row, position) => pluginResult(row, position, marked));
}

function pluginResult(row: Row, position: number, tokens: readonly string[]): PluginResult {
  const { title, url, kind, track, page, line } = row;
  const above = [wordsFor(kind), track];
  const shown = line ?? title;
  const common = { metadata: placesIn(shown, tokens), tokens, row };
  if (line !== undefined) {
    return {
      ...common,
      document: { i: position, t: line, s: title, u: url },
      type: 4,
      page: { t: page ?? title, b: above },
    };
  }
  return page === undefined
    ? { ...common, document: { i: position, t: title, u: url, b: above }, type: 0, page: undefined }
    : { ...common, document: { i: position, t: title, u: url }, type: 1, page: { t: page, b: above } };
}

/** The kind of a row, as readers see it. */
export function wordsFor(kind: Row['kind']): string {
  return `${kind[0]!.toUpperCase()}${kind.slice(1)}`;
}

/** Where words stand in a text. The list cannot show a text without any place, so there is always one. */
function placesIn(text: string, words: readonly string[]): PluginResult['metadata'] {
  const lower = text.toLowerCase();
  const found = words.flatMap((word): [number, number][] => {
    const start = lower.indexOf(word);
    return start === -1 ? [] : [[start, word.length]];
  });
  return { words: { t: { position: found.length > 0 ? found : [[0, 0]] } } };
}

interface Waiting {
  resolve(found: Found | undefined): void;
  reject(error: Error): void;
}

let worker: Worker | undefined;
let lastId = 0;
const waiting = new Map<number, Waiting>();

async function ask(question: Omit<Question, 'id'>): Promise<Found | undefined> {
  const asked = startedWorker();
  if (asked === undefined) {
    return askHere(question);
  }
  return new Promise((resolve, reject) => {
    const id = ++lastId;
    waiting.set(id, { resolve, reject });
    asked.postMessage({ id, ...question } satisfies Question);
  });
}

function startedWorker(): Worker | undefined {
  try {
    worker ??= startWorker();
  } catch {
    // A browser without workers, or one whose settings refuse them: the page searches by itself.
  }
  return worker;
}

function startWorker(): Worker {
  const started = new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if ('error' in data) {
      asked?.reject(new Error(data.error));
    } else {
      asked?.resolve(data.found);
    }
  });
  started.addEventListener('error', () => {
    // Its code could not be loaded. The next question starts another one.
    worker = undefined;
    for (const { reject } of waiting.values()) {
      reject(new Error('The search could not be loaded. Is the network away?'));
    }
    waiting.clear();
  });
  return started;
}

const here = new Map<string, Promise<Answering>>();

async function askHere({ versionUrl, query, limit = 0, track }: Omit<Question, 'id'>): Promise<Found | undefined> {
  const known = here.get(versionUrl) ?? import('./answering.ts').then((module) => module.Answering.load(versionUrl));
  here.set(versionUrl, known);
  try {
    const answering = await known;
    return query === undefined ? undefined : await answering.find(query, limit, track);
  } catch (error) {
    here.delete(versionUrl);
    throw error;
  }
}
