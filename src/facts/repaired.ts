import { existsSync } from 'node:fs';
import path from 'node:path';
import { faultsOfGaps } from './gaps.ts';
import { compareReleases, isInSpan, parseRelease, spansOverlap } from './release.ts';
import type { Release, ReleaseSpan } from './release.ts';
import type { Protocol, ReleaseIndex } from './releases.ts';
import { repairedFileSchema } from './schema/repaired.ts';
import type { RepairedDefectEntry } from './schema/repaired.ts';
import { SpecError } from './spec-error.ts';
import type { SpecFault } from './spec-error.ts';
import { parseWith, readYaml } from './yaml-source.ts';
import type { YamlSource } from './yaml-source.ts';

/** Where the repaired defects of all protocols stand, relative to the project. */
export const REPAIRED_FILE = 'spec/repaired.yaml';

/** A repaired defect with the releases that have it. */
export interface RepairedDefect extends RepairedDefectEntry {
  /** From the first release with the defect, open when all have it, to the last. */
  readonly span: ReleaseSpan & { readonly until: Release };
}

/**
 * Reads the defects that a release repaired.
 *
 * @param root - the project's folder.
 * @returns latest repair first; those of one release in the order of the file.
 * @throws {@link SpecError} naming the line of every defect that is broken, listed twice, about an unknown release or
 *   without its words.
 */
export function loadRepaired(root: string, index: ReleaseIndex): RepairedDefect[] {
  const file = path.join(root, REPAIRED_FILE);
  if (!existsSync(file)) {
    return [];
  }
  const source = readYaml(root, file);
  // First: what stands in place of a choice or a commit is none, which says less.
  const gaps = faultsOfGaps(source);
  if (gaps.length > 0) {
    throw new SpecError(gaps);
  }
  const { defects } = parseWith(source, repairedFileSchema);
  const faults = defects.flatMap((defect, position) =>
    faultsOf(defect, defects.slice(0, position), index).map((message): SpecFault => ({
      file: source.file,
      line: lineOf(source, position),
      message: `${defect.id}: ${message}`,
    })),
  );
  if (faults.length > 0) {
    throw new SpecError(faults);
  }
  return defects
    .map((defect) => ({ ...defect, span: { since: defect.since, until: releaseBefore(defect.repaired, index)! } }))
    .sort((a, b) => compareReleases(b.repaired, a.repaired));
}

/** Those that at least one release of a protocol has. */
export function repairedIn(protocol: Protocol, defects: readonly RepairedDefect[]): RepairedDefect[] {
  return defects.filter(({ span }) => spansOverlap(span, { since: protocol.first, until: protocol.last }));
}

/** Those that a release of a protocol repaired. */
export function repairedBy(protocol: Protocol, defects: readonly RepairedDefect[]): RepairedDefect[] {
  return defects.filter(({ repaired }) => isInSpan(repaired, { since: protocol.first, until: protocol.last }));
}

function lineOf(source: YamlSource, position: number): number {
  return source.lineOf(['defects', position, 'id']);
}

function faultsOf(defect: RepairedDefectEntry, before: readonly RepairedDefectEntry[], index: ReleaseIndex): string[] {
  const { id, since, repaired } = defect;
  const texts = [defect.problem, defect.effect, defect.meanwhile ?? ''].join(' ');
  const named = [since, repaired, ...releasesNamedIn(texts)].filter((release) => release !== undefined);
  const unknown = named.filter((release) => !index.tags.has(release));
  return [
    ...(before.some((other) => other.id === id) ? ['this id is listed twice'] : []),
    ...unknown.map((release) => `${release} is no release of spec/releases.yaml`),
    ...(unknown.length === 0 && releaseBefore(repaired, index) === undefined
      ? [`no release with remote execution is older than ${repaired}, so nobody has the defect`]
      : []),
    ...(since !== undefined && compareReleases(since, repaired) >= 0 ? ["'since' is not before 'repaired'"] : []),
    ...(since === index.releases[0] ? ["'since' is the first release of all: leave it out"] : []),
  ];
}

function releasesNamedIn(text: string): Release[] {
  return [...text.matchAll(/\b\d{8}\.\d{6}\b/g)].map(([digits]) => parseRelease(digits) ?? (digits as Release));
}

function releaseBefore(release: Release, { releases }: ReleaseIndex): Release | undefined {
  return releases[releases.indexOf(release) - 1];
}
