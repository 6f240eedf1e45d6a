import { compareReleases } from './release.ts';
import type { Release } from './release.ts';
import type { ReleaseChanges } from './changes.ts';

/** Page of a version that lists the releases which changed something. */
export const CHANGES_PAGE = 'reference/changes';

/** Half a month, whose changes share a page. */
export interface Stretch {
  /** Its first day, `2026-08-16`, which is also the name of its page. */
  readonly from: string;
  /** Its days in words: `August 16 to 31, 2026`. */
  readonly days: string;
}

/** A stretch with the releases in it that changed something, newest first. */
export interface StretchChanges extends Stretch {
  readonly releases: readonly ReleaseChanges[];
}

const SECOND_HALF = 16;

/**
 * The stretch in which a release was made. Every day is in exactly one, so no release can fall
 * between two pages or stand on both.
 */
export function stretchOf(release: Release): Stretch {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)/.exec(release)!.map(Number);
  const first = day! < SECOND_HALF ? 1 : SECOND_HALF;
  const last = first === 1 ? SECOND_HALF - 1 : new Date(Date.UTC(year!, month!, 0)).getUTCDate();
  const monthName = new Date(Date.UTC(year!, month! - 1)).toLocaleString('en-US', { month: 'long', timeZone: 'UTC' });
  return {
    from: `${year}-${pad(month!)}-${pad(first)}`,
    days: `${monthName} ${first} to ${last}, ${year}`,
  };
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

/** Page of a version that lists what changed in a stretch; each release has an anchor there. */
export function changesPage({ from }: Pick<Stretch, 'from'>): string {
  return `${CHANGES_PAGE}/${from}`;
}

/**
 * Puts the releases of a protocol together by stretch.
 *
 * @returns newest stretch first, without stretches in which nothing changed.
 */
export function stretchesOf(releases: readonly ReleaseChanges[]): StretchChanges[] {
  const byDay = new Map<string, StretchChanges>();
  for (const release of [...releases].sort((a, b) => compareReleases(b.release, a.release))) {
    const stretch = stretchOf(release.release);
    byDay.set(stretch.from, { ...stretch, releases: [...(byDay.get(stretch.from)?.releases ?? []), release] });
  }
  return [...byDay.values()];
}
