import { messageAt, rowAt } from './facts.ts';
import type { FactsAtRelease } from './facts.ts';
import { isInSpan } from '../../facts/release.ts';
import { effectiveState } from './world.ts';
import type { MachineName, Standing, World } from './world.ts';

/** Triggers of the token's state machine by which a machine is admitted. */
export type AdmittingTrigger = 'first machine enrolls' | 'same machine enrolls again' | 'another machine enrolls';

/** What the orchestrator answers to a machine. */
export type EnrollmentDecision =
  | { readonly admitted: true; readonly trigger: AdmittingTrigger }
  | { readonly admitted: false; readonly message: string };

/**
 * Decides whether the token admits a machine, in the order in which the program asks: revoked, over,
 * known, room.
 *
 * @throws Error when there is no token.
 */
export function decideEnrollment(world: World, name: MachineName, facts: FactsAtRelease): EnrollmentDecision {
  const { token } = world;
  const { machineId } = world[name];
  if (token === undefined || machineId === undefined) {
    throw new Error('A machine enrolls only with a token and a machine id.');
  }
  const state = effectiveState(token);
  if (state === 'revoked' || state === 'expired') {
    return { admitted: false, message: `token-${state}` };
  }
  if (token.bound.includes(machineId)) {
    return { admitted: true, trigger: 'same machine enrolls again' };
  }
  if (token.bound.length < token.places) {
    return { admitted: true, trigger: token.bound.length === 0 ? 'first machine enrolls' : 'another machine enrolls' };
  }
  return { admitted: false, message: fullTokenMessage(world, name, facts) };
}

/** In which words a full token refuses depends on the release, and in old ones on the other machine. */
function fullTokenMessage(world: World, name: MachineName, facts: FactsAtRelease): string {
  const other = world[name === 'first' ? 'second' : 'first'];
  const id =
    other.standing === 'connected' ? 'second-machine-while-first-connected' : 'second-machine-while-first-away';
  return rowAt(facts, id).outcome.message!;
}

/** What a worker does after a message that refuses it. */
export interface Refusal {
  readonly standing: Extract<Standing, 'ended' | 'retrying'>;
  readonly exitCode?: number | undefined;
}

/**
 * Looks up what a message does to a worker in the release.
 *
 * @throws Error when the message does not say.
 */
export function refusalBy(message: string, facts: FactsAtRelease): Refusal {
  const reaction = messageAt(facts, message).reactions.find((candidate) => isInSpan(facts.release, candidate));
  if (reaction === undefined) {
    throw new Error(`Message '${message}' does not say what the worker does at ${facts.release}.`);
  }
  return reaction.does === 'retries' ? { standing: 'retrying' } : { standing: 'ended', exitCode: reaction.exitCode };
}
