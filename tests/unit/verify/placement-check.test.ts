// cspell:ignore lables
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan, PlannedStep } from '../../../src/tools/plan/plan.ts';
import { caseFile, casesFor, POOLS } from '../../../verify/checks/placement/cases.ts';
import { comparePlan } from '../../../verify/checks/placement/compare.ts';
import type { RunEvent, ToldRun } from '../../../verify/checks/placement/server-socket.ts';
import { jobOf, planOf, release, worker } from '../../support/planner.ts';

const pool = { workers: [worker('alpha', { labels: { region: 'eu' } }), worker('beta', { labels: { region: 'us' } })] };
const plan = planOf(jobOf({ a: 'labels: { region: us }', b: '', c: 'labels: { region: asia }' }), { pool });

function output(stepId: string, folder: string): RunEvent {
  return { kind: 'method_output', jobId: 'main', stepId, line: `ran in ${folder}` };
}

const TIMED_OUT: RunEvent = {
  kind: 'step_failed',
  jobId: 'main',
  stepId: 'c',
  error: 'Timed out waiting for a worker matching labels region=asia to become available',
};

function run(...events: RunEvent[]): ToldRun {
  return { events: [{ kind: 'started' }, ...events] };
}

describe('a run beside its plan', () => {
  it('agrees when every step went where it was planned', () => {
    expect(comparePlan(plan, run(output('a', 'beta'), output('b', 'repo'), TIMED_OUT), 'repo')).toEqual({
      kind: 'agrees',
    });
  });

  it.each<[string, RunEvent[], string]>([
    ['ran on another worker', [output('a', 'alpha'), output('b', 'repo'), TIMED_OUT], 'main/a: ran on alpha'],
    [
      'ran on a worker instead of the orchestrator',
      [output('a', 'beta'), output('b', 'beta'), TIMED_OUT],
      'main/b: ran on beta',
    ],
    ['did not run', [output('a', 'beta'), TIMED_OUT], 'main/b: not run'],
    [
      'ran although it should wait',
      [output('a', 'beta'), output('b', 'repo'), output('c', 'beta')],
      'main/c: ran on beta',
    ],
    [
      'failed for another reason',
      [output('a', 'beta'), output('b', 'repo'), { ...TIMED_OUT, error: 'boom' }],
      'main/c: failed: boom',
    ],
    [
      'is not in the plan',
      [output('a', 'beta'), output('b', 'repo'), TIMED_OUT, output('d', 'beta')],
      'main/d: ran on beta',
    ],
  ])('differs when a step %s', (_, events, actual) => {
    expect(comparePlan(plan, run(...events), 'repo')).toMatchObject({ kind: 'differs', actual });
  });

  it('differs when one refuses and the other does not', () => {
    const refused = planOf(jobOf({ a: 'lables: {}' }), { pool });
    expect(comparePlan(refused, run(), 'repo')).toMatchObject({ kind: 'differs', actual: 'it runs' });
    expect(comparePlan(plan, { events: [], error: 'boom' }, 'repo')).toMatchObject({
      kind: 'differs',
      expected: 'it runs',
    });
    expect(comparePlan(refused, { events: [], error: 'boom' }, 'repo')).toMatchObject({ kind: 'differs' });
  });

  it('expects a step to fail whose nested workflow waits in vain, and one to be done whose workflow is placed', () => {
    const outer = jobOf({ a: '' }).replace(/\{ type: model_method.*\}/, '{ type: workflow, workflowIdOrName: inner }');
    const planned = (region: string): Plan =>
      planOf(outer, {
        pool,
        files: [
          { name: 'outer.yaml', text: outer },
          {
            name: 'inner.yaml',
            text: jobOf({ b: `labels: { region: ${region} }` }).replace('name: example', 'name: inner'),
          },
        ],
      });
    const failed: RunEvent = { kind: 'step_failed', jobId: 'main', stepId: 'a', error: 'Nested workflow failed' };
    const done: RunEvent = { kind: 'step_completed', jobId: 'main', stepId: 'a' };
    const inVain = { ...TIMED_OUT, stepId: 'b' };
    expect(comparePlan(planned('asia'), run(inVain, failed), 'repo').kind).toBe('agrees');
    expect(comparePlan(planned('asia'), run(inVain, done), 'repo').kind).toBe('differs');
    expect(comparePlan(planned('us'), run(output('b', 'beta'), done), 'repo').kind).toBe('agrees');
    expect(comparePlan(planned('us'), run(output('b', 'beta'), failed), 'repo').kind).toBe('differs');
  });

  it('knows a refusal that the server cut', () => {
    const refused = planOf(jobOf({ a: 'lables: {}' }), { pool });
    const { message } = refused.refusals[0]!;
    expect(comparePlan(refused, { events: [], error: `${message.slice(0, 190)}...` }, 'repo')).toEqual({
      kind: 'agrees',
    });
    expect(comparePlan(refused, { events: [], error: 'Unknown key...' }, 'repo')).toMatchObject({ kind: 'differs' });
  });

  it('accepts another worker only where the plan says that moments decide', () => {
    const workers = [worker('alpha'), worker('beta', { capacity: 3 }), worker('gamma', { platform: 'darwin' })];
    const crowded = planOf(jobOf({ a: 'platform: linux' }), { pool: { workers } });
    const on = (name: string): string => comparePlan(crowded, run(output('a', name)), 'repo').kind;
    expect([on('beta'), on('alpha'), on('gamma'), on('repo')]).toEqual([
      'agrees',
      'within-the-note',
      'differs',
      'differs',
    ]);
  });
});

describe('generated cases', () => {
  const kindsOf = (plans: readonly Plan[]): Set<string> =>
    new Set(
      plans.flatMap(({ steps, refusals }) => [
        ...steps.map(({ outcome }: PlannedStep) => outcome.kind),
        ...(refusals.length > 0 ? ['file refused'] : []),
      ]),
    );

  it.each([
    ['20260822.011157', true],
    ['20260706.191652', false],
    ['20260705.162356', false],
  ])('of %s have every outcome, and are the same each time', (at, levels) => {
    const sample = () => fc.sample(casesFor(POOLS[0]!, levels), { numRuns: 100, seed: 18 });
    const cases = sample();
    expect(sample()).toEqual(cases);
    const plans = cases.map((one) =>
      planOf(caseFile(one, 'case', '2f6e1a54-7c0b-4b3e-9a1d-5e0c8d7f2b61'), {
        release: release(at),
        inputs: one.inputs,
        pool: { workers: POOLS[0]!.workers.map(({ name, labels }) => worker(name, { labels })) },
      }),
    );
    for (const kind of ['worker', 'waits', 'orchestrator', 'skipped', 'file refused']) {
      expect(kindsOf(plans)).toContain(kind);
    }
    // Most files run, or little would be compared.
    expect(plans.filter(({ refusals }) => refusals.length === 0).length).toBeGreaterThan(60);
  });
});
