import useBaseUrl from '@docusaurus/useBaseUrl';
import { useState } from 'react';
import { parseRelease, shortRelease } from '../../../facts/release.ts';

/** A release to choose, with its day in words. */
export interface KnownRelease {
  readonly release: string;
  readonly day: string;
}

/**
 * All known releases, newest first, fetched when they are first asked for: no page carries them.
 *
 * @returns the releases, and what asks for them.
 */
export function useKnownReleases(): [known: readonly KnownRelease[], ask: () => void] {
  const address = useBaseUrl('/spec/releases.json');
  const [known, setKnown] = useState<readonly KnownRelease[]>([]);
  const ask = (): void => {
    if (known.length === 0) {
      // Without the list a release can still be written or pasted.
      fetchReleases(address).then(setKnown, () => undefined);
    }
  };
  return [known, ask];
}

async function fetchReleases(address: string): Promise<KnownRelease[]> {
  const response = await fetch(address);
  const { releases } = (await response.json()) as { releases: readonly { release: string }[] };
  return releases
    .map(({ release }) => ({ release: shortRelease(parseRelease(release)!), day: dayOf(release) }))
    .reverse();
}

/** `August 22, 2026` */
function dayOf(release: string): string {
  const [year, month, day] = [release.slice(0, 4), release.slice(4, 6), release.slice(6, 8)].map(Number);
  const date = new Date(Date.UTC(year!, month! - 1, day));
  return date.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
}
