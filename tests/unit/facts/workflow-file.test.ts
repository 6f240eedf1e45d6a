import { describe, expect, it } from 'vitest';
import { parseRelease } from '../../../src/facts/release.ts';
import { isInSpan } from '../../../src/facts/release.ts';
import { loadWorkflowFile } from '../../../src/facts/workflow-file.ts';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { SINCE } from '../../../src/tools/plan/eras.ts';
import { specs } from '../../support/facts.ts';

const parts = loadWorkflowFile(projectRoot);
const { releases, tags } = specs[0]!.index;

describe('the keys of workflow files', () => {
  it('have placement on the levels that the placement fields name, at every release', () => {
    const fields = specs.flatMap(({ protocol, placementFields }) =>
      placementFields.value.map((field) => ({
        ...field,
        since: field.since ?? protocol.first,
        until: field.until ?? protocol.last,
      })),
    );
    for (const release of releases) {
      const levels = fields
        .filter((field) => isInSpan(release, field))
        .flatMap(({ field, levels: on }) => on.map((level) => `${level} ${field}`));
      const keys = parts
        .filter(({ part }) => ['step', 'job', 'workflow'].includes(part))
        .flatMap(({ part, keys: all }) =>
          all.filter((key) => isInSpan(release, key)).map(({ key }) => `${part} ${key}`),
        )
        .filter((name) => / (?:target|labels|platform|queueTimeout|affinity)$/.test(name));
      expect([release, keys.sort()]).toEqual([release, levels.sort()]);
    }
  });

  it('and the rules of the planner name releases that exist', () => {
    for (const since of Object.values(SINCE)) {
      expect(tags.has(parseRelease(since)!), since).toBe(true);
    }
  });
});
