import type { IndexedProtocol, SearchIndex } from './index-file.ts';

/** What a release in a question leads to. */
export interface ReleaseHit {
  readonly title: string;
  readonly url: string;
}

const RELEASE = /\b(20\d{6})(?:\.(\d{6}))?(?:\.\d+)?\b/;

/**
 * Finds the place of a release, or of the days around it, that a question names.
 *
 * @param text - the question, with a release in any form: `20260822.003708`, a version line, a bare day.
 * @returns at most a few places, the best first; none when no release is named.
 */
export function releasesAsked(text: string, { protocol, protocols, changes }: SearchIndex): ReleaseHit[] {
  const [, day, time] = RELEASE.exec(text) ?? [];
  if (day === undefined) {
    return [];
  }
  const asked = time === undefined ? day : `${day}.${time}`;
  const speaking = protocols.filter((one) => mayBeOf(asked, one));
  const own = speaking.some(({ number }) => number === protocol) ? ownPlaces(asked, changes) : [];
  const others = speaking.filter(({ number }) => number !== protocol).map((one) => otherPlace(asked, one));
  const unknown = speaking.length === 0 ? unknownPlaces(asked, protocols) : [];
  return [...own, ...others, ...unknown];
}

/** A bare day may lie in two protocols. */
function mayBeOf(asked: string, { first, last, ended }: IndexedProtocol): boolean {
  const length = asked.length;
  return first.slice(0, length) <= asked && (!ended || asked <= last.slice(0, length)) && !newerThanKnown(asked, last);
}

function newerThanKnown(asked: string, last: string): boolean {
  return asked > last.slice(0, asked.length);
}

function ownPlaces(asked: string, changes: SearchIndex['changes']): ReleaseHit[] {
  const there = changes.filter(([release]) => release.startsWith(asked));
  if (there.length > 0) {
    return there.map(([release, url]) => ({ title: `What changed in ${release}`, url }));
  }
  const before = [...changes].sort(([a], [b]) => b.localeCompare(a)).find(([release]) => release < asked);
  return before === undefined
    ? []
    : [{ title: `Nothing known changed in ${asked}; before it came ${before[0]}`, url: before[1] }];
}

function otherPlace(asked: string, { number, url }: IndexedProtocol): ReleaseHit {
  return { title: `${asked} speaks protocol ${number}: read these pages for it`, url };
}

function unknownPlaces(asked: string, protocols: readonly IndexedProtocol[]): ReleaseHit[] {
  const newest = [...protocols].sort((a, b) => b.number - a.number)[0];
  return newest !== undefined && newerThanKnown(asked, newest.last)
    ? [{ title: `${asked} is newer than ${newest.last}, the newest release known here`, url: newest.url }]
    : [];
}
