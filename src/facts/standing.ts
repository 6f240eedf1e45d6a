import { compareReleases } from './release.ts';
import type { Release } from './release.ts';

/** What is needed of a protocol to tell which releases speak it. */
export interface ProtocolReleases {
  /** False while no release speaks it. */
  readonly released: boolean;
  readonly first: Release;
  /** Last known release that speaks it. */
  readonly last: Release;
}

/** Protocols, newest first, and the releases that have a tag. */
export interface KnownReleases<Protocol extends ProtocolReleases> {
  readonly protocols: readonly [Protocol, ...Protocol[]];
  readonly tags: { has(release: Release): boolean };
}

/** What the list of releases says about one release. */
export type ReleaseStanding<Protocol extends ProtocolReleases> =
  | { readonly kind: 'known'; readonly protocol: Protocol }
  | { readonly kind: 'unlisted'; readonly protocol: Protocol }
  | { readonly kind: 'before-remote-execution' }
  | { readonly kind: 'newer-than-known'; readonly protocol: Protocol };

/**
 * Tells which protocol a release speaks. It needs no files, so that pages can ask it, too.
 *
 * @returns `unlisted` for a release inside the known range that has no tag here, and
 *   `newer-than-known` for one after the newest known: its protocol is then a guess.
 */
export function standingOf<Protocol extends ProtocolReleases>(
  { protocols, tags }: KnownReleases<Protocol>,
  release: Release,
): ReleaseStanding<Protocol> {
  const oldest = protocols[protocols.length - 1]!;
  const newest = protocols.find((protocol) => protocol.released) ?? oldest;
  if (compareReleases(release, oldest.first) < 0) {
    return { kind: 'before-remote-execution' };
  }
  if (compareReleases(release, newest.last) > 0) {
    return { kind: 'newer-than-known', protocol: newest };
  }
  const protocol = protocols.find((candidate) => compareReleases(candidate.first, release) <= 0)!;
  return { kind: tags.has(release) ? 'known' : 'unlisted', protocol };
}
