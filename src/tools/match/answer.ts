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
export type UnclearText =
  | Exclude<FoundRelease, { kind: 'release' }>
  /** A refusal: it names the protocols of both sides, and no release. */
  | { readonly kind: 'refusal'; readonly worker: number; readonly orchestrator: number };

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
  const machineOf = (side: Side, text: string): Machine => {
    const found = findMachine(side, text);
    return found.kind === 'release'
      ? { kind: 'clear', release: found.release, standing: standingOf(releases, found.release) }
      : { kind: 'unclear', found };
  };
  const orchestrator = machineOf('orchestrator', texts.orchestrator);
  const worker = machineOf('worker', texts.worker);
  return { orchestrator, worker, together: togetherOf(data, orchestrator, worker) };
}

/** `server: …` and `client: …` of `swamp version --server`, also with `--json`. */
const BOTH = /\b(server|client)"?: ?(?:\{\s*"version": ?")?(\d{8}\.\d{6}(?:\.\d{1,9})?)/g;
const REFUSAL = /Worker protocol version (\d{1,3}) does not match orchestrator version (\d{1,3})/;

/** What a text says about a machine; of one that tells of an orchestrator and of who asked it, the part of that side. */
function findMachine(side: Side, text: string): FoundRelease | UnclearText {
  const parts = new Map([...text.slice(0, 10_000).matchAll(BOTH)].map(([, who, release]) => [who, release!]));
  const found = findRelease(
    (parts.size === 2 ? parts.get(side === 'orchestrator' ? 'server' : 'client') : undefined) ?? text,
  );
  const refusal = found.kind === 'nothing' ? REFUSAL.exec(text.slice(0, 100_000)) : null;
  return refusal === null ? found : { kind: 'refusal', worker: Number(refusal[1]), orchestrator: Number(refusal[2]) };
}

/** The protocols that releases of a day speak, oldest first; none for a day that no known release spans. */
export function protocolsOfDay({ protocols }: MatchData, day: string): MatchProtocol[] {
  return protocols.filter(({ first, last }) => first.slice(0, 8) <= day && day <= last.slice(0, 8)).reverse();
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
