import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../../../src/tools/lifecycle/actions.ts';
import type { ActionId } from '../../../../src/tools/lifecycle/actions.ts';
import { factsAt, lifecycleFactsOf, messageAt, rowAt } from '../../../../src/tools/lifecycle/facts.ts';
import type { FactsAtRelease, LifecycleFacts } from '../../../../src/tools/lifecycle/facts.ts';
import { play } from '../../../../src/tools/lifecycle/play.ts';
import type { PlayedStep } from '../../../../src/tools/lifecycle/play.ts';
import { EMPTY_WORLD } from '../../../../src/tools/lifecycle/world.ts';
import type { Machine, World } from '../../../../src/tools/lifecycle/world.ts';
import { specs } from '../../../support/facts.ts';
import { isInSpan } from '../../../../src/facts/release.ts';
import type { ReleaseSpan } from '../../../../src/facts/release.ts';
import type { StateMachine } from '../../../../src/facts/schema/state-machine.ts';

const eras = specs
  .map(lifecycleFactsOf)
  .flatMap((facts) => facts.eras.map((release) => [facts.label, release, factsAt(facts, release)] as const));

/** Plays actions one after another and returns the last step. */
function playAll(facts: FactsAtRelease, ...actions: ActionId[]): PlayedStep {
  let step: PlayedStep | undefined;
  for (const action of actions) {
    step = play(step?.after ?? EMPTY_WORLD, action, facts);
  }
  return step!;
}

/** The rows of the restart table that can be played, each with the way to it. */
const WAYS: Readonly<Record<string, readonly ActionId[]>> = {
  'socket-blip': ['mint', 'connect', 'blip'],
  'process-restart-same-cache-dir': ['mint', 'connect', 'restart'],
  'process-restart-without-cache-dir': ['mint', 'connect-without-cache', 'restart-without-cache'],
  'machine-reboot': ['mint', 'connect', 'reboot'],
  'orchestrator-restart-quick': ['mint', 'connect', 'restart-serve'],
  'orchestrator-down-30s': ['mint', 'connect', 'serve-away'],
  'token-expired': ['mint', 'connect', 'expire'],
  'token-revoked': ['mint', 'connect', 'revoke'],
  'second-machine-while-first-connected': ['mint', 'connect', 'connect-second'],
};

describe.each(eras)('%s from %s on', (_, __, facts) => {
  it.each(Object.entries(WAYS))('plays the row %s as the restart table tells it', (id, way) => {
    const { outcome } = rowAt(facts, id);
    const step = playAll(facts, ...way);
    expect(step.row?.row.id).toBe(id);
    expect(step.what).toBe(outcome.what);
    expect(step.after.token?.state).toBe(outcome.tokenState);
    const { worker, exitCode } = step.workers.at(-1)!;
    expect({ worker, exitCode }).toEqual({ worker: outcome.worker, exitCode: outcome.exitCode });
    if (outcome.message !== undefined) {
      expect(step.printed.map(({ message }) => message?.id)).toContain(outcome.message);
    }
  });

  it('walks at random without ever leaving the state machines and the restart table', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: ACTIONS.length - 1 }), { minLength: 1, maxLength: 30 }), (choices) => {
        let world: World = EMPTY_WORLD;
        for (const choice of choices) {
          const possible = ACTIONS.filter((action) => action.obstacle(world, facts) === undefined);
          const step = play(world, possible[choice % possible.length]!.id, facts);
          faithful(step, facts);
          world = step.after;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('refuses an action that cannot happen, with the reason', () => {
    expect(() => play(EMPTY_WORLD, 'revoke', facts)).toThrow('Mint a token first.');
    expect(() => playAll(facts, 'mint', 'mint')).toThrow('There is a token already');
  });
});

/** Holds a step against the specification. */
function faithful(step: PlayedStep, facts: FactsAtRelease): void {
  const { before, after } = step;
  const { facts: machines } = facts;
  // Every change of the token is a transition, in the order of the triggers.
  let state: string | undefined = before.token?.state;
  for (const trigger of step.tokenTriggers) {
    const next = machines.token.transitions.find(
      (transition) =>
        transition.from === state &&
        transition.trigger === trigger &&
        isInSpan(facts.release, transition as ReleaseSpan),
    );
    expect(next, `${state} by '${trigger}'`).toBeDefined();
    state = next!.to;
  }
  expect(after.token?.state).toBe(state);
  // A place is never given back, and never more are taken than there are.
  expect(after.token!.bound.slice(0, before.token?.bound.length ?? 0)).toEqual(before.token?.bound ?? []);
  expect(after.token!.bound.length).toBeLessThanOrEqual(after.token!.places);
  for (const name of ['first', 'second'] as const) {
    const [from, to] = [recorded(before[name]), recorded(after[name])];
    expect(reachable(machines.worker, from, facts), `${from} to ${to}`).toContain(to);
    // Nobody is connected whom the token does not know.
    if (after[name].standing === 'connected') {
      expect(after.token!.bound).toContain(after[name].machineId);
    }
  }
  for (const { message } of step.printed) {
    expect(message === undefined || messageAt(facts, message.id)).toBeTruthy();
  }
  if (step.row !== undefined) {
    expect(step.workers.map(({ worker }) => worker)).toContain(step.row.outcome.worker);
  }
}

function recorded({ standing, machineId }: Machine): string | undefined {
  if (machineId === undefined || standing === 'absent') {
    return undefined;
  }
  return standing === 'connected' ? 'idle' : 'disconnected';
}

/** States of the worker that can follow in any number of transitions; a worker that never enrolled has no record. */
function reachable({ transitions }: StateMachine, from: string | undefined, { release }: FactsAtRelease): unknown[] {
  const found = new Set<string | undefined>([from]);
  for (const state of found) {
    for (const transition of transitions) {
      if (transition.from === state && isInSpan(release, transition as ReleaseSpan)) {
        found.add(transition.to);
      }
    }
  }
  return [...found, ...(from === undefined ? ['disconnected'] : [])];
}

describe('the eras of a protocol', () => {
  it('begin with its first release and hold one outcome each', () => {
    for (const facts of specs.map(lifecycleFactsOf)) {
      expect(facts.eras[0]).toBe(specs.find(({ protocol }) => protocol.number === facts.protocol)!.protocol.first);
      for (const { outcomes } of facts.rows) {
        for (const { since } of outcomes) {
          expect(since === undefined || facts.eras.includes(since)).toBe(true);
        }
      }
    }
  });
});

describe('a planted mistake', () => {
  const facts = lifecycleFactsOf(specs[0]!);
  const release = specs[0]!.protocol.verified;

  it('in the state machine is noticed by a walk', () => {
    const transitions = facts.token.transitions.filter(({ trigger }) => trigger !== 'same machine enrolls again');
    const planted: LifecycleFacts = { ...facts, token: { ...facts.token, transitions } };
    const at = factsAt(planted, release);
    expect(() => faithful(playAll(at, 'mint', 'connect', 'restart'), at)).toThrow(
      "enrolled by 'same machine enrolls again'",
    );
  });

  it('in the restart table is noticed by its row', () => {
    const rows = facts.rows.filter(({ id }) => id !== 'socket-blip');
    expect(() => playAll(factsAt({ ...facts, rows }, release), 'mint', 'connect', 'blip')).toThrow(
      "says nothing about 'socket-blip'",
    );
  });
});
