/**
 * A release of `swamp`, in the form in which the program's tags order themselves:
 * `YYYYMMDD.HHMMSS.N`. The optional `v` and `-sha.<hex>` of a git tag are not part of it.
 */
export type Release = string & { readonly __brand: 'Release' };

const RELEASE_PATTERN = /^v?(\d{8})\.(\d{6})(?:\.(\d{1,9}))?(?:-sha\.[0-9a-f]{7,40})?$/;

/**
 * Reads a release from the forms in which people meet it.
 *
 * @param text - `20260822.011157`, `20260822.011157.0`, `20260822.011157.0-sha.06b61472` (what
 *   `swamp --version` prints) or the git tag `v20260822.011157.0-sha.06b61472`.
 * @returns the release without `v` and `-sha`, or `undefined` when the text is not one.
 */
export function parseRelease(text: string): Release | undefined {
  const match = RELEASE_PATTERN.exec(text.trim());
  if (!match) {
    return undefined;
  }
  const [, date, time, serial = '0'] = match;
  return isCalendarTime(date!, time!) ? (`${date}.${time}.${Number(serial)}` as Release) : undefined;
}

function isCalendarTime(date: string, time: string): boolean {
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6, 8)].map(Number);
  const [hour, minute, second] = [time.slice(0, 2), time.slice(2, 4), time.slice(4, 6)].map(Number);
  const asDate = new Date(Date.UTC(year!, month! - 1, day!));
  return (
    asDate.getUTCMonth() === month! - 1 && asDate.getUTCDate() === day && hour! < 24 && minute! < 60 && second! < 60
  );
}

/** Orders two releases: negative when `a` is older than `b`, 0 when they are the same. */
export function compareReleases(a: Release, b: Release): number {
  const [dateA, timeA, serialA] = a.split('.').map(Number);
  const [dateB, timeB, serialB] = b.split('.').map(Number);
  return dateA! - dateB! || timeA! - timeB! || serialA! - serialB!;
}

/** Stands for the releases of a protocol that has none yet: later than every real release. */
export const UNRELEASED = '99991231.235959.0' as Release;

/** The short form that pages show: `20260822.011157` for `20260822.011157.0`. */
export function shortRelease(release: Release): string {
  return release === UNRELEASED ? 'not released yet' : release.replace(/\.0$/, '');
}

/** A span of releases; a missing end is open. Both ends belong to the span. */
export interface ReleaseSpan {
  readonly since?: Release | undefined;
  readonly until?: Release | undefined;
}

/** Whether a release lies in a span. */
export function isInSpan(release: Release, span: ReleaseSpan): boolean {
  return (
    (span.since === undefined || compareReleases(span.since, release) <= 0) &&
    (span.until === undefined || compareReleases(release, span.until) <= 0)
  );
}

/** Whether two spans share at least one release. */
export function spansOverlap(a: ReleaseSpan, b: ReleaseSpan): boolean {
  const startsBeforeEnd = (start: ReleaseSpan, end: ReleaseSpan): boolean =>
    start.since === undefined || end.until === undefined || compareReleases(start.since, end.until) <= 0;
  return startsBeforeEnd(a, b) && startsBeforeEnd(b, a);
}
