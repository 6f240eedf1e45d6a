import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Recording } from '../../../../src/facts/schema/recording.ts';
import type { PlannedStep } from '../../../../src/tools/plan/plan.ts';
import type { Pool } from '../../../../src/tools/plan/request.ts';
import { parsePool } from '../../../../src/tools/plan/pool-text.ts';
import { comparePlan } from '../../../../verify/checks/placement/compare.ts';
import { toldCaseIds } from '../../../../verify/checks/placement/told-cases.ts';
import { specs } from '../../../support/facts.ts';
import { planOf } from '../../../support/planner.ts';

/** Name of the folder in which the orchestrator of a recording ran. */
const HOME = 'repo';

const recorded = specs.flatMap((spec) =>
  [...spec.recordings]
    .filter(([id]) => id.startsWith('planner/'))
    .map(([id, { value }]) => [`${id} of ${spec.protocol.label}`, path.basename(id), value] as const),
);

it('are recorded, each in at least one protocol', () => {
  expect([...new Set(recorded.map(([, id]) => id))].sort()).toEqual(toldCaseIds().sort());
});

describe.each(recorded)('the plan of %s', (_, id, recording) => {
  it('is what happened', () => {
    const plan = planOf(recording.files[0]!.content, { release: recording.release, pool: poolIn(recording) });
    const printed = runIn(recording);
    if (plan.refusals.length > 0) {
      // Older releases print the answer of the server in quotes.
      const error = printed.trim().replace(/['"]$/, '');
      expect(comparePlan(plan, { events: [], error }, HOME)).toEqual({ kind: 'agrees' });
      expect(printed).not.toContain(' ran in ');
      return;
    }
    expect(plan.steps.map(({ step }) => step).length, id).toBeGreaterThan(0);
    for (const step of plan.steps) {
      expect([step.step, placeIn(printed, step.step)]).toEqual([step.step, placeOf(step)]);
      if (step.outcome.kind === 'waits') {
        expectWait(step.outcome.finalLine!, printed);
        expectSeconds(step, printed);
      }
    }
    expect(inOrder(plan.steps, printed)).toEqual([]);
  });
});

/** The list of workers, with those as draining that said so themselves: the list shows them as busy. */
function poolIn({ processes: [list, , ...workers] }: Recording): Pool {
  const read = parsePool(list!.stdout);
  if (read.kind === 'unreadable') {
    throw new Error(read.problem);
  }
  const draining = workers
    .filter(({ stdout }) => stdout.includes('Draining'))
    .map(({ stdout }) => /Enrolled as (\S+)/.exec(stdout)![1]);
  return {
    workers: read.pool.workers.map((worker) =>
      draining.includes(worker.name) ? { ...worker, status: 'draining' } : worker,
    ),
  };
}

function runIn({ processes: [, run] }: Recording): string {
  return `${run!.stdout}\n${run!.stderr}`;
}

/** Newer releases print at the end why one step waited in vain, and of each what it waited for. */
function expectWait(finalLine: string, printed: string): void {
  const [, requirement] = /^Timed out waiting for a (worker .+) to become available$/.exec(finalLine)!;
  expect(printed).toContain(printed.includes('queued, waiting for') ? `queued, waiting for ${requirement}` : finalLine);
  expect(printed).toMatch(/Timed out waiting for a worker .+ to become available/);
}

/** Newer releases print after how many seconds a step failed; less than three are not kept as they were. */
function expectSeconds({ step, outcome }: PlannedStep, printed: string): void {
  const [, told] = new RegExp(String.raw`\bfailed ${step} in (\d+)\.\ds`).exec(printed) ?? [];
  const planned = outcome.kind === 'waits' ? outcome.seconds! : 0;
  if (told !== undefined && planned >= 3) {
    // A busy machine ends a wait a second later.
    expect([planned, planned + 1], step).toContain(Number(told));
  }
}

/** Pairs of steps that ran in another order than that of their waves. */
function inOrder(steps: readonly PlannedStep[], printed: string): string[] {
  const ran = steps.filter((step) => placeOf(step) !== undefined);
  const at = ({ step }: PlannedStep): number => printed.indexOf(` ${step} ran in `);
  return ran.flatMap((one) =>
    ran
      .filter((other) => one.wave < other.wave && at(one) > at(other))
      .map((other) => `${other.step} before ${one.step}`),
  );
}

/** The folder in which a step ran, if it ran. */
function placeIn(printed: string, step: string): string | undefined {
  return new RegExp(String.raw`\b${step} ran in (?!\$)(\S+)`).exec(printed)?.[1];
}

function placeOf({ outcome }: PlannedStep): string | undefined {
  switch (outcome.kind) {
    case 'worker':
      return outcome.worker;
    case 'orchestrator':
      return HOME;
    default:
      return undefined;
  }
}
