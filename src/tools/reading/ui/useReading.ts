import { useMemo, useSyncExternalStore } from 'react';
import { readerVersion } from '../reader-version.ts';
import type { ReaderVersion } from '../reader-version.ts';
import { onReaderRelease, readerRelease } from '../reading-store.ts';
import type { Release } from '../../../facts/release.ts';
import { usePublishedVersions } from '../../versions/usePublishedVersions.ts';

/** The release for which the reader reads, and the version that is about it. */
export interface Reading {
  readonly release: Release;
  readonly version: ReaderVersion;
}

/** The reader's release; none on the server, and so none in the first rendering. */
export function useReading(): Reading | undefined {
  const facts = usePublishedVersions();
  const release = useSyncExternalStore(onReaderRelease, readerRelease, () => undefined);
  return useMemo(
    () => (release === undefined ? undefined : { release, version: readerVersion(facts, release) }),
    [facts, release],
  );
}
