import { ACTIONS } from './actions.ts';
import type { ActionId } from './actions.ts';
import { factsAt } from './facts.ts';
import type { FactsAtRelease, LifecycleFacts } from './facts.ts';
import { play } from './play.ts';
import type { PlayedStep } from './play.ts';
import { EMPTY_WORLD } from './world.ts';

/** Longest story that a link may carry; enough for a reader, and nothing for an attacker. */
const MAX_STEPS = 50;

/** What is played: the release that decides the behavior, and what was done. */
export interface PlayedStory {
  readonly facts: FactsAtRelease;
  readonly steps: readonly PlayedStep[];
}

/** Plays actions from the beginning; the first one that cannot happen ends the story. */
export function tell(facts: FactsAtRelease, actions: readonly ActionId[]): PlayedStory {
  const steps: PlayedStep[] = [];
  for (const id of actions.slice(0, MAX_STEPS)) {
    const world = steps.at(-1)?.after ?? EMPTY_WORLD;
    const action = ACTIONS.find((candidate) => candidate.id === id);
    if (action === undefined || action.obstacle(world, facts) !== undefined) {
      break;
    }
    steps.push(play(world, id, facts));
  }
  return { facts, steps };
}

/**
 * Reads a story from the query of an address, such as `?protocol=3&do=mint,connect`.
 *
 * @returns the story as far as it makes sense: anything unknown is passed over.
 */
export function storyFromQuery(query: string, all: readonly LifecycleFacts[]): PlayedStory {
  const parameters = new URLSearchParams(query);
  const facts = all.find(({ protocol }) => String(protocol) === parameters.get('protocol')) ?? all[0]!;
  const release = facts.eras.find((era) => era === parameters.get('from')) ?? facts.eras.at(-1)!;
  const actions = (parameters.get('do') ?? '').slice(0, 2_000).split(',') as ActionId[];
  return tell(factsAt(facts, release), actions);
}

/** The query that {@link storyFromQuery} reads. */
export function queryOfStory({ facts, steps }: PlayedStory): string {
  const done = steps.map(({ action }) => action).join(',');
  return `?protocol=${facts.facts.protocol}&from=${facts.release}${done === '' ? '' : `&do=${done}`}`;
}
