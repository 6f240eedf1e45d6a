import { describe, expect, it } from 'vitest';
import { isUnbreakableFlag } from '../../../src/site/flag-text.ts';

describe('isUnbreakableFlag', () => {
  it.each([
    ['--cache-dir', true],
    ['-q', true],
    ['--token <token>', true],
    ['--label key=value', true],
    ['--a-flag-that-is-far-too-long-for-a-phone', false],
    ['swamp worker connect --json', false],
    ['worker-token-beta', false],
    ['--', false],
  ])('judges %s', (text, expected) => {
    expect(isUnbreakableFlag(text)).toBe(expected);
  });
});
