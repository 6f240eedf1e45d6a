import type { Plan } from './plan.ts';

/** A plan as Markdown, for a review or an issue. */
export function planAsMarkdown(plan: Plan): string {
  return plan.steps.map(({ job, step, outcome }) => `- ${job} / ${step}: ${outcome.kind}`).join('\n');
}
