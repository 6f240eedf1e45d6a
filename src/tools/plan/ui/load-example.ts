import type { PlanExample } from '../../../markdown/plan-examples.ts';
import { EXAMPLE_SYSTEM } from '../example-system.ts';
import { EMPTY_INPUT, InputProblem, rowOfWorker } from './planner-input.ts';
import type { PlannerInput } from './planner-input.ts';

/**
 * Loads an example of the docs.
 *
 * @param protocolNow - is asked when the examples are there: the first drawing of the page does not know the address yet.
 * @throws InputProblem when the protocol has no such example, or it could not be loaded.
 */
export async function loadExample(id: string, protocolNow: () => number): Promise<PlannerInput> {
  const { default: examples } = await import('@generated/plan-page/default/examples.json').catch(() => {
    throw new InputProblem('The example could not be loaded. Reload the page.');
  });
  // A page that was just taken over has seen its address after this.
  await new Promise((resolve) => setTimeout(resolve));
  const protocol = protocolNow();
  const example = examples.find((candidate) => candidate.id === id && candidate.protocol === protocol);
  if (example === undefined) {
    throw new InputProblem(`There is no such example for protocol ${protocol}. Choose one of those above.`);
  }
  return inputOf(example);
}

function inputOf({ name, text, pool }: PlanExample): PlannerInput {
  return {
    ...EMPTY_INPUT,
    files: [{ name, text }],
    pool:
      'list' in pool
        ? { kind: 'text', text: pool.list }
        : { kind: 'rows', rows: pool.workers.map((worker) => rowOfWorker({ ...worker, ...EXAMPLE_SYSTEM })) },
  };
}
