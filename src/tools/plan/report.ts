import { shortRelease } from '../../facts/release.ts';
import type { PlanDifferences } from './differences.ts';
import type { Plan, PlannedStep, PlanNote, Refusal } from './plan.ts';
import type { PlanFile } from './request.ts';
import { lackInWords, placeInWords, planInWords, reasonInOneLine } from './words.ts';

const MOST_WORKERS = 10;

/** A plan as text for a terminal. */
export function textReport(plan: Plan, files: readonly PlanFile[]): string {
  const blocks = [
    `At ${shortRelease(plan.release)}: ${planInWords(plan)}`,
    ...plan.refusals.map((refusal) => refusalBlock(refusal, files)),
    ...plan.steps.map((step) => stepBlock(step, plan, files)),
    ...plan.notes.map((note) => noteLine(note, files)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** What another release makes of the same files, as text for a terminal. */
export function differencesReport({ here, there, steps, refusalsDiffer }: PlanDifferences): string {
  const place = (step: PlannedStep | undefined): string =>
    step === undefined ? 'no such step' : plain(placeInWords(step.outcome));
  const heading = `At ${shortRelease(there.release)}: ${planInWords(there)}`;
  const lines = steps.map((step) =>
    `  ${step.id}: ${place(step.there)} (at ${shortRelease(here.release)}: ${place(step.here)}). ${step.there === undefined ? '' : plain(reasonInOneLine(step.there.outcome, there.steps))}`.trimEnd(),
  );
  const same = steps.length === 0 && !refusalsDiffer ? ['  Nothing differs.'] : [];
  return `\n${[heading, ...same, ...lines].join('\n')}\n`;
}

/** A plan for programs: the plan itself, with what a person reads of it. */
export function jsonReport(plan: Plan): object {
  return {
    ...plan,
    summary: planInWords(plan),
    steps: plan.steps.map((step) => ({ ...step, reason: reasonInOneLine(step.outcome, plan.steps) })),
  };
}

/** Codes with which the command ends. */
export function exitCodeOf({ verdict }: Plan): 0 | 1 | 2 {
  return { placed: 0, trouble: 1, unreadable: 2 }[verdict] as 0 | 1 | 2;
}

function refusalBlock({ message, advice, place }: Refusal, files: readonly PlanFile[]): string {
  return `REFUSED${where(place, files)}: ${message}\n  ${plain(advice)}`;
}

function stepBlock(step: PlannedStep, { steps }: Plan, files: readonly PlanFile[]): string {
  const { outcome, place, fields, notes } = step;
  return [
    `${step.id}${where(place, files)}: ${plain(placeInWords(outcome))}`,
    `  ${plain(reasonInOneLine(outcome, steps))}`,
    ...fields.map(
      ({ field, level, value, replaces, ignored }) =>
        `  ${field}: ${shown(value)} (${level}${replaces.length === 0 ? '' : `, replaces that of the ${replaces.map((one) => one.level).join(' and the ')}`}${ignored === undefined ? '' : `; not looked at: ${plain(ignored)}`})`,
    ),
    ...(outcome.kind === 'waits'
      ? [
          ...outcome.workers.slice(0, MOST_WORKERS).map((worker) => `  - ${plain(lackInWords(worker))}`),
          ...outcome.help.map((help) => `  > ${plain(help)}`),
        ]
      : []),
    ...notes
      .filter(({ kind }) => kind !== 'checks' && kind !== 'may-run-twice')
      .map((note) => `  ${noteLine(note, files)}`),
  ].join('\n');
}

function noteLine({ text, place, mistake }: PlanNote, files: readonly PlanFile[]): string {
  return `${mistake === true ? 'MISTAKE?' : 'note'}${where(place, files)}: ${plain(text)}`;
}

function where(place: Refusal['place'], files: readonly PlanFile[]): string {
  return place === undefined ? '' : ` (${files[place.file]!.name}:${place.line})`;
}

function shown(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([key, entry]) => `${key}=${String(entry)}`)
        .join(',') || '{}'
    : String(value);
}

/** A text without the marks that Markdown needs. */
function plain(text: string): string {
  return text.replaceAll('`', '');
}
