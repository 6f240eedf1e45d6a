import { describe, expect, it } from 'vitest';
import { releaseRange } from '../../../src/facts/release-range.ts';

describe('releaseRange', () => {
  const releases = { first: '20260101.000000', last: '20260201.000000' };

  it('names both ends of a protocol that ended', () => {
    expect(releaseRange({ ...releases, ended: true })).toBe('20260101.000000 to 20260201.000000');
  });

  it('leaves the range of the newest protocol open', () => {
    expect(releaseRange({ ...releases, ended: false })).toBe('20260101.000000 and later');
  });
});
