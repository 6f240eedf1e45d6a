import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { changesPage, stretchesOf, stretchOf } from '../../../src/facts/change-pages.ts';
import type { Change } from '../../../src/facts/changes.ts';
import { parseRelease } from '../../../src/facts/release.ts';
import type { Release } from '../../../src/facts/release.ts';
import { loadReleases } from '../../../src/facts/releases.ts';

const release = (text: string): Release => parseRelease(text)!;

function change(kind: Change['kind'], area: Change['area']): Change {
  return { kind, area, name: 'x', owners: [], summary: '', differences: [] };
}

describe('stretchOf', () => {
  it.each([
    ['20260801.000000.0', '2026-08-01', 'August 1 to 15, 2026'],
    ['20260815.235959.0', '2026-08-01', 'August 1 to 15, 2026'],
    ['20260816.000000.0', '2026-08-16', 'August 16 to 31, 2026'],
    ['20260831.235959.0', '2026-08-16', 'August 16 to 31, 2026'],
    ['20260630.120000.0', '2026-06-16', 'June 16 to 30, 2026'],
    ['20261231.235959.1', '2026-12-16', 'December 16 to 31, 2026'],
    ['20280229.120000.0', '2028-02-16', 'February 16 to 29, 2028'],
  ])('%s', (text, from, days) => {
    expect(stretchOf(release(text))).toEqual({ from, days });
  });

  it('follows the order of the releases', () => {
    const names = loadReleases(projectRoot).releases.map((each) => stretchOf(each).from);
    expect(names).toEqual([...names].sort());
  });
});

describe('stretchesOf', () => {
  it('keeps every release once, whatever their order, newest first', () => {
    const given = ['20260702.100000.0', '20260816.100000.0', '20260801.100000.0', '20260801.090000.0'].map(release);
    const stretches = stretchesOf(
      given.map((each) => ({ release: each, changes: [change('appeared', 'flag')], breaking: [], repaired: [] })),
    );
    expect(
      stretches.map(({ releases, ...stretch }) => [changesPage(stretch), releases.map((each) => each.release)]),
    ).toEqual([
      ['reference/changes/2026-08-16', ['20260816.100000.0']],
      ['reference/changes/2026-08-01', ['20260801.100000.0', '20260801.090000.0']],
      ['reference/changes/2026-07-01', ['20260702.100000.0']],
    ]);
  });

  it('is empty when nothing changed', () => expect(stretchesOf([])).toEqual([]));
});
