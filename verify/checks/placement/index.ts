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
import { caseFile, casesFor, INNER, innerWorkflow, poolsAt } from './cases.ts';
import type { CasePool, PlacementCase } from './cases.ts';
import { comparePlan } from './compare.ts';
import { PlacementLaboratory } from './laboratory.ts';
import { toldCaseFile, toldCasesAt } from './told-cases.ts';
import type { ToldCase } from './told-cases.ts';

const { agrees, differs } = findingsOf('placement');

/** Seconds that a step waits of which the plan says that nobody can come. */
const SHORT_SECONDS = 1;
/** Seconds that any other step waits: longer than a busy machine takes for the steps before it. */
const LONG_SECONDS = 120;

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
    const { release } = context.swamp;
    const pools = poolsAt(release);
    const share = Math.ceil(cases / pools.length);
    for (const pool of pools) {
      const laboratory = await PlacementLaboratory.open(context, pool, holds('slots', release));
      try {
        const scene = { laboratory, rules, context, inner: innerText(pool) };
        laboratory.write(INNER, scene.inner);
        // First, while the workers are as they were listed: a step ends the state `unverified`.
        for (const told of toldCasesAt(release, pool)) {
          yield await compareTold(told, scene);
        }
        const made = fc.sample(casesFor(pool, holds('levels', release)), { numRuns: share, seed });
        for (const [position, one] of made.entries()) {
          const name = `${pool.name}-${position}`;
          yield await compareCase({ ...one, name }, scene);
        }
      } finally {
        await laboratory.close();
      }
    }
  },
};

/** What a workflow is planned with, and run in. */
interface Scene {
  readonly laboratory: PlacementLaboratory;
  readonly rules: PlanRules;
  readonly context: VerifyContext;
  /** The file of the workflow that others may run. */
  readonly inner: string;
}

/** The nested workflow, which waits only shortly where no worker of the pool fits. */
function innerText({ workers }: CasePool): string {
  const fits = workers.some(
    ({ labels, becomes }) => labels.tool === 'saw' && (becomes === undefined || becomes === 'unverified'),
  );
  const workflow = innerWorkflow(fits ? LONG_SECONDS : SHORT_SECONDS);
  return caseFile({ workflow }, INNER, '5d2f8c1e-0b7a-4c39-9e64-1f3a7d5b2c80');
}

async function compareCase(one: PlacementCase, scene: Scene): Promise<Finding> {
  const id = randomUUID();
  const planOf = (text: string): Plan => planFile({ ...one, text }, scene);
  const unlimited = planOf(caseFile(one, one.name, id));
  const text = caseFile({ workflow: limited(one.workflow, unlimited, scene.context) }, one.name, id);
  return compareRun({ ...one, text }, planOf(text), scene.laboratory);
}

async function compareTold(told: ToldCase, scene: Scene): Promise<Finding> {
  const { laboratory, context } = scene;
  const file = { name: told.id, text: toldCaseFile(told), inputs: {} };
  if (context.recorder !== undefined) {
    laboratory.write(file.name, file.text);
    context.recorder.take(await laboratory.record(told, file.text));
  }
  return compareRun(file, planFile(file, scene), laboratory);
}

/** A workflow file with what is given to its run. */
interface FileToRun {
  readonly name: string;
  readonly text: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

function planFile({ name, text, inputs }: FileToRun, { laboratory, rules, context, inner }: Scene): Plan {
  const files = [
    { name, text },
    { name: INNER, text: inner },
  ] as const;
  const { release } = context.swamp;
  return planWorkflow({ files, release, pool: { workers: laboratory.pool }, inputs }, rules);
}

async function compareRun(
  { name, text, inputs }: FileToRun,
  plan: Plan,
  laboratory: PlacementLaboratory,
): Promise<Finding> {
  laboratory.write(name, text);
  const run = await laboratory.run(name, inputs);
  const comparison = comparePlan(plan, run, laboratory.home);
  switch (comparison.kind) {
    case 'agrees':
      return agrees(name);
    case 'within-the-note':
      return agrees(`${name}, with another of the workers that the plan names`);
    case 'differs':
      return differs(name, comparison.expected, `${comparison.actual}\n${text}`);
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
