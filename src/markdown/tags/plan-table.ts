import * as z from 'zod';
import { cachedReleases, cachedProtocolSpec } from '../../facts/cache.ts';
import { loadWorkflowFile } from '../../facts/workflow-file.ts';
import { buildPlanRules } from '../../tools/plan/build-rules.ts';
import { EXAMPLE_SYSTEM } from '../../tools/plan/example-system.ts';
import { planWorkflow } from '../../tools/plan/plan-workflow.ts';
import { parsePool } from '../../tools/plan/pool-text.ts';
import type { Pool } from '../../tools/plan/request.ts';
import type { PlanRules } from '../../tools/plan/rules.ts';
import { placeInWords, reasonsInWords } from '../../tools/plan/words.ts';
import { inlineCode, prose, table } from '../nodes.ts';
import { planExampleOf } from '../plan-examples.ts';
import type { PlanExample } from '../plan-examples.ts';
import { defineTag } from '../tag.ts';

/** `<PlanTable example="placement" />`: what the planner says of an example at the newest verified release. */
export const planTableTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ example: z.string() }),
  expand: ({ example }, { root, spec }) => {
    const found = planExampleOf(root, spec, example);
    const { name, text } = found;
    const plan = planWorkflow(
      { files: [{ name, text }], release: spec.protocol.verified, pool: poolOf(found) },
      rulesOf(root),
    );
    if (plan.refusals.length > 0) {
      throw new Error(`The example '${example}' is refused: ${plan.refusals[0]!.message}`);
    }
    return [
      table(
        ['Step', 'Where', 'Why'],
        plan.steps.map(({ step, outcome }) => ({
          cells: [
            [inlineCode(step)],
            prose(placeInWords(outcome)),
            prose(reasonsInWords(outcome, plan.steps).join(' ')),
          ],
        })),
      ),
    ];
  },
});

function poolOf({ id, pool }: PlanExample): Pool {
  if ('workers' in pool) {
    return { workers: pool.workers.map((worker) => ({ ...worker, ...EXAMPLE_SYSTEM })) };
  }
  const read = parsePool(pool.list);
  if (read.kind === 'unreadable') {
    throw new Error(`The list of workers of the example '${id}' cannot be read: ${read.problem}`);
  }
  return read.pool;
}

// Made of all facts of all protocols, and the same for every page of a build.
const rules = new Map<string, PlanRules>();

function rulesOf(root: string): PlanRules {
  const made =
    rules.get(root) ??
    buildPlanRules(
      cachedReleases(root)
        .protocols.filter(({ released }) => released)
        .map(({ number }) => cachedProtocolSpec(root, number)),
      loadWorkflowFile(root),
    );
  rules.set(root, made);
  return made;
}
