import { compareReleases } from '../../facts/release.ts';
import type { Release } from '../../facts/release.ts';
import { standingOf } from '../../facts/standing.ts';
import type { ReleaseStanding } from '../../facts/standing.ts';
import { findRelease } from '../reading/find-releases.ts';
import type { FoundRelease } from '../reading/find-releases.ts';
import type { UpgradePage } from '../../markdown/tree/upgrade-pages.ts';
import type { MatchData, MatchProtocol, Refusal } from './match-data.ts';

/** One machine: what was read from its text, and what is known of that release. */
export type Machine = ClearMachine | { readonly kind: 'unclear'; readonly found: UnclearText };

/** A machine whose release could be read. */
export interface ClearMachine {
  readonly kind: 'clear';
  readonly release: Release;
  readonly standing: ReleaseStanding<MatchProtocol>;
}

/** Why no release could be read. */
export type UnclearText = Exclude<FoundRelease, { kind: 'release' }>;

/** Whether an orchestrator and a worker work together. */
export type Together =
  /** One of the two was not given, or could not be read. */
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'same-release' }
  | { readonly kind: 'same-protocol'; readonly protocol: number }
  /** The list of releases does not tell the protocol of at least one. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'refused';
      /** What both print; absent when the protocol of one side is not known. */
      readonly refusal?: Refusal | undefined;
      readonly older: Side;
      /** About moving the older side to the protocol of the newer one. */
      readonly upgrade?: UpgradePage | undefined;
    }
  /** At least one has no remote execution at all. */
  | { readonly kind: 'no-remote-execution'; readonly sides: readonly Side[] };

export type Side = 'orchestrator' | 'worker';

export interface MatchAnswer {
  readonly orchestrator: Machine;
  readonly worker: Machine;
  readonly together: Together;
}

/**
 * Answers for whatever was pasted for an orchestrator and a worker. One of both texts may be empty:
 * then the answer is about one machine.
 */
export function matchAnswer(data: MatchData, texts: Readonly<Record<Side, string>>): MatchAnswer {
  const releases = { protocols: data.protocols, tags: new Set(data.releases) };
  const machineOf = (text: string): Machine => {
    const found = findRelease(text);
    return found.kind === 'release'
      ? { kind: 'clear', release: found.release, standing: standingOf(releases, found.release) }
      : { kind: 'unclear', found };
  };
  const orchestrator = machineOf(texts.orchestrator);
  const worker = machineOf(texts.worker);
  return { orchestrator, worker, together: togetherOf(data, orchestrator, worker) };
}

function togetherOf(data: MatchData, orchestrator: Machine, worker: Machine): Together {
  if (orchestrator.kind !== 'clear' || worker.kind !== 'clear') {
    return { kind: 'not-asked' };
  }
  const without = (
    [
      ['orchestrator', orchestrator],
      ['worker', worker],
    ] as const
  )
    .filter(([, { standing }]) => standing.kind === 'before-remote-execution')
    .map(([side]) => side);
  if (without.length > 0) {
    return { kind: 'no-remote-execution', sides: without };
  }
  if (compareReleases(orchestrator.release, worker.release) === 0) {
    return { kind: 'same-release' };
  }
  return pairOf(data, spokenBy(data, orchestrator), spokenBy(data, worker));
}

/** The protocols that a release can speak: one, unless the list of releases does not tell. */
interface Spoken {
  readonly least: number;
  readonly most: number;
}

function spokenBy({ protocols }: MatchData, { release, standing }: ClearMachine): Spoken {
  switch (standing.kind) {
    case 'before-remote-execution':
      throw new Error('a release without remote execution speaks no protocol');
    case 'newer-than-known':
      // Numbers only grow.
      return { least: standing.protocol.number, most: Number.POSITIVE_INFINITY };
    case 'known':
      return only(standing.protocol.number);
    case 'unlisted':
      return liesBetweenProtocols(standing.protocol, release)
        ? { least: standing.protocol.number, most: nextAfter(protocols, standing.protocol).number }
        : only(standing.protocol.number);
  }
}

const only = (number: number): Spoken => ({ least: number, most: number });

/** Whether a release without a tag came after the last one of a protocol and before the first of the next. */
export function liesBetweenProtocols(protocol: MatchProtocol, release: Release): boolean {
  return compareReleases(release, protocol.last) > 0;
}

/** The protocol that followed one that ended. */
export function nextAfter(protocols: readonly MatchProtocol[], { number }: MatchProtocol): MatchProtocol {
  return protocols.find((candidate) => candidate.number === number + 1)!;
}

function pairOf(data: MatchData, orchestrator: Spoken, worker: Spoken): Together {
  const older = olderOf(orchestrator, worker);
  if (older === undefined) {
    const certain = orchestrator.least === orchestrator.most && worker.least === worker.most;
    return certain ? { kind: 'same-protocol', protocol: worker.least } : { kind: 'unknown' };
  }
  const [from, to] = older === 'worker' ? [worker.most, orchestrator.least] : [orchestrator.most, worker.least];
  return {
    kind: 'refused',
    older,
    refusal:
      orchestrator.least === orchestrator.most && worker.least === worker.most
        ? refusalOf(data, orchestrator.least, worker.least)
        : undefined,
    upgrade: data.upgrades.find((page) => page.from === from && page.to === to),
  };
}

/** The side whose protocol is lower for certain. */
function olderOf(orchestrator: Spoken, worker: Spoken): Side | undefined {
  if (worker.most < orchestrator.least) {
    return 'worker';
  }
  return orchestrator.most < worker.least ? 'orchestrator' : undefined;
}

/** What both sides print when an orchestrator of one protocol meets a worker of another. */
function refusalOf(data: MatchData, orchestrator: number, worker: number): Refusal | undefined {
  return data.refusals.find(
    (refusal) => refusal.orchestrator.protocol === orchestrator && refusal.worker.protocol === worker,
  );
}
