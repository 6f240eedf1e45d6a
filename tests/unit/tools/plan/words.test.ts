import { describe, expect, it } from 'vitest';
import type { Release } from '../../../../src/facts/release.ts';
import type { Outcome, Plan, PlannedStep } from '../../../../src/tools/plan/plan.ts';
import {
  lackInWords,
  listInWords,
  placeInWords,
  planInWords,
  reasonsInWords,
  reasonInOneLine,
  secondsInWords,
} from '../../../../src/tools/plan/words.ts';
import { weightOf } from '../../../../src/tools/plan/ui/weight.ts';

const waits = (part: Partial<Extract<Outcome, { kind: 'waits' }>> = {}): Outcome => ({
  ...{ kind: 'waits', requirement: 'labels gpu=true', for: 'worker', workers: [], help: [] },
  ...{ seconds: 600, limitFrom: 'default', ...part },
});
const here = (probablyNotMeant = false): Outcome => ({
  ...{ kind: 'orchestrator', because: 'placement-dropped', probablyNotMeant },
});
const worker = (name: string) => ({
  ...{ name, labels: {}, platform: 'linux', arch: 'x86_64', status: 'idle' as const, capacity: 1, running: 0 },
});
const placed = (part: Partial<Extract<Outcome, { kind: 'worker' }>> = {}): Outcome => ({
  ...{ kind: 'worker', worker: 'alpha', requirement: 'platform linux', decidedBy: 'first-name', others: [] },
  candidates: ['alpha', 'beta'].map((name) => ({ worker: worker(name), freeSlots: 1 })),
  ...{ waitsForSlotOf: [], ...part },
});

const stepOf = (outcome: Outcome, index: number): PlannedStep => ({
  ...{ id: `j/s${index}`, workflow: 'w', job: 'j', step: `s${index}`, nestedIn: [], task: 'model_method' },
  ...{ place: { file: 0, line: 1 }, fields: [], notes: [], wave: 0, outcome },
});
const planOf = (outcomes: readonly Outcome[], part: Partial<Plan> = {}): Plan => ({
  ...{ release: '20260822.011157.0' as Release, protocol: 4, verdict: 'placed', workflow: 'w' },
  ...{ steps: outcomes.map(stepOf), refusals: [], notes: [], ...part },
});

describe('a plan in a sentence', () => {
  it('counts the steps, worst first', () => {
    expect(planInWords(planOf([placed(), here(true), waits(), waits({ for: 'slot' }), placed()]))).toBe(
      '5 steps: 1 waits for a worker that is not there, 1 runs in the orchestrator, probably by mistake, ' +
        '1 waits for a free slot, 2 run on workers.',
    );
    expect(planInWords(planOf([here()]))).toBe('1 step: 1 runs in the orchestrator.');
  });

  it('says first what is refused', () => {
    const refusals = [{ message: 'Unrecognized key', advice: 'Correct it.', when: 'file' as const }];
    expect(planInWords(planOf([placed()], { refusals }))).toMatch(/^The program refuses this, and no step runs\./);
    expect(planInWords(planOf([], { refusals }))).toBe('The program refuses this, and no step runs.');
    expect(planInWords(planOf([], { verdict: 'unreadable' }))).toBe('This cannot be read as a workflow.');
    expect(planInWords(planOf([]))).toBe('The workflow has no steps.');
  });
});

describe('the reasons of a step', () => {
  const steps = [stepOf(placed(), 0), stepOf(placed(), 1)];

  it('name who else could have it, and why one does', () => {
    expect(reasonsInWords(placed({ waitsForSlotOf: ['j/s0'] }), steps)).toEqual([
      'It asks for platform linux. Of `alpha` and `beta`, `alpha` is the first in the alphabet.',
      'First it waits for the slot of `s0`.',
    ]);
    expect(reasonsInWords(placed({ decidedBy: 'affinity' }), steps)[0]).toContain(
      'Affinity keeps its group on `alpha`',
    );
  });

  it('say how long it waits, and by which rule', () => {
    expect(reasonsInWords(waits(), steps)).toEqual([
      'It asks for labels gpu=true. No worker fits.',
      'It fails after 10 minutes: the default.',
    ]);
    expect(reasonsInWords(waits({ seconds: undefined, limitFrom: 'step' }), steps)[1]).toBe(
      'It waits without a limit: `queueTimeout` of the step.',
    );
    expect(reasonsInWords(waits({ seconds: 0, limitFrom: 'release' }), steps)[1]).toBe(
      'It fails at once: this release, which does not wait.',
    );
  });

  it('stand on one line with what the program prints', () => {
    expect(reasonInOneLine(waits({ finalLine: 'No worker:\n  none of them' }), steps)).toBe(
      '`No worker: none of them`. It asks for labels gpu=true. No worker fits. It fails after 10 minutes: the default.',
    );
    const refusal = { message: 'Unknown `field`', advice: 'Take it out.', when: 'step' as const };
    expect(reasonInOneLine({ kind: 'refused', refusal }, steps)).toBe('`` Unknown `field` ``. Take it out.');
  });

  it('say that the orchestrator was probably not meant', () => {
    expect(reasonsInWords(here(true), steps)).toHaveLength(2);
    expect(reasonsInWords(here(), steps)).toHaveLength(1);
  });
});

it.each<[Outcome, string, string]>([
  [placed(), 'on `alpha`', 'good'],
  [here(), 'in the orchestrator', 'plain'],
  [here(true), 'in the orchestrator', 'warning'],
  [{ kind: 'any-worker', requirement: 'x' }, 'on a worker that fits', 'plain'],
  [waits(), 'waits for a worker', 'error'],
  [waits({ for: 'slot' }), 'waits for a free slot', 'warning'],
  [waits({ seconds: 0 }), 'fails at once', 'error'],
  [{ kind: 'refused', refusal: { message: 'm', advice: 'a', when: 'step' } }, 'refused', 'error'],
  [{ kind: 'skipped', because: 'b' }, 'does not run', 'plain'],
  [{ kind: 'unknown', because: [] }, 'cannot be known here', 'warning'],
])('%j is %s', (outcome, words, weight) => {
  expect(placeInWords(outcome)).toBe(words);
  expect(weightOf(outcome)).toBe(weight);
});

it('times and lists read as a person would say them', () => {
  expect([1, 90, 120, 600, 7_200, 3_600].map(secondsInWords)).toEqual([
    ...['1 second', '90 seconds', '2 minutes', '10 minutes', '2 hours', '1 hour'],
  ]);
  expect(listInWords(['a'])).toBe('a');
  expect(listInWords(['a', 'b', 'c'])).toBe('a, b and c');
  expect(listInWords(Array.from({ length: 9 }, (_, index) => String(index)))).toBe('0, 1, 2, 3, 4 and 4 others');
});

it('a worker that lacks something is told with what it has', () => {
  const lacking = {
    worker: worker('beta'),
    ...{ has: ['gpu=true'], lacks: [{ kind: 'platform' as const, text: '`beta` is on darwin, not on linux' }] },
  };
  expect(lackInWords(lacking)).toBe('`beta` has `gpu=true`, but is on darwin, not on linux');
  expect(lackInWords({ ...lacking, has: [] })).toBe('`beta` is on darwin, not on linux');
});
