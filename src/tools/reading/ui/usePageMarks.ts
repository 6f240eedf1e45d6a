import { useLocation } from '@docusaurus/router';
import { useEffect, useSyncExternalStore } from 'react';
import { markPage } from '../page-marks.ts';
import type { MarkCounts } from '../page-marks.ts';
import type { Release } from '../../../facts/release.ts';

const NONE: MarkCounts = { hidden: 0 };
const listeners = new Set<() => void>();
let counts = NONE;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows the open page for a release, and counts what that hides. */
export function usePageMarks(release: Release | undefined): MarkCounts {
  const { pathname } = useLocation();
  useEffect(() => {
    counts = markPage(document.querySelector('main') ?? document, release);
    listeners.forEach((listener) => listener());
  }, [release, pathname]);
  return useSyncExternalStore(
    subscribe,
    () => counts,
    () => NONE,
  );
}
