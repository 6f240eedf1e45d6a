import { describe, expect, it } from 'vitest';
import type { Release } from '../../../../../src/facts/release.ts';
import type { Outcome, PlannedStep } from '../../../../../src/tools/plan/plan.ts';
import { fieldInWords, valueInWords } from '../../../../../src/tools/plan/ui/field-words.ts';
import { pictureOf } from '../../../../../src/tools/plan/ui/picture.ts';
import { readRelease } from '../../../../../src/tools/plan/ui/release-text.ts';
import { notesOfFile, stepsShown } from '../../../../../src/tools/plan/ui/steps-shown.ts';
import { versionFactsOf } from '../../../../../src/facts/version-facts.ts';
import { specs } from '../../../../support/facts.ts';

const HERE: Outcome = { kind: 'orchestrator', because: 'no-placement', probablyNotMeant: false };
const WAITS: Outcome = {
  ...{ kind: 'waits', requirement: 'labels gpu=true', for: 'worker', workers: [], help: [] },
  ...{ seconds: 600, limitFrom: 'default' },
};
const on = (worker: string): Outcome => ({
  ...{ kind: 'worker', worker, requirement: 'platform linux', decidedBy: 'only-candidate' },
  ...{ candidates: [], others: [], waitsForSlotOf: [] },
});

const steps = (...outcomes: readonly (readonly [outcome: Outcome, wave: number])[]): PlannedStep[] =>
  outcomes.map(([outcome, wave], index) => ({
    ...{ id: String(index), workflow: 'w', job: 'j', step: `s${index}`, nestedIn: [], task: 'model_method' },
    ...{ place: { file: 0, line: 1 }, fields: [], notes: [], outcome, wave },
  }));

describe('the picture', () => {
  it('has a row for the orchestrator, each worker, and what has no place', () => {
    const picture = pictureOf(steps([on('beta'), 1], [WAITS, 0], [HERE, 0], [on('alpha'), 0], [on('beta'), 1]))!;
    expect(picture.waves).toBe(2);
    expect(picture.rows).toEqual([
      { kind: 'orchestrator', name: 'orchestrator', cells: [[2], []] },
      { kind: 'worker', name: 'alpha', cells: [[3], []] },
      { kind: 'worker', name: 'beta', cells: [[], [0, 4]] },
      { kind: 'nowhere', name: 'waits', cells: [[1], []] },
    ]);
  });

  it('is left out for one step, and for more than can be seen', () => {
    expect(pictureOf(steps([HERE, 0]))).toBeUndefined();
    expect(pictureOf(steps([HERE, 0], [HERE, 30]))).toBeUndefined();
    const many = Array.from({ length: 50 }, (_, index) => [on(`w${index}`), 0] as const);
    expect(pictureOf(steps(...many))).toBeUndefined();
  });
});

describe('the cards', () => {
  const many = steps(...Array.from({ length: 200 }, (_, index) => [index % 100 === 99 ? WAITS : HERE, 0] as const));

  it('are those that need a look first, in the order of the file', () => {
    const { shown, left } = stepsShown(many, false);
    expect(shown).toHaveLength(60);
    expect(shown.slice(-2)).toEqual([99, 199]);
    expect(left).toBe(140);
  });

  it('are all when the reader asks, or when there are few', () => {
    expect(stepsShown(many, true).left).toBe(0);
    expect(stepsShown(many.slice(0, 3), false)).toEqual({ shown: [0, 1, 2], left: 0 });
  });
});

it('what a card says of its step is not said of the file again', () => {
  const note = { kind: 'dropped' as const, text: '`labels` is dropped', place: { file: 0, line: 4 } };
  const [step] = steps([HERE, 0]);
  const plan = {
    ...{ release: '20260822.011157.0' as Release, protocol: 4, verdict: 'trouble' as const, refusals: [] },
    steps: [{ ...step!, notes: [note] }],
    notes: [
      { ...note, text: 'the same in other words' },
      { ...note, place: { file: 0, line: 1 } },
      { ...note, place: undefined },
    ],
  };
  expect(notesOfFile(plan)).toEqual(plan.notes.slice(1));
});

describe('a field', () => {
  const place = { file: 0, line: 3 };

  it('says its value, its level, and what it stands for', () => {
    expect(
      fieldInWords({
        ...{ field: 'labels', level: 'step', value: { region: 'us' }, place },
        replaces: [{ level: 'workflow', value: { region: 'eu', tier: '1' }, place }],
      }),
    ).toBe('`labels: region=us` of the step, in place of `region=eu, tier=1` of the workflow');
    expect(
      fieldInWords({
        ...{ field: 'target', level: 'job', value: 'a', written: '${{ inputs.w }}', place },
        ...{ replaces: [], ignored: 'affinity decides' },
      }),
    ).toBe('`target: a` of the job, written as `${{ inputs.w }}`, does not count: affinity decides');
  });

  it.each([
    [{}, '{}'],
    ['', '""'],
    [null, 'null'],
    [undefined, 'undefined'],
    [[1, 2], '[1,2]'],
    ['a\n`b`', 'a b'],
    ['x'.repeat(500), `${'x'.repeat(200)}…`],
  ])('shows %j on one line', (value, words) => {
    expect(valueInWords(value)).toBe(words);
  });
});

describe('a release in the field', () => {
  const versions = specs.map(({ protocol }) => versionFactsOf(protocol, undefined));

  it.each([
    ['20260705.162356', 2],
    ['swamp 20260706.191652.0-sha.06b61472', 3],
    ['20260822.011157', 4],
  ])('%s is of protocol %i', (text, protocol) => {
    expect(readRelease(text, versions)).toMatchObject({ kind: 'release', protocol, isKnown: true });
  });

  it('may be newer than what is known', () => {
    expect(readRelease('20300101.000000', versions)).toMatchObject({ kind: 'release', isKnown: false });
  });

  it('may be none, or too old', () => {
    expect(readRelease('newest', versions)).toMatchObject({ problem: expect.stringContaining('swamp --version') });
    expect(readRelease('20250101.000000', versions)).toMatchObject({
      problem: expect.stringContaining('no remote execution'),
    });
  });
});
