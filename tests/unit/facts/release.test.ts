import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareReleases, isInSpan, parseRelease, shortRelease, spansOverlap } from '../../../src/facts/release.ts';
import type { Release } from '../../../src/facts/release.ts';

const release = (text: string): Release => parseRelease(text)!;

describe('parseRelease', () => {
  it.each([
    ['20260822.011157', '20260822.011157.0'],
    ['20260822.011157.0', '20260822.011157.0'],
    ['20260822.011157.0-sha.06b61472', '20260822.011157.0'],
    ['v20260822.011157.0-sha.06b61472', '20260822.011157.0'],
    [' 20260822.011157.3\n', '20260822.011157.3'],
  ])('reads %j', (text, expected) => {
    expect(parseRelease(text)).toBe(expected);
  });

  it.each([
    '',
    'latest',
    '20260822',
    '20261322.011157',
    '20260230.011157',
    '20260822.246060',
    '20260822.011157.0-beta',
    '2026.08.22',
  ])('refuses %j', (text) => {
    expect(parseRelease(text)).toBeUndefined();
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => parseRelease(text) === undefined || typeof parseRelease(text) === 'string'),
    );
  });
});

describe('order and spans', () => {
  it('orders by date, time and serial number', () => {
    const ordered = [
      '20260101.000000.0',
      '20260101.000001.0',
      '20260101.000001.2',
      '20260101.000001.10',
      '20260102.000000.0',
    ];
    expect([...ordered].reverse().map(release).sort(compareReleases)).toEqual(ordered);
  });

  it('counts both ends of a span', () => {
    const span = { since: release('20260102.000000'), until: release('20260104.000000') };
    expect(
      ['20260101.000000', '20260102.000000', '20260104.000000', '20260104.000001'].map((text) =>
        isInSpan(release(text), span),
      ),
    ).toEqual([false, true, true, false]);
  });

  it('knows when spans share a release', () => {
    const early = { until: release('20260102.000000') };
    const late = { since: release('20260103.000000') };
    expect(spansOverlap(early, late)).toBe(false);
    expect(spansOverlap(late, early)).toBe(false);
    expect(spansOverlap(early, {})).toBe(true);
    expect(spansOverlap(late, { since: release('20260102.000000'), until: release('20260103.000000') })).toBe(true);
  });

  it('shows a release without its zero', () => {
    expect(shortRelease(release('20260102.000000.0'))).toBe('20260102.000000');
    expect(shortRelease(release('20260102.000000.3'))).toBe('20260102.000000.3');
  });
});
