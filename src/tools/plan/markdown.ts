import { shortRelease } from '../../facts/release.ts';
import type { Plan, PlannedStep, PlanNote, Refusal } from './plan.ts';
import { code, lackInWords, oneLine, placeInWords, planInWords, reasonInOneLine } from './words.ts';

/** Rows that a table in a review can have before nobody reads it. */
const MOST_ROWS = 200;

/** A plan as Markdown, for a review or an issue. */
export function planAsMarkdown(plan: Plan): string {
  const title = plan.workflow === undefined || plan.workflow === '' ? 'Plan' : `Plan of ${code(plan.workflow)}`;
  const blocks = [
    `### ${title} at swamp ${shortRelease(plan.release)}`,
    planInWords(plan),
    ...(plan.refusals.length === 0 ? [] : [plan.refusals.map(refusalLine).join('\n')]),
    ...(plan.steps.length === 0 ? [] : [table(plan.steps)]),
    ...details(plan.steps),
    ...(plan.notes.length === 0 ? [] : [plan.notes.map(noteLine).join('\n')]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function table(steps: readonly PlannedStep[]): string {
  const rows = steps
    .slice(0, MOST_ROWS)
    .map(
      (step) =>
        `| ${[code(step.id), placeInWords(step.outcome), reasonInOneLine(step.outcome, steps)].map(cell).join(' | ')} |`,
    );
  const more = steps.length > MOST_ROWS ? [`| … and ${steps.length - MOST_ROWS} more | | |`] : [];
  return ['| step | where | why |', '| --- | --- | --- |', ...rows, ...more].join('\n');
}

/** What those workers lack that a step could have had, and what would help. */
function details(steps: readonly PlannedStep[]): string[] {
  return steps
    .slice(0, MOST_ROWS)
    .flatMap(({ outcome, id }) =>
      outcome.kind === 'waits' && outcome.workers.length + outcome.help.length > 0
        ? [
            [
              `${code(id)}:`,
              '',
              ...outcome.workers.slice(0, 10).map((worker) => `- ${lackInWords(worker)}`),
              ...outcome.help.map((help) => `- **Do:** ${help}`),
            ].join('\n'),
          ]
        : [],
    );
}

function refusalLine({ message, advice, place }: Refusal): string {
  return `- **Refused**${place === undefined ? '' : ` (line ${place.line})`}: ${code(oneLine(message))} ${advice}`;
}

function noteLine({ text, place, mistake }: PlanNote): string {
  return `- ${mistake === true ? '**Probably a mistake**' : 'Note'}${place === undefined ? '' : ` (line ${place.line})`}: ${text}`;
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
}
