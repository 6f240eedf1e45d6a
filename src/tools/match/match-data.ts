import type { UpgradePage } from '../../markdown/tree/upgrade-pages.ts';
import type { Release } from '../../facts/release.ts';
import type { ProtocolReleases } from '../../facts/standing.ts';

/** What the page that matches releases knows of a protocol. */
export interface MatchProtocol extends ProtocolReleases {
  readonly number: number;
  readonly label: string;
  /** True when a later protocol exists. */
  readonly ended: boolean;
  readonly verified: Release;
  /** Where its pages start, without the site's base: `/protocol-4`. */
  readonly docs: string;
}

/** What both sides print when an orchestrator refuses a worker of another protocol, as it was recorded. */
export interface Refusal {
  readonly orchestrator: { readonly protocol: number; readonly release: Release; readonly prints: string };
  readonly worker: {
    readonly protocol: number;
    readonly release: Release;
    readonly prints: string;
    readonly exitCode: number;
  };
}

/** Everything that the page needs, in one file of the site, so that it works without a network. */
export interface MatchData {
  /** Newest first; only released ones. */
  readonly protocols: readonly [MatchProtocol, ...MatchProtocol[]];
  /** Every known release, oldest first. */
  readonly releases: readonly Release[];
  readonly refusals: readonly Refusal[];
  readonly upgrades: readonly UpgradePage[];
}
