import { expect, it } from 'vitest';
import { batchesOf, STEPS } from '../../../scripts/lib/steps.ts';
import type { Step } from '../../../scripts/lib/steps.ts';

const step = (name: string, beside?: boolean): Step => ({ name, program: 'x', args: [], ...(beside && { beside }) });
const namesOf = (batches: readonly (readonly Step[])[]): string[][] =>
  batches.map((batch) => batch.map(({ name }) => name));

it('neighbors that run beside each other are one batch, all others are alone, and the order stays', () => {
  const steps = [step('a', true), step('b', true), step('c'), step('d'), step('e', true), step('f')];
  expect(namesOf(batchesOf(steps))).toEqual([['a', 'b'], ['c'], ['d'], ['e'], ['f']]);
  expect(batchesOf([])).toEqual([]);
});

it('every step of the project is in a batch, and none that needs the build stands before it', () => {
  expect(batchesOf(STEPS).flat()).toEqual(STEPS);
  const build = STEPS.findIndex(({ program }) => program === 'docusaurus');
  expect(STEPS.slice(0, build).filter(({ needsBuild }) => needsBuild)).toEqual([]);
  expect(STEPS.slice(build + 1).every(({ needsBuild }) => needsBuild)).toBe(true);
});
