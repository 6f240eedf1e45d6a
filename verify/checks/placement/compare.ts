import type { Outcome, Plan, PlannedStep } from '../../../src/tools/plan/plan.ts';
import type { ToldRun } from './server-socket.ts';

/** Where a step went: in the words in which plan and run are compared. */
type Places = ReadonlyMap<string, string>;

/** The beginning of the note about who is the first of an affinity group. */
const GROUP_NOTE = 'Moments decide which step of the affinity group';

/** What makes a nested workflow, and with it its step, fail: none of its own steps is allowed to. */
const FAILING: ReadonlySet<Outcome['kind']> = new Set(['waits', 'refused']);

/** Characters of a message that is cut by which it is told from others. */
const ENOUGH = 25;

/** What comparing a plan with a run gave. */
export type Comparison =
  | { readonly kind: 'agrees' }
  /** A step went to another worker that fits, for a reason that the plan names: with several slots, moments decide. */
  | { readonly kind: 'within-the-note' }
  | { readonly kind: 'differs'; readonly expected: string; readonly actual: string };

/**
 * Compares what was planned with what happened.
 *
 * @param home - name of the folder in which the orchestrator runs.
 */
export function comparePlan(plan: Plan, run: ToldRun, home: string): Comparison {
  const [refusal] = plan.refusals;
  if (refusal !== undefined || !ran(run)) {
    return refusal !== undefined && !ran(run) && sameRefusal(refusal.message, run.error ?? '')
      ? { kind: 'agrees' }
      : {
          kind: 'differs',
          expected: refusal === undefined ? 'it runs' : `refused: ${refusal.message}`,
          actual: ran(run) ? 'it runs' : `refused: ${run.error ?? ''}`,
        };
  }
  const steps = new Map(plan.steps.map((step) => [nameOf(step.job, step.step), step]));
  const actual = placesOf(run, home);
  const differ = [...new Set([...steps.keys(), ...actual.keys()])].sort().filter((name) => {
    const step = steps.get(name);
    return step === undefined || !agree(expectedPlace(step, plan.steps), actual.get(name) ?? 'not run');
  });
  if (differ.length === 0) {
    return { kind: 'agrees' };
  }
  return differ.every((name) => steps.has(name) && mayBe(steps.get(name)!, actual.get(name) ?? 'not run', plan.steps))
    ? { kind: 'within-the-note' }
    : {
        kind: 'differs',
        expected: differ.map((name) => `${name}: ${describe(steps.get(name), plan.steps)}`).join('; '),
        actual: differ.map((name) => `${name}: ${actual.get(name) ?? 'not run'}`).join('; '),
      };
}

function describe(step: PlannedStep | undefined, all: readonly PlannedStep[]): string {
  return step === undefined ? 'no such step' : expectedPlace(step, all);
}

/** Whether the plan says of a step that moments decide, and names the worker among those that fit. */
function mayBe(step: PlannedStep, actual: string, all: readonly PlannedStep[]): boolean {
  return (
    mayRunOn(step, actual) ||
    // Which step of a group chooses decides what becomes of all of them, and of what follows.
    all.some(({ job, notes }) => job === step.job && notes.some(({ text }) => text.startsWith(GROUP_NOTE)))
  );
}

function mayRunOn({ outcome, notes }: PlannedStep, actual: string): boolean {
  if (
    outcome.kind !== 'worker' ||
    !notes.some(({ kind, text }) => kind === 'cannot-know' && /moments decide/i.test(text))
  ) {
    return false;
  }
  const fitting = [
    ...outcome.candidates.map(({ worker }) => worker.name),
    ...outcome.others
      .filter(({ lacks }) => lacks.every(({ kind }) => kind === 'slot'))
      .map(({ worker }) => worker.name),
  ];
  return fitting.some((name) => actual === `ran on ${name}`);
}

function ran({ events }: ToldRun): boolean {
  return events.some(({ kind }) => kind === 'started');
}

/** The program's words stand in what it prints, perhaps as JSON, and perhaps cut: the server sends no long message. */
function sameRefusal(planned: string, told: string): boolean {
  const line = planned.split('\n')[0]!;
  const forms = [line, JSON.stringify(line).slice(1, -1)];
  if (forms.some((words) => told.includes(words))) {
    return true;
  }
  const kept = told.slice(0, -'...'.length);
  return (
    told.endsWith('...') &&
    forms.some(
      (words) =>
        words.slice(0, ENOUGH) !== words &&
        kept.includes(words.slice(0, ENOUGH)) &&
        words.startsWith(kept.slice(kept.indexOf(words.slice(0, ENOUGH)))),
    )
  );
}

function nameOf(job: string, step: string): string {
  return `${job}/${step}`;
}

function expectedPlace({ id, outcome }: PlannedStep, all: readonly PlannedStep[]): string {
  switch (outcome.kind) {
    case 'worker':
      return `ran on ${outcome.worker}`;
    case 'orchestrator':
      return outcome.because !== 'nested-workflow'
        ? 'ran in the orchestrator'
        : all.some((inner) => inner.nestedIn.includes(id) && FAILING.has(inner.outcome.kind))
          ? 'failed: '
          : 'done';
    case 'waits':
      return outcome.finalLine === undefined ? 'waits' : `failed: ${outcome.finalLine}`;
    case 'refused':
      return `failed: ${outcome.refusal.message}`;
    case 'skipped':
      return 'not run';
    case 'any-worker':
    case 'unknown':
      return 'anything';
  }
}

function placesOf({ events }: ToldRun, home: string): Places {
  const places = new Map<string, string>();
  for (const { kind, jobId, stepId, line, error } of events) {
    const name = nameOf(jobId ?? '', stepId ?? '');
    const folder = kind === 'method_output' ? /ran in (\S+)/.exec(line ?? '')?.[1] : undefined;
    if (folder !== undefined) {
      places.set(name, folder === home ? 'ran in the orchestrator' : `ran on ${folder}`);
    } else if (kind === 'step_completed' && !places.has(name)) {
      places.set(name, 'done');
    } else if (kind === 'step_failed') {
      places.set(name, `failed: ${typeof error === 'string' ? error : JSON.stringify(error)}`);
    }
  }
  return places;
}

/** Whether a step went where it was planned; a message may have parameters that nobody can foresee. */
function agree(expected: string, actual: string): boolean {
  const pattern = expected
    .split(/\{[a-zA-Z]+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('.*');
  return expected === 'anything' || new RegExp(`^${pattern}`, 's').test(actual);
}
