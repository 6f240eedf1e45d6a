import { shortRelease } from '../spec/release.ts';
import type { Release } from '../spec/release.ts';

/** Parameter by which a link carries the reader's release. */
export const RELEASE_PARAMETER = 'release';

/** A link to a page that is then shown for a release. */
export function withRelease(path: string, release: Release): string {
  return `${path}?${RELEASE_PARAMETER}=${shortRelease(release)}`;
}
