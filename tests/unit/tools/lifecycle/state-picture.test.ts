import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../../scripts/lib/project-root.ts';
import { statePictures } from '../../../../src/publish/facts/state-pictures.ts';
import { factsAt, lifecycleFactsOf } from '../../../../src/tools/lifecycle/facts.ts';
import { playedMachine, presentStates, waysOn } from '../../../../src/tools/lifecycle/played-machines.ts';
import { lightState, markStates, pictureKey } from '../../../../src/tools/lifecycle/state-picture.ts';
import { tell } from '../../../../src/tools/lifecycle/story-link.ts';
import type { ActionId } from '../../../../src/tools/lifecycle/actions.ts';
import { releasedSpecs } from '../../../support/facts.ts';

const played = releasedSpecs.map(lifecycleFactsOf);
const [newest] = played;
const after = (...actions: ActionId[]): ReturnType<typeof presentStates> =>
  presentStates(tell(factsAt(newest!, newest!.eras.at(-1)!), actions).steps);

describe('the pictures beside a story', () => {
  const { pictures, of } = statePictures(played, projectRoot);

  it('are there for every release at which something changed, and each shows every state that can be lit', () => {
    const keys = played.flatMap(({ protocol, eras }) =>
      (['token', 'worker'] as const).flatMap((machine) => eras.map((era) => pictureKey(protocol, machine, era))),
    );
    expect(Object.keys(of).sort()).toEqual(keys.sort());
    const states = { token: ['unused', 'enrolled', 'expired', 'revoked'], worker: ['idle', 'disconnected'] };
    for (const key of keys) {
      for (const state of states[key.split(' ')[1] as 'token' | 'worker']) {
        const lit = lightState(pictures[of[key]!]!, state);
        expect(lit.split('class="is-present"'), `${key} ${state}`).toHaveLength(2);
        expect(lit).toMatch(
          new RegExp(`class="is-present" transform="[^>]*><rect[^>]*/><g[^>]*><text[^>]*><tspan[^>]*>${state}<`),
        );
      }
    }
  });

  it('have ids of their own, for two of them stand on one page', () => {
    const idsOf = (svg: string): string[] => [...svg.matchAll(/\bid="([^"]+)"/g)].map((match) => match[1]!);
    const [token, worker] = (['token', 'worker'] as const).map((machine) =>
      idsOf(pictures[of[pictureKey(newest!.protocol, machine, newest!.eras[0]!)]!]!),
    );
    expect(token!.length).toBeGreaterThan(0);
    expect(token!.filter((id) => worker!.includes(id))).toEqual([]);
  });

  it('are refused when a state is not in them', () => {
    const unmarked = pictures[0]!.replace(/data-state="\w+" /g, '');
    expect(() => markStates(unmarked, 'token', ['unused', 'asleep'])).toThrow("no state 'asleep'");
  });
});

describe('the present states', () => {
  it('follow the story', () => {
    expect(after()).toEqual({ token: undefined, worker: undefined });
    expect(after('mint')).toEqual({ token: 'unused', worker: undefined });
    expect(after('mint', 'connect')).toEqual({ token: 'enrolled', worker: 'idle' });
    expect(after('mint', 'connect', 'expire')).toEqual({ token: 'expired', worker: 'disconnected' });
    expect(after('mint', 'connect', 'revoke')).toEqual({ token: 'revoked', worker: 'idle' });
    expect(after('mint', 'connect', 'revoke', 'blip')).toEqual({ token: 'revoked', worker: 'disconnected' });
    expect(after('mint', 'revoke', 'connect')).toEqual({ token: 'revoked', worker: undefined });
  });

  it('are states of the machines, and the ways on lead to states of these', () => {
    for (const facts of played) {
      for (const machine of ['token', 'worker'] as const) {
        const states = playedMachine(facts, machine).states.map(({ name }) => name);
        for (const state of [undefined, ...states]) {
          for (const way of waysOn(playedMachine(facts, machine), state, facts.eras.at(-1)!)) {
            expect(states, way).toContain(/→ `(.+)`$/.exec(way)?.[1]);
          }
        }
      }
    }
    expect(waysOn(newest!.token, 'expired', newest!.eras.at(-1)!)).toEqual(['token revoke → `revoked`']);
  });
});
