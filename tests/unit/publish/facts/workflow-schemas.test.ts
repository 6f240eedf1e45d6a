import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../../scripts/lib/project-root.ts';
import { compareReleases, isInSpan } from '../../../../src/facts/release.ts';
import type { Release } from '../../../../src/facts/release.ts';
import { loadWorkflowFile } from '../../../../src/facts/workflow-file.ts';
import { publishedFiles } from '../../../../src/publish/facts/published-files.ts';
import { releasedSpecs } from '../../../support/facts.ts';
import { jobOf, release } from '../../../support/planner.ts';

interface SchemaIndex {
  readonly schemas: readonly { readonly first: Release; readonly last: Release; readonly schema: string }[];
}

const files = new Map(publishedFiles(releasedSpecs, [], [], loadWorkflowFile(projectRoot)));

/** The addresses of the published schemas of a release, as the indexes of all protocols tell them. */
function addressesOf(at: Release): string[] {
  return releasedSpecs
    .flatMap(({ protocol }) => (files.get(`spec/${protocol.pathName}/workflow-schemas.json`) as SchemaIndex).schemas)
    .filter(({ first, last }) => isInSpan(at, { since: first, until: last }))
    .map(({ schema }) => schema);
}

function takes(at: Release, text: string): boolean {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
  addFormats.default(ajv);
  return ajv.compile(files.get(addressesOf(at)[0]!.slice(1)) as object)(load(text));
}

describe('the published schemas of workflow files', () => {
  it('are one for each release, which is published', () => {
    const { releases } = releasedSpecs[0]!.index;
    expect(releases.length).toBeGreaterThan(300);
    for (const at of releases) {
      const addresses = addressesOf(at);
      expect([at, addresses.length]).toEqual([at, 1]);
      expect(files.has(addresses[0]!.slice(1))).toBe(true);
    }
  });

  it.each(releasedSpecs.map(({ protocol }) => [protocol.label, protocol] as const))(
    'have the newest of %s at its short address, too, byte for byte',
    (_, protocol) => {
      const bytes = (address: string): string => JSON.stringify(files.get(address), null, 2);
      expect(bytes(`spec/${protocol.pathName}/workflow.schema.json`)).toBe(
        bytes(addressesOf(protocol.last)[0]!.slice(1)),
      );
    },
  );

  it.each([
    ['queueTimeout on a step', '20260703.211642', '20260703.225626', jobOf({ a: 'queueTimeout: 5' })],
    ['a guard', '20260726.221051', '20260728.002907', jobOf({ a: 'guard: "false"' })],
    ['labels on a job', '20260817.204551', '20260817.211927', jobOf({ a: '' }, { job: 'labels: { region: eu }' })],
    ['affinity', '20260817.211927', '20260818.223228', jobOf({ a: '' }, { workflow: 'affinity: true' })],
  ])('refuse %s at %s and take it at %s', (_, before, since, text) => {
    expect(compareReleases(release(before), release(since))).toBeLessThan(0);
    expect([takes(release(before), text), takes(release(since), text)]).toEqual([false, true]);
    expect(takes(release(before), jobOf({ a: '' }))).toBe(true);
  });
});
