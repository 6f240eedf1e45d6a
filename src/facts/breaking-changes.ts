import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ProtocolSpec } from './protocol-spec.ts';
import { compareReleases } from './release.ts';
import { loadReleases } from './releases.ts';
import type { ReleaseIndex } from './releases.ts';
import { breakingChangesFileSchema } from './schema/breaking-change.ts';
import type { BreakingChange } from './schema/breaking-change.ts';
import { SpecError } from './spec-error.ts';
import type { SpecFault } from './spec-error.ts';
import { parseWith, readYaml } from './yaml-source.ts';

/** Where the changes stand, relative to the project. */
const FILE = 'spec/breaking-changes.yaml';

/**
 * Reads what releases broke for those who relied on the program as it was.
 *
 * @param root - the project's folder.
 * @returns in the order of the file; empty when there is none.
 * @throws {@link SpecError} with file and line of every fault.
 */
export function loadBreakingChanges(root: string, index: ReleaseIndex = loadReleases(root)): BreakingChange[] {
  const absolute = path.join(root, FILE);
  if (!existsSync(absolute)) {
    return [];
  }
  const source = readYaml(root, absolute);
  const { changes } = parseWith(source, breakingChangesFileSchema);
  const faults = changes.flatMap(({ id, since }, position): SpecFault[] => {
    const fault = (key: string, message: string): SpecFault => ({
      file: source.file,
      line: source.lineOf(['changes', position, key]),
      message,
    });
    return [
      ...(index.tags.has(since) ? [] : [fault('since', `${since} is no release of spec/releases.yaml`)]),
      ...(changes.findIndex((other) => other.id === id) === position ? [] : [fault('id', `'${id}' stands twice`)]),
    ];
  });
  if (faults.length > 0) {
    throw new SpecError(faults);
  }
  return changes;
}

/** What breaks for somebody who goes from the last release of one protocol to the newest of a later one. */
export function breakingBetween(
  changes: readonly BreakingChange[],
  older: ProtocolSpec,
  newer: ProtocolSpec,
): BreakingChange[] {
  return changes.filter(
    ({ since }) => compareReleases(since, older.protocol.last) > 0 && compareReleases(since, newer.protocol.last) <= 0,
  );
}

/** What the releases of one protocol broke. */
export function breakingWithin(changes: readonly BreakingChange[], { protocol }: ProtocolSpec): BreakingChange[] {
  return changes.filter(
    ({ since }) => compareReleases(since, protocol.first) >= 0 && compareReleases(since, protocol.last) <= 0,
  );
}
