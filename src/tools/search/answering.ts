import { SearchEngine } from './engine.ts';
import { notesOf } from './found.ts';
import type { Found, FurtherPlaces, Row } from './found.ts';
import type { Hit } from './hit.ts';
import { INDEX_FILE, INDEX_FORMAT, TEXTS_FOLDER, textsFile } from './index-file.ts';
import type { SearchIndex } from './index-file.ts';
import { matchingLine } from './matching-line.ts';
import { isOfTrack } from './search-tracks.ts';
import type { SearchTrack } from './search-tracks.ts';
import { askedWords } from './words.ts';

/** Hits beyond these are shown without their line: a long list is looked through by titles. */
const MOST_LINES = 20;

/** No list is longer, and the number of all places is known. */
const MOST_HITS = 1_000;

/** How long a list waits for its lines, in milliseconds. */
const LONGEST_WAIT_MS = 400;

const MOST_MARKED = 8;

/** Reads a JSON file of the site. */
type ReadJson = (address: string) => Promise<unknown>;

const readByFetch: ReadJson = async (address) => {
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`${response.status} for ${response.url}`);
  }
  return response.json();
};

/** Answers questions in one version: its index, and the texts of pages that were found. */
export class Answering {
  readonly #engine: SearchEngine;
  readonly #texts = new Map<number, Promise<readonly string[]>>();

  private constructor(
    private readonly versionUrl: string,
    private readonly index: SearchIndex,
    private readonly readJson: ReadJson,
  ) {
    this.#engine = new SearchEngine(index);
  }

  /**
   * Loads the index of a version.
   *
   * @param versionUrl - address of the folder of the version, with a slash at its end.
   * @param readJson - for a program that has the site as a folder.
   * @throws Error when it cannot be loaded, or is of another build.
   */
  static async load(versionUrl: string, readJson = readByFetch): Promise<Answering> {
    let index: SearchIndex;
    try {
      index = (await readJson(`${versionUrl}${INDEX_FILE}`)) as SearchIndex;
    } catch (error) {
      throw new Error(`The search index could not be loaded: ${(error as Error).message}`, { cause: error });
    }
    if (index.format !== INDEX_FORMAT) {
      throw new Error('The search index was built by another version of this site. Reload the page.');
    }
    return new Answering(versionUrl, index, readJson);
  }

  /**
   * @param limit - rows at most, without the notes.
   * @param track - the part of the docs that is searched; all when it is absent.
   */
  async find(query: string, limit: number, track?: SearchTrack): Promise<Found> {
    const { hits: all, unknown, near } = this.#engine.search(query, MOST_HITS);
    const found = track === undefined ? all : all.filter((hit) => isOfTrack(hit, track));
    const hits = found.slice(0, limit);
    const asked = askedWords(query.slice(0, 400), MOST_MARKED);
    const notes = notesOf({ unknown, near, hits: hits.length }, placesIn(this.index, query));
    const rows = await Promise.all(
      hits.map(async (hit, place): Promise<Row> => {
        const line = place < MOST_LINES ? await this.#lineOf(hit, asked) : '';
        return line === '' ? hit : { ...hit, line };
      }),
    );
    return {
      total: found.length,
      rows: query.trim() === '' ? [] : [...notes, ...rows],
      marked: [...asked.map((word) => word.toLowerCase())].sort((a, b) => b.length - a.length),
    };
  }

  /** The line that matches, unless it comes too late to be waited for. */
  async #lineOf({ text }: Hit, asked: readonly string[]): Promise<string> {
    if (text === undefined) {
      return '';
    }
    const [page, section] = text;
    const late = new Promise<readonly string[]>((resolve) => setTimeout(() => resolve([]), LONGEST_WAIT_MS));
    const texts = await Promise.race([this.#textsOf(page), late]);
    return matchingLine(texts[section] ?? '', asked);
  }

  #textsOf(page: number): Promise<readonly string[]> {
    const known = this.#texts.get(page) ?? this.#loadTexts(page);
    this.#texts.set(page, known);
    return known;
  }

  /** A list without lines is better than none: what cannot be loaded is tried again next time. */
  async #loadTexts(page: number): Promise<readonly string[]> {
    try {
      return (await this.readJson(`${this.versionUrl}${TEXTS_FOLDER}/${textsFile(page)}`)) as string[];
    } catch {
      // The network is away; the hit is good without its line.
      this.#texts.delete(page);
      return [];
    }
  }
}

/** Addresses of the pages that help when nothing was found. */
function placesIn({ pages, protocol, protocols }: SearchIndex, query: string): FurtherPlaces {
  const addressOf = (ending: string): string => pages.find(({ url }) => url.endsWith(ending))?.url ?? '';
  const others = protocols.filter(({ number }) => number !== protocol);
  return {
    explain: addressOf('/explain'),
    messages: addressOf('/reference/messages'),
    others: others.map(({ number, url, ended }) => {
      const [, base, path] = /^(.*\/)([^/]+)$/.exec(url)!;
      const asked = new URLSearchParams({ q: query, ...(ended && { version: `${path}/` }) });
      return { label: `protocol ${number}`, url: `${base}search?${asked}` };
    }),
  };
}
