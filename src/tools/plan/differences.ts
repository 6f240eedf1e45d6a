import type { Release } from '../../facts/release.ts';
import type { Plan, PlannedStep } from './plan.ts';
import { planWorkflow } from './plan-workflow.ts';
import type { PlanRequest } from './request.ts';
import type { PlanRules } from './rules.ts';

/** What another release makes of the same file. */
export interface PlanDifferences {
  readonly here: Plan;
  readonly there: Plan;
  /** Steps that run elsewhere, or wait otherwise. */
  readonly steps: readonly StepDifference[];
  /** One side refuses the file and the other does not, or for another reason. */
  readonly refusalsDiffer: boolean;
}

/** A step whose place differs; one side is absent when it has no such step. */
export interface StepDifference {
  readonly id: string;
  readonly here?: PlannedStep | undefined;
  readonly there?: PlannedStep | undefined;
}

/** Where a step runs, or how it waits and ends; not why. */
function gistOf(step: PlannedStep | undefined): string {
  if (step === undefined) {
    return '';
  }
  const { outcome } = step;
  switch (outcome.kind) {
    case 'worker':
      return `worker ${outcome.worker}`;
    case 'waits':
      return `waits ${outcome.for} ${outcome.seconds ?? 'for ever'} ${outcome.finalLine ?? ''}`;
    case 'refused':
      return `refused ${outcome.refusal.message}`;
    case 'orchestrator':
      return `orchestrator ${outcome.probablyNotMeant}`;
    case 'any-worker':
    case 'skipped':
    case 'unknown':
      return outcome.kind;
  }
}

/** Compares the plan of a request with the plan of the same files at another release. */
export function differencesBetween(request: PlanRequest, other: Release, rules: PlanRules): PlanDifferences {
  const here = planWorkflow(request, rules);
  const there = planWorkflow({ ...request, release: other }, rules);
  const ids = [...new Set([...here.steps, ...there.steps].map(({ id }) => id))];
  const steps = ids.flatMap((id): StepDifference[] => {
    const [a, b] = [here, there].map((plan) => plan.steps.find((step) => step.id === id));
    return gistOf(a) === gistOf(b) ? [] : [{ id, here: a, there: b }];
  });
  return {
    here,
    there,
    steps,
    refusalsDiffer: JSON.stringify(here.refusals) !== JSON.stringify(there.refusals),
  };
}
