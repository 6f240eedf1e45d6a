import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { loadAllProtocolSpecs } from '../../../src/facts/load.ts';
import { loadWorkflowFile } from '../../../src/facts/workflow-file.ts';
import { buildPlanRules } from '../../../src/tools/plan/build-rules.ts';
import { holds } from '../../../src/tools/plan/eras.ts';
import type { Plan } from '../../../src/tools/plan/plan.ts';
import { planWorkflow } from '../../../src/tools/plan/plan-workflow.ts';
import type { PlanRules } from '../../../src/tools/plan/rules.ts';
import type { Check, Finding, VerifyContext } from '../../check.ts';
import { findingsOf } from '../../finding.ts';
import { caseFile, casesFor, INNER, INNER_WORKFLOW, POOLS } from './cases.ts';
import type { PlacementCase } from './cases.ts';
import { comparePlan } from './compare.ts';
import { PlacementLaboratory } from './laboratory.ts';

const { agrees, differs } = findingsOf('placement');

/** Seconds that a step waits of which the plan says that nobody can come. */
const SHORT_SECONDS = 1;
/** Seconds that any other step waits: longer than a busy machine takes for the steps before it. */
const LONG_SECONDS = 120;

const INNER_TEXT = caseFile({ workflow: INNER_WORKFLOW }, INNER, '5d2f8c1e-0b7a-4c39-9e64-1f3a7d5b2c80');

/** Generates workflows, plans them, runs them with real workers, and compares. */
export const placementCheck: Check = {
  name: 'placement',
  async *run(context) {
    const rules = buildPlanRules(
      loadAllProtocolSpecs(context.root, undefined, 'when-asked', 'allowed').filter(
        ({ protocol }) => protocol.released,
      ),
      loadWorkflowFile(context.root),
    );
    const { cases, seed } = context.placement;
    const share = Math.ceil(cases / POOLS.length);
    for (const pool of POOLS) {
      const laboratory = await PlacementLaboratory.open(context, pool, holds('slots', context.swamp.release));
      try {
        laboratory.write(INNER, INNER_TEXT);
        const made = fc.sample(casesFor(pool, holds('levels', context.swamp.release)), { numRuns: share, seed });
        for (const [position, one] of made.entries()) {
          const name = `${pool.name}-${position}`;
          yield await compareCase({ ...one, name }, laboratory, rules, context);
        }
      } finally {
        await laboratory.close();
      }
    }
  },
};

async function compareCase(
  one: PlacementCase,
  laboratory: PlacementLaboratory,
  rules: PlanRules,
  context: VerifyContext,
): Promise<Finding> {
  const id = randomUUID();
  const planOf = (text: string): Plan =>
    planWorkflow(
      {
        files: [
          { name: one.name, text },
          { name: INNER, text: INNER_TEXT },
        ],
        release: context.swamp.release,
        pool: { workers: laboratory.pool },
        inputs: one.inputs,
      },
      rules,
    );
  const text = caseFile(
    { workflow: limited(one.workflow, planOf(caseFile(one, one.name, id)), context) },
    one.name,
    id,
  );
  const plan = planOf(text);
  laboratory.write(one.name, text);
  const run = await laboratory.run(one.name, one.inputs);
  const comparison = comparePlan(plan, run, laboratory.home);
  switch (comparison.kind) {
    case 'agrees':
      return agrees(one.name);
    case 'within-the-note':
      return agrees(`${one.name}, with another of the workers that the plan names`);
    case 'differs':
      return differs(one.name, comparison.expected, `${comparison.actual}\n${text}`);
  }
}

/** Gives every placed step a limit for its wait: short where nobody can come, long elsewhere. */
function limited(workflow: PlacementCase['workflow'], plan: Plan, { swamp }: VerifyContext): PlacementCase['workflow'] {
  if (!holds('queueing', swamp.release)) {
    return workflow;
  }
  const jobs = workflow.jobs as readonly {
    readonly name: string;
    readonly steps: readonly Record<string, unknown>[];
  }[];
  // A wait that ends soon would let what follows it compete with other jobs, at a moment that no plan knows.
  const inTurn = plan.steps.some(({ outcome }) => outcome.kind === 'waits');
  return {
    ...workflow,
    jobs: jobs.map((job, at) => ({
      ...job,
      ...(inTurn && at > 0 ? { dependsOn: [{ job: jobs[at - 1]!.name, condition: { type: 'completed' } }] } : {}),
      steps: job.steps.map((step) => {
        const planned = plan.steps.filter(
          ({ job: of, step: name }) =>
            of === job.name && (name === step.name || name.startsWith(`${String(step.name)}-`)),
        );
        const seconds = planned.some(({ outcome }) => outcome.kind === 'waits') ? SHORT_SECONDS : LONG_SECONDS;
        return 'queueTimeout' in step || planned.every(({ outcome }) => outcome.kind === 'orchestrator')
          ? step
          : { ...step, queueTimeout: seconds };
      }),
    })),
  };
}
