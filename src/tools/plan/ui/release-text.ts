import { shortRelease } from '../../../facts/release.ts';
import type { Release } from '../../../facts/release.ts';
import type { VersionFacts } from '../../../facts/version-facts.ts';
import { findRelease } from '../../reading/find-releases.ts';
import { readerVersion } from '../../reading/reader-version.ts';

/** What stands in the field of the release. */
export type ReadRelease =
  | { readonly kind: 'release'; readonly release: Release; readonly protocol: number; readonly isKnown: boolean }
  | { readonly kind: 'problem'; readonly problem: string };

/** Finds the release in whatever was written or pasted, and its protocol. */
export function readRelease(text: string, versions: readonly VersionFacts[]): ReadRelease {
  const found = findRelease(text);
  if (found.kind !== 'release') {
    return { kind: 'problem', problem: 'The release cannot be read. Paste what swamp --version prints.' };
  }
  const version = readerVersion(versions, found.release);
  return version.kind === 'before-remote-execution'
    ? {
        kind: 'problem',
        problem: `${shortRelease(found.release)} has no remote execution: every step runs where the run was started.`,
      }
    : { kind: 'release', release: found.release, protocol: version.version.number, isKnown: version.kind === 'speaks' };
}
