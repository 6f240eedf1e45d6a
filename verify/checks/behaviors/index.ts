import { loadBehaviors, loadKnownProblems } from '../../../src/facts/behaviors.ts';
import type { Check, Finding, VerifyContext } from '../../check.ts';
import type { Scratch } from '../../harness/index.ts';
import { bounded } from '../../stage/bounded.ts';
import { runAtMost } from '../../stage/pool.ts';
import { compareTold, scenarioBroke, statementsAt, toldOf, withoutScenario } from './compare.ts';
import type { Statement } from './compare.ts';
import type { Scenario } from './scenario.ts';
import { SCENARIOS } from './scenarios/index.ts';
import { BehaviorStage, makeTemplate } from './stage.ts';

/** Waiting dominates, but each scenario has an orchestrator and workers of its own. */
const AT_ONCE = 3;

/** Longer than most scenarios take on a busy machine; the longest limit that they wait for is a minute. */
const USUAL_TIMEOUT_MS = 600_000;

/** A scenario with the statements of the release that it decides. */
interface Planned {
  readonly id: string;
  readonly scenario: Scenario;
  readonly statements: readonly Statement[];
}

/** Plays what decides rules of behavior, and what reproduces known problems. */
export const behaviorsCheck: Check = {
  name: 'behaviors',
  async *run(context) {
    const { index } = context.spec;
    const statements = statementsAt(
      context.swamp.release,
      // Words that a person still has to write keep no scenario from being played.
      loadBehaviors(context.root, index, 'allowed'),
      loadKnownProblems(context.root, index),
    );
    yield* statements.filter(({ scenario }) => scenario === undefined).map(withoutScenario);

    const plan = planFor(statements, SCENARIOS, context.scenarios);
    const template = await makeTemplate(context);
    const jobs = plan.map((planned) => () => play(planned, context, template));
    // One after another when recording, so that what is recorded is not slowed down by others.
    for await (const findings of runAtMost(context.recorder === undefined ? AT_ONCE : 1, jobs)) {
      yield* findings;
    }
  },
};

/** The scenarios that are needed, those with a long limit first so that the others run meanwhile. */
export function planFor(
  statements: readonly Statement[],
  scenarios: Readonly<Record<string, Scenario>>,
  asked: readonly string[] | undefined,
): Planned[] {
  return Object.entries(scenarios)
    .filter(([id]) => asked === undefined || asked.includes(id))
    .map(([id, scenario]) => ({
      id,
      scenario,
      statements: statements.filter((statement) => statement.scenario === id),
    }))
    .filter((planned) => planned.statements.length > 0)
    .sort((a, b) => timeoutOf(b.scenario) - timeoutOf(a.scenario));
}

async function play(
  { id, scenario, statements }: Planned,
  context: VerifyContext,
  template: Scratch,
): Promise<Finding[]> {
  context.progress(`behaviors: ${id}: ${scenario.title}`);
  const stage = new BehaviorStage(context, template);
  try {
    await bounded(scenario.play(stage), timeoutOf(scenario));
    for (const statement of statements) {
      const told = toldOf(statement, stage.told);
      if (told !== undefined) {
        context.behaviors?.saw(statement.id, id, told.holds);
      }
    }
    return compareTold(statements, stage.told, context.swamp.release);
  } catch (error) {
    return scenarioBroke(statements, error);
  } finally {
    await stage.close();
  }
}

function timeoutOf({ timeoutMs = USUAL_TIMEOUT_MS }: Scenario): number {
  return timeoutMs;
}
