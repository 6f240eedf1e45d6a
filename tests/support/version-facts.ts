import type { VersionFacts } from '../../src/facts/version-facts.ts';

/** What the theme knows of a version, for tests in which only its place among others matters. */
export function versionFacts(number: number, ended: boolean): VersionFacts {
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
