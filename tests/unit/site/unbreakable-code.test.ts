import { describe, expect, it } from 'vitest';
import { isUnbreakable } from '../../../src/site/unbreakable-code.ts';

describe('isUnbreakable', () => {
  it.each([
    ['--cache-dir', true],
    ['-q', true],
    ['--token <token>', true],
    ['--label key=value', true],
    ['--a-flag-that-is-far-too-long-for-a-phone', false],
    ['swamp worker connect --json', false],
    ['worker-token-beta', false],
    ['--', false],
    ['20260706.194109', true],
    ['20260706.194109.0-sha.700203dc', false],
  ])('judges %s', (text, expected) => {
    expect(isUnbreakable(text)).toBe(expected);
  });
});
