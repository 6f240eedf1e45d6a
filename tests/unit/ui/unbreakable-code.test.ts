import { describe, expect, it } from 'vitest';
import { flagsApart, isUnbreakable } from '../../../src/ui/unbreakable-code.ts';

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

describe('flagsApart', () => {
  it.each([
    ['swamp workflow run <name> --server <url>', ['swamp workflow run <name> ', '--server', ' <url>']],
    ['--cache-dir', ['', '--cache-dir', '']],
    ['sh -s -- -V 1', ['sh ', '-s', ' -- ', '-V', ' 1']],
    ['worker-token-beta', ['worker-token-beta']],
    ['a --flag-that-is-far-too-long-for-a-phone', ['a --flag-that-is-far-too-long-for-a-phone']],
    ['(--json)', ['(', '--json', ')']],
    ['', ['']],
  ])('cuts %s', (text, pieces) => {
    expect(flagsApart(text)).toEqual(pieces);
  });
});
