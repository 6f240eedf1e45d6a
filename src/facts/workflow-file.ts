import path from 'node:path';
import { spansOverlap } from './release.ts';
import type { Release } from './release.ts';
import { loadReleases } from './releases.ts';
import type { ReleaseIndex } from './releases.ts';
import { workflowFileSchema } from './schema/workflow-file.ts';
import type { WorkflowKey, WorkflowPart } from './schema/workflow-file.ts';
import { SpecError } from './spec-error.ts';
import type { SpecFault } from './spec-error.ts';
import { parseWith, readYaml } from './yaml-source.ts';

/** Where the keys stand, relative to the project. */
const FILE = 'spec/workflow-file.yaml';

/**
 * Reads the keys of workflow files.
 *
 * @param root - the project's folder.
 * @throws {@link SpecError} with the line of every key that is listed twice for a release, or names an unknown release.
 */
export function loadWorkflowFile(root: string, index: ReleaseIndex = loadReleases(root)): WorkflowPart[] {
  const source = readYaml(root, path.join(root, FILE));
  const { parts } = parseWith(source, workflowFileSchema);
  const faults = parts.flatMap((part, at) =>
    [
      ...unknownReleases([part.unknown, part.since, part.until], index),
      ...part.keys.flatMap((key, position) => faultsOfKey(key, part.keys.slice(0, position), index)),
    ].map((message): SpecFault => ({
      file: FILE,
      line: source.lineOf(['parts', at]),
      message: `${part.part}: ${message}`,
    })),
  );
  if (faults.length > 0) {
    throw new SpecError(faults);
  }
  return parts;
}

function faultsOfKey(key: WorkflowKey, before: readonly WorkflowKey[], index: ReleaseIndex): string[] {
  return [
    ...unknownReleases([key.since, key.until], index),
    ...(before.some((other) => other.key === key.key && spansOverlap(other, key))
      ? [`'${key.key}' is listed twice`]
      : []),
  ];
}

function unknownReleases(releases: readonly (Release | undefined)[], { tags }: ReleaseIndex): string[] {
  return releases.flatMap((release) =>
    release === undefined || tags.has(release) ? [] : [`${release} is no release of spec/releases.yaml`],
  );
}
