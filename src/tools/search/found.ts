import type { Hit } from './hit.ts';

/** A row of the list of results. */
export interface Row extends Omit<Hit, 'kind'> {
  readonly kind: Hit['kind'] | 'note';
  /** The line of the page that matches. */
  readonly line?: string;
}

/** What a question finds, as the box and the page of results show it. */
export interface Found {
  readonly rows: readonly Row[];
  /** How many places were found; rows may be fewer. */
  readonly total: number;
  /** Words that are marked in the rows. */
  readonly marked: readonly string[];
}

/** Where a reader looks further when nothing, or only something else, was found. */
export interface FurtherPlaces {
  /** Address of the page that explains messages. */
  readonly explain: string;
  /** Address of the list of all messages of the version. */
  readonly messages: string;
  /** The search pages of the other versions, for this question. */
  readonly others: readonly { readonly label: string; readonly url: string }[];
}

/** Rows that say what was not found, and where to look further. */
export function notesOf(
  {
    unknown,
    near,
    hits,
  }: { unknown: readonly string[]; near: readonly { typed: string; shown: string }[]; hits: number },
  places: FurtherPlaces,
): Row[] {
  const note = (title: string, url: string, line: string): Row => ({ kind: 'note', title, url, track: 'Search', line });
  const said = [
    ...(unknown.length > 0 ? [`No page has ${unknown.map(quoted).join(', ')}.`] : []),
    ...near.map(({ typed, shown }) => `No page has ${quoted(typed)}: shown is ${quoted(shown)}.`),
  ];
  if (said.length === 0 && hits > 0) {
    return [];
  }
  const first = note(
    said.join(' ') || 'Nothing found.',
    places.explain,
    'Is it a line of a log? Paste it into Explain.',
  );
  return hits > 0
    ? [first]
    : [
        first,
        note('All messages', places.messages, 'Every text that the programs print, with what to do.'),
        ...places.others.map(({ label, url }) =>
          note(`Search in ${label}`, url, 'Each protocol has pages of its own.'),
        ),
      ];
}

function quoted(word: string): string {
  return `“${word}”`;
}
