import { describe, expect, it } from 'vitest';
import { matchNote, newestLinkLabel } from '../../../../src/tools/versions/version-words.ts';

describe('matchNote', () => {
  it('says nothing of the same page', () => {
    expect(matchNote({ kind: 'same-page' }, true)).toBeUndefined();
  });

  it('says nothing to a reader outside the versions', () => {
    expect(matchNote({ kind: 'start-page' }, false)).toBeUndefined();
  });

  it('names the nearest page', () => {
    expect(matchNote({ kind: 'nearest-page', address: 'reference/cli' }, true)).toContain('Nearest: reference/cli');
  });

  it('tells that only the start page is left', () => {
    expect(matchNote({ kind: 'start-page' }, true)).toContain('start page');
  });
});

describe('newestLinkLabel', () => {
  it.each([
    [{ kind: 'same-page' }, 'This page in Protocol 9'],
    [{ kind: 'nearest-page', address: 'reference' }, 'The nearest page in Protocol 9: reference'],
    [{ kind: 'start-page' }, 'The start page of Protocol 9'],
  ] as const)('labels %o', (match, expected) => {
    expect(newestLinkLabel(match, 'Protocol 9')).toBe(expected);
  });
});
