import { projectRoot } from '../../scripts/lib/project-root.ts';
import { loadAllProtocolSpecs } from '../../src/facts/load.ts';
import type { ProtocolSpec } from '../../src/facts/protocol-spec.ts';

/** The facts of the project, newest protocol first, read once for all test files of a process. */
export const specs: readonly ProtocolSpec[] = loadAllProtocolSpecs(projectRoot);

/** Those of protocols that a release speaks: one that was just cut has no release to record, to pin or to compare. */
export const releasedSpecs: readonly ProtocolSpec[] = specs.filter(({ protocol }) => protocol.released);

/** The facts of a protocol that the project has. */
export function specOf(number: number): ProtocolSpec {
  return specs.find(({ protocol }) => protocol.number === number)!;
}
