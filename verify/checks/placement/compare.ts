import type { Plan, PlannedStep } from '../../../src/tools/plan/plan.ts';
import type { ToldRun } from './server-socket.ts';

/** Where a step went: in the words in which plan and run are compared. */
type Places = ReadonlyMap<string, string>;

/** How a plan and a run differ. */
export interface CaseDifference {
  readonly expected: string;
  readonly actual: string;
}

/**
 * Compares what was planned with what happened.
 *
 * @param home - name of the folder in which the orchestrator runs.
 * @returns undefined when they agree.
 */
export function differenceOf(plan: Plan, run: ToldRun, home: string): CaseDifference | undefined {
  const [refusal] = plan.refusals;
  if (refusal !== undefined || !ran(run)) {
    const expected = refusal === undefined ? 'it runs' : `refused: ${refusal.message}`;
    const actual = ran(run) ? 'it runs' : `refused: ${run.error ?? ''}`;
    return refusal !== undefined && !ran(run) && sameRefusal(refusal.message, run.error ?? '')
      ? undefined
      : { expected, actual };
  }
  const expected = new Map(plan.steps.map((step) => [nameOf(step.job, step.step), expectedPlace(step)]));
  const actual = placesOf(run, home);
  const names = [...new Set([...expected.keys(), ...actual.keys()])].sort();
  const differ = names.filter((name) => !agree(expected.get(name) ?? 'not run', actual.get(name) ?? 'not run'));
  return differ.length === 0
    ? undefined
    : {
        expected: differ.map((name) => `${name}: ${expected.get(name) ?? 'no such step'}`).join('; '),
        actual: differ.map((name) => `${name}: ${actual.get(name) ?? 'not run'}`).join('; '),
      };
}

function ran({ events }: ToldRun): boolean {
  return events.some(({ kind }) => kind === 'started');
}

/** The program's words stand in what it prints, perhaps as JSON. */
function sameRefusal(planned: string, told: string): boolean {
  const line = planned.split('\n')[0]!;
  return told.includes(line) || told.includes(JSON.stringify(line).slice(1, -1));
}

function nameOf(job: string, step: string): string {
  return `${job}/${step}`;
}

function expectedPlace({ outcome }: PlannedStep): string {
  switch (outcome.kind) {
    case 'worker':
      return `ran on ${outcome.worker}`;
    case 'orchestrator':
      return 'ran in the orchestrator';
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
