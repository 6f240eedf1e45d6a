import { parseRelease, shortRelease } from '../../facts/release.ts';
import type { Release } from '../../facts/release.ts';

/** Parameter by which a link carries the reader's release. */
export const RELEASE_PARAMETER = 'release';

/** A link to a page that is then shown for a release. */
export function withRelease(path: string, release: Release): string {
  return `${path}?${RELEASE_PARAMETER}=${shortRelease(release)}`;
}

/** What the query part of an address says about the reader's release. */
export type AskedRelease =
  | { readonly kind: 'none' }
  | { readonly kind: 'release'; readonly release: Release }
  /** Something that is no release; `text` is its beginning, fit to be shown. */
  | { readonly kind: 'broken'; readonly text: string };

/** Longest part of a broken value that is shown back. */
const LONGEST_SHOWN = 40;

/** Reads the release that a link carries. */
export function askedRelease(query: string): AskedRelease {
  const value = new URLSearchParams(query).get(RELEASE_PARAMETER);
  if (value === null || value.trim() === '') {
    return { kind: 'none' };
  }
  // A release is short; so is the time to find out that something long is none.
  const release = value.length <= LONGEST_SHOWN * 2 ? parseRelease(value) : undefined;
  return release === undefined ? { kind: 'broken', text: shown(value) } : { kind: 'release', release };
}

function shown(value: string): string {
  const beginning = [...value.slice(0, LONGEST_SHOWN * 2)].slice(0, LONGEST_SHOWN).join('');
  // Control and direction characters would change how the sentence around them reads.
  const visible = beginning.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return visible.length < value.length ? `${visible}…` : visible;
}

/** The query part without the release, for a reader who leaves it. */
export function withoutRelease(query: string): string {
  const parameters = new URLSearchParams(query);
  parameters.delete(RELEASE_PARAMETER);
  const rest = parameters.toString();
  return rest === '' ? '' : `?${rest}`;
}
