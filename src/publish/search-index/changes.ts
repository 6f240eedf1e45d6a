import { changesPage, stretchOf } from '../../facts/change-pages.ts';
import { changesOf } from '../../facts/changes.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import { shortRelease } from '../../facts/release.ts';
import { anchorOfRelease } from '../../markdown/page-links.ts';

/** A release that changed something, and where that is listed. */
export interface PlacedRelease {
  readonly release: string;
  readonly page: string;
  readonly anchor: string;
}

/** The releases of a protocol that changed something, newest first. */
export function placedReleases(spec: ProtocolSpec): PlacedRelease[] {
  return changesOf(spec).map(({ release }) => ({
    release: shortRelease(release),
    page: changesPage(stretchOf(release)),
    anchor: anchorOfRelease(release),
  }));
}
