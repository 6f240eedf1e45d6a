import { withoutSequences } from '../../src/facts/clean-text.ts';
import type { Reaction } from '../../src/facts/schema/message.ts';

/** What a worker did after a failure. `waits`: it neither ended nor tried again while it was watched. */
export type SeenReaction = Reaction['does'] | 'waits';

/** The number of tries after which a worker of newer releases gives up. */
export const GIVES_UP_AFTER = 3;

/** What a worker prints at each try, for people and with `--json`. */
const ATTEMPT = /^(?:Connecting to \S+ \(attempt \d+\)|\{"kind":"connecting",)/gm;

/** How often a worker tried to connect, as its output tells. */
export function attemptsIn(printed: string): number {
  return withoutSequences(printed).match(ATTEMPT)?.length ?? 0;
}

/**
 * Reads what a worker did after a message, from what it printed from that message on.
 *
 * @param printedSince - its standard output from the message's first appearance.
 * @param ended - whether the process ended by itself while it was watched.
 */
export function reactionIn(printedSince: string, ended: boolean): SeenReaction {
  const furtherTries = attemptsIn(printedSince);
  if (ended) {
    return furtherTries < GIVES_UP_AFTER - 1 ? 'stops' : 'stops-after-three-tries';
  }
  return furtherTries > 0 ? 'retries' : 'waits';
}
