import { Answering } from './answering.ts';
import type { Found } from './found.ts';
import type { SearchTrack } from './search-tracks.ts';

/** What the worker is asked: to load the index of a version, and to search in it when there is a query. */
export interface Question {
  readonly id: number;
  readonly versionUrl: string;
  readonly query?: string;
  readonly limit?: number;
  /** The part of the docs that is searched; all when it is absent. */
  readonly track?: SearchTrack;
}

/** What the worker says. */
export type Answer = { readonly id: number; readonly found?: Found } | { readonly id: number; readonly error: string };

const versions = new Map<string, Promise<Answering>>();

self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  void answer(data).then((said) => self.postMessage(said));
});

async function answer({ id, versionUrl, query, limit = 0, track }: Question): Promise<Answer> {
  try {
    const answering = await loaded(versionUrl);
    return query === undefined ? { id } : { id, found: await answering.find(query, limit, track) };
  } catch (error) {
    // The next key may find the network back.
    versions.delete(versionUrl);
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

function loaded(versionUrl: string): Promise<Answering> {
  const known = versions.get(versionUrl) ?? Answering.load(versionUrl);
  versions.set(versionUrl, known);
  return known;
}
