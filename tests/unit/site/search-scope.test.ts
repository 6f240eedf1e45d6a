import { describe, expect, it } from 'vitest';
import type { VersionFacts } from '../../../src/plugins/publish-spec/version-facts.ts';
import { searchPath, searchedVersion } from '../../../src/site/search-scope.ts';

const newest = version(9, false);
const older = version(8, true);

describe('searchedVersion', () => {
  it.each([
    ['', newest],
    ['?q=token', newest],
    ['?q=token&version=protocol-8%2F', older],
    ['?version=protocol-1%2F', undefined],
  ])('reads %s', (query, expected) => {
    expect(searchedVersion([newest, older], query)).toBe(expected);
  });
});

describe('searchPath', () => {
  it.each([
    ['', newest, '/base/search'],
    ['?q=--cache-dir', older, '/base/search?q=--cache-dir&version=protocol-8%2F'],
    ['?q=--cache-dir&version=protocol-8%2F', newest, '/base/search?q=--cache-dir'],
  ])('keeps the words of %s', (query, target, expected) => {
    expect(searchPath('/base/', query, target)).toBe(expected);
  });
});

function version(number: number, ended: boolean): VersionFacts {
  return {
    name: ended ? String(number) : 'current',
    number,
    label: `Protocol ${number}`,
    path: `protocol-${number}`,
    first: '20260101.000000',
    last: '20260201.000000',
    verified: '20260201.000000',
    carriedOut: [],
    ended,
  };
}
