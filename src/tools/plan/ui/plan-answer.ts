import type { Release } from '../../../facts/release.ts';
import { planAsMarkdown } from '../markdown.ts';
import type { Plan } from '../plan.ts';
import { planWorkflow } from '../plan-workflow.ts';
import type { PlanRules } from '../rules.ts';
import { rangesOf } from './elsewhere.ts';
import type { ReleaseRange } from './elsewhere.ts';
import { InputProblem, requestOf } from './planner-input.ts';
import type { PlannerInput } from './planner-input.ts';

/** What is asked beside the page. */
export interface Question {
  readonly wants: 'plan' | 'elsewhere';
  readonly input: PlannerInput;
  readonly release: Release;
  readonly rules: PlanRules;
}

/** What comes back: a plan, what other releases do, or why the fields cannot be read. */
export type Answer =
  | { readonly kind: 'plan'; readonly plan: Plan; readonly markdown: string; readonly notes: readonly string[] }
  | { readonly kind: 'elsewhere'; readonly ranges: readonly ReleaseRange[] }
  | { readonly kind: 'problem'; readonly problem: string };

/** Answers a question; all that takes time is here, so that it can run beside the page. */
export function answerOf({ wants, input, release, rules }: Question): Answer {
  try {
    const { request, notes } = requestOf(input, release);
    if (wants === 'elsewhere') {
      return { kind: 'elsewhere', ranges: rangesOf(request, rules) };
    }
    const plan = planWorkflow(request, rules);
    return { kind: 'plan', plan, markdown: planAsMarkdown(plan), notes };
  } catch (error) {
    if (error instanceof InputProblem) {
      return { kind: 'problem', problem: error.message };
    }
    throw error;
  }
}
