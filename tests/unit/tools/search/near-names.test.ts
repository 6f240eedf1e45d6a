import { expect, it } from 'vitest';
import { nearNames } from '../../../../src/tools/search/near-names.ts';

const NAMES = new Set(['--label', '--max-run-duration', '--idle-timeout', 'SWAMP_WORKER_LABELS', 'SWAMP_WORKER_TOKEN']);

it.each([
  ['a variable without one of its parts', 'export SWAMP_LABELS=a', ['SWAMP_LABELS'], ['SWAMP_WORKER_LABELS']],
  ['a misspelled variable', 'SWAMP_WORKER_TOKN', ['SWAMP_WORKER_TOKN'], ['SWAMP_WORKER_TOKEN']],
  ['a misspelled flag', 'connect --lable gpu=true', ['--lable'], ['--label']],
  ['a flag without one of its parts', '--max-duration', ['--max-duration'], ['--max-run-duration']],
  ['a flag that nothing is near', '--flibbertigibbet', ['--flibbertigibbet'], []],
  ['a part that all variables have', 'SWAMP_XYZZY', ['SWAMP_XYZZY'], []],
])('%s: %s', (_, text, typed, meant) => {
  const found = nearNames(text, (name) => NAMES.has(name), NAMES);
  expect(found.map((one) => one.typed)).toEqual(typed);
  expect(found.flatMap((one) => one.meant)).toEqual(meant);
});

it('says nothing of names that exist, nor of words that are none', () => {
  expect(nearNames('swamp worker connect --label a=b X-Y a--b', (name) => NAMES.has(name), NAMES)).toEqual([]);
});
