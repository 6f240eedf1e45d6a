import { compareReleases, isInSpan, parseRelease, shortRelease } from './release.ts';
import type { Protocol, ReleaseIndex } from './releases.ts';
import type { SpecFault } from './spec-error.ts';
import { suggestName } from './nearest.ts';
import type { YamlSource } from './yaml-source.ts';

const DATE_KEYS = new Set(['since', 'until', 'x-since', 'x-until']);

/**
 * Checks every date in a file of `spec/protocol-N/`, however deep it stands: it names a known
 * release, lies inside the protocol, and says something (a `since` at the protocol's first release
 * or an `until` at its newest would only repeat the default).
 */
export function faultsOfSpans(source: YamlSource, protocol: Protocol, index: ReleaseIndex): SpecFault[] {
  return datesIn(source.value, []).flatMap(({ keys, key, text }) => {
    const problem = problemOfDate(key, text, protocol, index);
    return problem === undefined ? [] : [{ file: source.file, line: source.lineOf(keys), message: problem }];
  });
}

interface FoundDate {
  readonly keys: readonly PropertyKey[];
  readonly key: string;
  readonly text: string;
}

function datesIn(value: unknown, keys: readonly PropertyKey[]): FoundDate[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, position) => datesIn(item, [...keys, position]));
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    DATE_KEYS.has(key) && typeof inner === 'string'
      ? [{ keys: [...keys, key], key, text: inner }]
      : datesIn(inner, [...keys, key]),
  );
}

function problemOfDate(key: string, text: string, protocol: Protocol, index: ReleaseIndex): string | undefined {
  const release = parseRelease(text);
  if (release === undefined || !index.tags.has(release)) {
    const known = [...index.tags.keys()].filter((candidate) => candidate.startsWith(text.slice(0, 8)));
    return `'${key}: ${text}' is no release of spec/releases.yaml. ${suggestName(text, known.length > 0 ? known : [...index.tags.keys()].slice(-5))}`;
  }
  if (!isInSpan(release, { since: protocol.first, until: protocol.last })) {
    return `'${key}: ${text}' lies outside protocol ${protocol.number} (${shortRelease(protocol.first)} to ${shortRelease(protocol.last)})`;
  }
  if (key.endsWith('since') && compareReleases(release, protocol.first) === 0) {
    return `'${key}: ${text}' is the first release of protocol ${protocol.number}: leave it out`;
  }
  if (key.endsWith('until') && compareReleases(release, protocol.last) === 0) {
    return `'${key}: ${text}' is the last release of protocol ${protocol.number}: leave it out`;
  }
  return undefined;
}
