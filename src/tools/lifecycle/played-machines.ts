import type { Release } from '../../facts/release.ts';
import type { StateMachine } from '../../facts/schema/state-machine.ts';
import { atRelease } from '../../facts/at-release.ts';
import { stateDiagram } from '../../facts/state-diagram.ts';
import type { LifecycleFacts } from './facts.ts';
import type { PlayedStep } from './play.ts';

/** What a story moves from state to state. */
export type PlayedMachine = 'token' | 'worker';

/** States of a worker while it has no step, which no story gives it. */
const WITHOUT_A_STEP = new Set<string | undefined>(['idle', 'disconnected', undefined]);

/** A state machine as far as stories go. */
export function playedMachine(facts: LifecycleFacts, machine: PlayedMachine): StateMachine {
  if (machine === 'token') {
    return facts.token;
  }
  const { worker } = facts;
  return {
    ...worker,
    title: 'Worker without a step',
    description: 'A worker as its record says, while it has no step, does not drain and is not checked.',
    states: worker.states.filter(({ name }) => WITHOUT_A_STEP.has(name)),
    transitions: worker.transitions.filter(({ from, to }) => WITHOUT_A_STEP.has(from) && WITHOUT_A_STEP.has(to)),
  };
}

/** The Mermaid source of the picture beside a story. */
function playedDiagram(facts: LifecycleFacts, machine: PlayedMachine, release: Release): string {
  return stateDiagram(playedMachine(facts, machine), release);
}

/** What is drawn for the stories of a protocol: each machine at each release at which something changed. */
export function playedDiagrams(
  facts: LifecycleFacts,
): readonly { readonly machine: PlayedMachine; readonly release: Release; readonly source: string }[] {
  return (['token', 'worker'] as const).flatMap((machine) =>
    facts.eras.map((release) => ({ machine, release, source: playedDiagram(facts, machine, release) })),
  );
}

/** The state of each machine after some steps, as it is recorded; none before there is a record. */
export function presentStates(steps: readonly PlayedStep[]): Readonly<Record<PlayedMachine, string | undefined>> {
  const world = steps.at(-1)?.after;
  const left = steps.some(({ after }) => after.first.standing === 'connected') ? 'disconnected' : undefined;
  return { token: world?.token?.state, worker: world?.first.standing === 'connected' ? 'idle' : left };
}

/** Where a machine can go from a state: `token revoke → revoked`. */
export function waysOn(machine: StateMachine, state: string | undefined, release: Release): string[] {
  return atRelease(machine.transitions, release)
    .filter(({ from }) => from === state)
    .map(({ trigger, to }) => `${trigger} → ${to === undefined ? 'gone' : `\`${to}\``}`);
}
