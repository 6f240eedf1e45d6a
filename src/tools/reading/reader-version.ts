import type { VersionFacts } from '../../facts/version-facts.ts';
import { parseRelease, UNRELEASED } from '../../facts/release.ts';
import type { Release } from '../../facts/release.ts';
import { standingOf } from '../../facts/standing.ts';
import type { ProtocolReleases } from '../../facts/standing.ts';

/** The version of the docs that is about a release. */
export type ReaderVersion =
  | { readonly kind: 'speaks'; readonly version: VersionFacts }
  /** Newer than the newest known: the newest version is the best there is. */
  | { readonly kind: 'newer-than-known'; readonly version: VersionFacts }
  | { readonly kind: 'before-remote-execution' };

/**
 * Finds the version for a reader's release.
 *
 * @param facts - all versions, newest first.
 */
export function readerVersion(facts: readonly VersionFacts[], release: Release): ReaderVersion {
  const protocols = facts.map((version) => ({ version, ...releasesOf(version) }));
  // Which releases have a tag matters to nobody who reads.
  const standing = standingOf(
    { protocols: protocols as [Versioned, ...Versioned[]], tags: { has: () => true } },
    release,
  );
  switch (standing.kind) {
    case 'before-remote-execution':
      return { kind: 'before-remote-execution' };
    case 'newer-than-known':
      return { kind: 'newer-than-known', version: standing.protocol.version };
    default:
      return { kind: 'speaks', version: standing.protocol.version };
  }
}

type Versioned = ProtocolReleases & { readonly version: VersionFacts };

function releasesOf({ first, last }: VersionFacts): ProtocolReleases {
  const [from, to] = [parseRelease(first), parseRelease(last)];
  return { released: from !== undefined, first: from ?? UNRELEASED, last: to ?? UNRELEASED };
}
