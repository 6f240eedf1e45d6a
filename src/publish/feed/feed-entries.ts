import { compareReleases, shortRelease } from '../../facts/release.ts';
import type { Release } from '../../facts/release.ts';
import type { Protocol, ReleaseIndex } from '../../facts/releases.ts';

/** One entry of the feed. */
export interface FeedEntry {
  /** Never changes, so that a reader sees each entry once. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Address without the site's base: `/protocol-4/reference/changes`. */
  readonly path: string;
  readonly date: Date;
}

/** An entry with the release whose date it has. */
export interface DatedEntry {
  readonly release: Release;
  readonly entry: Omit<FeedEntry, 'date'>;
}

/**
 * What is told of the protocols: that one begins, against which release its pages are verified, and what each release
 * changed.
 *
 * @param releases - what releases changed.
 * @returns newest first. The date is that of the release, so that every build writes the same feed.
 */
export function feedEntries(
  { protocols }: Pick<ReleaseIndex, 'protocols'>,
  releases: readonly DatedEntry[] = [],
): FeedEntry[] {
  const ofProtocols = protocols
    .filter((protocol) => protocol.released)
    .flatMap((protocol): DatedEntry[] => [
      { release: protocol.verified, entry: verifiedEntry(protocol) },
      { release: protocol.first, entry: cutEntry(protocol) },
    ]);
  return [...ofProtocols, ...releases]
    .sort((a, b) => compareReleases(b.release, a.release))
    .map(({ release, entry }) => ({ ...entry, date: dateOf(release) }));
}

function verifiedEntry({ pathName, label, verified }: Protocol): DatedEntry['entry'] {
  const release = shortRelease(verified);
  return {
    id: `${pathName}-verified-${release}`,
    title: `${label}: facts verified against ${release}`,
    text: `The facts of ${label} were compared with swamp ${release}.`,
    path: `/${pathName}`,
  };
}

function cutEntry({ number, pathName, label, first, brought }: Protocol): DatedEntry['entry'] {
  const release = shortRelease(first);
  return {
    id: `${pathName}-begins-${release}`,
    title: `${label} begins with ${release}`,
    text: `Releases from ${release} on speak protocol ${number}. ${brought} Orchestrators and workers of other protocols do not work with it.`,
    path: '/compatibility',
  };
}

/** The moment that a release carries in its name, taken as UTC. */
function dateOf(release: Release): Date {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)\.(\d\d)(\d\d)(\d\d)/
    .exec(release)!
    .map(Number);
  return new Date(Date.UTC(year!, month! - 1, day!, hour!, minute!, second!));
}
