import { compareReleases, parseRelease } from '../../facts/release.ts';
import type { Release } from '../../facts/release.ts';
import { cleanLine } from '../../facts/clean-text.ts';

/** What a text says about which release a machine has. */
export type FoundRelease =
  /** Nothing but blanks. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'release'; readonly release: Release }
  /** Several releases, none of which stands out; oldest first, at most {@link MOST_SHOWN}. */
  | { readonly kind: 'several'; readonly releases: readonly Release[] }
  /** Something of the shape of a release that is no point in time, or lacks its time. */
  | { readonly kind: 'almost'; readonly text: string; readonly lacks: 'time' | 'calendar' }
  | { readonly kind: 'nothing' };

/** More releases than this in one text are not listed: it is no answer of one machine. */
export const MOST_SHOWN = 5;

/** A release anywhere in a text, with the word before it: `swamp` in what `swamp --version` prints. */
const CANDIDATE = /(?<![\d.])(?:(?<!\w)(swamp)[ \t]{1,8})?v?(\d{8}\.\d{6}(?:\.\d{1,9})?)(?!\d)/gi;
const DATE_ALONE = /(?<![\d.-])20\d{6}(?![\d.])/;

/**
 * Finds the release in whatever a reader pasted: the output of `swamp --version`, a tag, a log, or
 * something else altogether. Time grows with the length of the text, not faster.
 *
 * The release that `swamp --version` prints wins over others, such as one in a notice of an update.
 */
export function findRelease(pasted: string): FoundRelease {
  // Signs that cannot be seen are something that the reader gave, and get an answer.
  if (pasted.trim() === '') {
    return { kind: 'empty' };
  }
  // Terminals put color codes around the release.
  const text = pasted
    .split(/\r\n?|\n/)
    .map(cleanLine)
    .join('\n');
  const { printed, mentioned, impossible } = candidatesIn(text);
  const releases = printed.length > 0 ? printed : mentioned;
  if (releases.length > 0) {
    return releases.length === 1
      ? { kind: 'release', release: releases[0]! }
      : { kind: 'several', releases: releases.sort(compareReleases) };
  }
  if (impossible !== undefined) {
    return { kind: 'almost', text: impossible, lacks: 'calendar' };
  }
  const date = DATE_ALONE.exec(text)?.[0];
  return date === undefined ? { kind: 'nothing' } : { kind: 'almost', text: date, lacks: 'time' };
}

interface Candidates {
  /** Those that follow the program's name. */
  readonly printed: Release[];
  /** All of them. */
  readonly mentioned: Release[];
  /** The first that is no point in time. */
  readonly impossible: string | undefined;
}

function candidatesIn(text: string): Candidates {
  const printed = new Set<Release>();
  const mentioned = new Set<Release>();
  let impossible: string | undefined;
  for (const [, program, candidate] of text.matchAll(CANDIDATE)) {
    const release = parseRelease(candidate!);
    if (release === undefined) {
      impossible ??= candidate;
      continue;
    }
    addUpTo(MOST_SHOWN, mentioned, release);
    if (program !== undefined) {
      addUpTo(MOST_SHOWN, printed, release);
    }
  }
  return { printed: [...printed], mentioned: [...mentioned], impossible };
}

function addUpTo<Item>(most: number, items: Set<Item>, item: Item): void {
  if (items.size < most) {
    items.add(item);
  }
}
