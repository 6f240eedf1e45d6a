import { compareReleases, parseRelease } from '../../facts/release.ts';
import type { Release } from '../../facts/release.ts';

/** Whether something holds for the reader's release, came later, or was gone by then. */
export type SpanStanding = 'holds' | 'newer' | 'gone';

/**
 * Holds a statement's dates, as the page carries them, against the reader's release.
 *
 * @param since - first release for which it holds; none means from the beginning.
 * @param until - last release for which it holds; none means to this day.
 */
export function standingOfSpan(since: string | undefined, until: string | undefined, release: Release): SpanStanding {
  const [first, last] = [since, until].map((end) => (end === undefined ? undefined : parseRelease(end)));
  if (first !== undefined && compareReleases(release, first) < 0) {
    return 'newer';
  }
  return last !== undefined && compareReleases(last, release) < 0 ? 'gone' : 'holds';
}
