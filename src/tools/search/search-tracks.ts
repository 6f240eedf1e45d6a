import type { Hit } from './hit.ts';

/** Parameter by which the search page is told the part of the docs. */
const TRACK_PARAMETER = 'track';

/** Parts of the docs to which a search can be narrowed, as their addresses name them. */
export const SEARCH_TRACKS = [
  { name: 'operators', label: 'Operators' },
  { name: 'authors', label: 'Workflow authors' },
  { name: 'reference', label: 'Reference' },
  { name: 'concepts', label: 'Concepts' },
  { name: 'messages', label: 'Messages' },
] as const;

/** The name of a part of the docs. */
export type SearchTrack = (typeof SEARCH_TRACKS)[number]['name'];

/** The part to which an address narrows the search; `undefined` for all. */
export function trackAsked(query: string): SearchTrack | undefined {
  const asked = new URLSearchParams(query).get(TRACK_PARAMETER);
  return SEARCH_TRACKS.find(({ name }) => name === asked)?.name;
}

/** Address of the search page for the same words in one part, or in all. */
export function trackPath(baseUrl: string, query: string, track: SearchTrack | undefined): string {
  const parameters = new URLSearchParams(query);
  parameters.delete(TRACK_PARAMETER);
  if (track !== undefined) {
    parameters.set(TRACK_PARAMETER, track);
  }
  const queryPart = parameters.toString();
  return `${baseUrl}search${queryPart === '' ? '' : `?${queryPart}`}`;
}

/** Whether a hit belongs to a part: messages are one of their own. */
export function isOfTrack({ kind, track }: Pick<Hit, 'kind' | 'track'>, asked: SearchTrack): boolean {
  const isMessage = kind === 'message';
  if (asked === 'messages' || isMessage) {
    return asked === 'messages' && isMessage;
  }
  return SEARCH_TRACKS.some(({ name, label }) => name === asked && label === track);
}
