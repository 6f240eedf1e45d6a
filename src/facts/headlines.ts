import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ReleaseChanges } from './changes.ts';
import type { ProtocolSpec } from './protocol-spec.ts';
import { faultsOfGaps } from './gaps.ts';
import { compareReleases, isInSpan } from './release.ts';
import type { Release } from './release.ts';
import { loadReleases } from './releases.ts';
import type { ReleaseIndex } from './releases.ts';
import { headlinesFileSchema } from './schema/headline.ts';
import { SpecError } from './spec-error.ts';
import type { SpecFault } from './spec-error.ts';
import { parseWith, readYaml } from './yaml-source.ts';

/** Where the sentences stand, relative to the project. */
const FILE = 'spec/headlines.yaml';

/** What a release changed, in one sentence, by release. */
export type Headlines = ReadonlyMap<Release, string>;

/**
 * Reads what each release changed, in one sentence.
 *
 * @param root - the project's folder.
 * @returns empty when there is no file.
 * @throws {@link SpecError} with file and line of every release that does not exist or is out of order.
 */
export function loadHeadlines(root: string, index: ReleaseIndex = loadReleases(root)): Headlines {
  const absolute = path.join(root, FILE);
  if (!existsSync(absolute)) {
    return new Map();
  }
  const source = readYaml(root, absolute);
  const headlines = Object.entries(parseWith(source, headlinesFileSchema).headlines) as [Release, string][];
  const faults = headlines.flatMap(([release], position): SpecFault[] => {
    const fault = (message: string): SpecFault => ({
      file: source.file,
      line: source.lineOf(['headlines', release]),
      message,
    });
    const before = headlines[position - 1]?.[0];
    return [
      ...(index.tags.has(release) ? [] : [fault(`${release} is no release of spec/releases.yaml`)]),
      ...(before !== undefined && compareReleases(before, release) > 0
        ? [fault(`${release} stands after ${before} but is older`)]
        : []),
    ];
  });
  const all = [...faults, ...faultsOfGaps(source)];
  if (all.length > 0) {
    throw new SpecError(all);
  }
  return new Map(headlines);
}

/**
 * Holds the sentences against what releases of a protocol changed.
 *
 * @param changes - all releases of the protocol that changed something.
 * @returns what is missing and what is too much, each with what to do; empty when all is well.
 */
export function faultsOfHeadlines(
  headlines: Headlines,
  changes: readonly ReleaseChanges[],
  { protocol }: Pick<ProtocolSpec, 'protocol'>,
): string[] {
  const told = new Set(changes.filter(isToldByHand).map(({ release }) => release));
  const missing = [...told].filter((release) => !headlines.has(release));
  const empty = [...headlines.keys()].filter(
    (release) => isInSpan(release, { since: protocol.first, until: protocol.last }) && !told.has(release),
  );
  return [
    ...missing.map((release) => `${release} changed something: say what, in one sentence, in ${FILE}`),
    ...empty.map((release) => `${FILE} has a sentence for ${release}, which changed nothing: remove it`),
  ];
}

/** A release that only repaired defects is told by their names. */
function isToldByHand({ changes, breaking }: ReleaseChanges): boolean {
  return changes.length + breaking.length > 0;
}
