import type { Hit, SearchEngine } from './engine.ts';
import { INDEX_FILE, INDEX_FORMAT } from './index-file.ts';
import type { SearchIndex } from './index-file.ts';

/**
 * Stands in for the module of the same name in docusaurus-search-local, whose search box and search
 * page call these two functions. Nothing is loaded before the first of them is called.
 */

/** What the box and the page of the plugin show as one result. */
interface PluginResult {
  readonly document: { readonly i: number; readonly t: string; readonly u: string; readonly b?: string[] };
  /** 0 is a page, 1 a part of one. */
  readonly type: 0 | 1;
  readonly page: { readonly t: string; readonly b: string[] } | undefined;
  /** For each found word the places in the title: start and length. */
  readonly metadata: Readonly<
    Record<string, { readonly t: { readonly position: readonly (readonly [number, number])[] } }>
  >;
  readonly tokens: string[];
}

const engines = new Map<string, Promise<SearchEngine>>();

/** Loads the index of a version, once. */
export async function fetchIndexesByWorker(versionUrl: string): Promise<void> {
  await engineOf(versionUrl);
}

/** Searches a version. */
export async function searchByWorker(
  versionUrl: string,
  _context: string,
  input: string,
  limit: number,
): Promise<PluginResult[]> {
  const engine = await engineOf(versionUrl);
  return engine.search(input, limit).map((hit, position) => pluginResult(hit, position, tokensOf(input)));
}

function pluginResult({ title, url, track, page }: Hit, position: number, tokens: string[]): PluginResult {
  const metadata = placesIn(title, tokens);
  return page === undefined
    ? { document: { i: position, t: title, u: url, b: [track] }, type: 0, page: undefined, metadata, tokens }
    : { document: { i: position, t: title, u: url }, type: 1, page: { t: page, b: [track] }, metadata, tokens };
}

/** Where words stand in a title. The list cannot show a title without any place, so there is always one. */
function placesIn(title: string, words: readonly string[]): PluginResult['metadata'] {
  const lower = title.toLowerCase();
  const found = words.flatMap((word): [number, number][] => {
    const start = lower.indexOf(word.toLowerCase());
    return start === -1 ? [] : [[start, word.length]];
  });
  return { words: { t: { position: found.length > 0 ? found : [[0, 0]] } } };
}

/** Words that the list marks in its results. */
function tokensOf(input: string): string[] {
  return input.slice(0, 200).split(/\s+/).filter(Boolean).slice(0, 8);
}

async function engineOf(versionUrl: string): Promise<SearchEngine> {
  const known = engines.get(versionUrl) ?? loadEngine(versionUrl);
  engines.set(versionUrl, known);
  try {
    return await known;
  } catch (error) {
    // The next key may find the network back.
    engines.delete(versionUrl);
    throw error;
  }
}

async function loadEngine(versionUrl: string): Promise<SearchEngine> {
  const [{ SearchEngine: Engine }, index] = await Promise.all([import('./engine.ts'), loadIndex(versionUrl)]);
  return new Engine(index);
}

async function loadIndex(versionUrl: string): Promise<SearchIndex> {
  const response = await fetch(`${versionUrl}${INDEX_FILE}`);
  if (!response.ok) {
    throw new Error(`The search index could not be loaded: ${response.status} for ${response.url}`);
  }
  const index = (await response.json()) as SearchIndex;
  if (index.format !== INDEX_FORMAT) {
    throw new Error('The search index was built by another version of this site. Reload the page.');
  }
  return index;
}
