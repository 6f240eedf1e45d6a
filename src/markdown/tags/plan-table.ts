import * as z from 'zod';
import { cachedReleases, cachedProtocolSpec } from '../../facts/cache.ts';
import { suggestName } from '../../facts/nearest.ts';
import { loadWorkflowFile } from '../../facts/workflow-file.ts';
import { buildPlanRules } from '../../tools/plan/build-rules.ts';
import { planWorkflow } from '../../tools/plan/plan-workflow.ts';
import { parsePool } from '../../tools/plan/pool-text.ts';
import type { Pool } from '../../tools/plan/request.ts';
import type { PlanRules } from '../../tools/plan/rules.ts';
import { placeInWords, reasonsInWords } from '../../tools/plan/words.ts';
import { inlineCode, prose, table } from '../nodes.ts';
import { planExamplesOf } from '../plan-examples.ts';
import type { PlanExample } from '../plan-examples.ts';
import { defineTag } from '../tag.ts';

/** `<PlanTable example="placement" />`: what the planner says of an example at the newest verified release. */
export const planTableTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ example: z.string() }),
  expand: ({ example }, { root, spec }) => {
    const examples = planExamplesOf(root, spec);
    const found = examples.find(({ id }) => id === example);
    if (found === undefined) {
      const known = examples.map(({ id }) => id);
      throw new Error(`There is no example '${example}' of a plan. ${suggestName(example, known)}`);
    }
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

/** The system on which the workers of the docs' examples ran. */
const SYSTEM = { platform: 'linux', arch: 'x86_64', status: 'idle', running: 0 } as const;

function poolOf({ id, pool }: PlanExample): Pool {
  if ('workers' in pool) {
    return { workers: pool.workers.map((worker) => ({ ...worker, ...SYSTEM })) };
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
