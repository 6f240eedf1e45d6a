import { atRelease } from '../../facts/at-release.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import { compareReleases, isInSpan } from '../../facts/release.ts';
import type { Release, ReleaseSpan } from '../../facts/release.ts';
import type { Message } from '../../facts/schema/message.ts';
import type { RestartRow } from '../../facts/schema/restart-table.ts';
import type { StateMachine } from '../../facts/schema/state-machine.ts';

/** What the played lifecycle needs of a message. */
export type PlayedMessage = Pick<
  Message,
  'id' | 'phase' | 'part' | 'text' | 'reactions' | 'otherSide' | 'cause' | 'fix' | 'since' | 'until'
>;

/** The facts of one protocol from which a lifecycle is played; plain data, for it travels to the browser. */
export interface LifecycleFacts {
  readonly protocol: number;
  readonly label: string;
  /** First part of the addresses of its pages. */
  readonly pathName: string;
  /** Releases at which something in these facts changed, the protocol's first among them, oldest first. */
  readonly eras: readonly Release[];
  readonly token: StateMachine;
  readonly worker: StateMachine;
  readonly rows: readonly RestartRow[];
  readonly messages: readonly PlayedMessage[];
  /** Releases in which a token can admit several machines; absent when none can. */
  readonly fleets?: ReleaseSpan;
}

/** The messages that enrollment itself decides on; the others are named by the rows. */
const DECIDING_MESSAGES = ['token-revoked', 'token-expired'] as const;

/** Picks the facts from a protocol's specification. */
export function lifecycleFactsOf(spec: ProtocolSpec): LifecycleFacts {
  const { number, label, pathName, first, last } = spec.protocol;
  const rows = spec.restartTable.value;
  const named = new Set<string>([
    ...DECIDING_MESSAGES,
    ...rows.flatMap(({ outcomes }) => outcomes.flatMap(({ message }) => message ?? [])),
  ]);
  const messages = spec.messages
    .map(({ value }) => value)
    .filter(({ id }) => named.has(id))
    .map(({ id, phase, part, text, reactions, otherSide, cause, fix, since, until }) => ({
      id,
      phase,
      part,
      text,
      reactions,
      otherSide,
      cause,
      fix,
      since,
      until,
    }));
  const token = spec.stateMachines.get('enrollment-token')!.value;
  const worker = spec.stateMachines.get('worker')!.value;
  const fleets = spec.commands.get('worker token create')?.value.flags.find(({ name }) => name === '--max-enrollments');
  const spans: readonly ReleaseSpan[] = [
    ...[token, worker].flatMap(({ states, transitions }) => [...states, ...transitions]),
    ...rows.flatMap(({ outcomes }) => outcomes),
    ...messages.flatMap(({ reactions, otherSide, ...message }) => [message, ...reactions, ...otherSide]),
    ...(fleets === undefined ? [] : [fleets]),
  ];
  return {
    protocol: number,
    label,
    pathName,
    eras: erasOf(first, last, spans),
    token,
    worker,
    rows,
    messages,
    ...(fleets !== undefined && { fleets: { since: fleets.since, until: fleets.until } }),
  };
}

/**
 * The first release of each era: between two of them nothing in the given facts changes. A fact that
 * ends is followed by one that begins, so beginnings are enough.
 */
function erasOf(first: Release, last: Release, spans: readonly ReleaseSpan[]): Release[] {
  const beginnings = spans
    .flatMap(({ since }) => since ?? [])
    .filter((since) => isInSpan(since, { since: first, until: last }));
  return [...new Set([first, ...beginnings])].sort(compareReleases);
}

/** The facts that hold for one release. */
export interface FactsAtRelease {
  readonly facts: LifecycleFacts;
  readonly release: Release;
  readonly fleets: boolean;
}

/** Fixes the release for which a lifecycle is played. */
export function factsAt(facts: LifecycleFacts, release: Release): FactsAtRelease {
  return { facts, release, fleets: facts.fleets !== undefined && isInSpan(release, facts.fleets) };
}

/** A row of the restart table with the outcome that holds for the release. */
export interface PlayedRow {
  readonly row: RestartRow;
  readonly outcome: RestartRow['outcomes'][number];
}

/**
 * Finds a row by its id.
 *
 * @throws Error when the protocol's table has none for this release.
 */
export function rowAt({ facts, release }: FactsAtRelease, id: string): PlayedRow {
  const row = facts.rows.find((candidate) => candidate.id === id && isInSpan(release, candidate));
  const outcome = row?.outcomes.find((candidate) => isInSpan(release, candidate));
  if (row === undefined || outcome === undefined) {
    throw new Error(`The restart table of ${facts.label} says nothing about '${id}' at ${release}.`);
  }
  return { row, outcome };
}

/**
 * Finds a message by its id.
 *
 * @throws Error when the program does not print it in this release.
 */
export function messageAt({ facts, release }: FactsAtRelease, id: string): PlayedMessage {
  const message = atRelease(facts.messages, release).find((candidate) => candidate.id === id);
  if (message === undefined) {
    throw new Error(`${facts.label} has no message '${id}' at ${release}.`);
  }
  return message;
}
