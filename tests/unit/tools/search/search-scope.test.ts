import { describe, expect, it } from 'vitest';
import { searchPath, searchedVersion } from '../../../../src/tools/search/search-scope.ts';
import { versionFacts } from '../../../support/version-facts.ts';

const newest = versionFacts(9, false);
const older = versionFacts(8, true);

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
