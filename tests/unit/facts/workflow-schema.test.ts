// cspell:ignore lables
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { loadWorkflowFile } from '../../../src/facts/workflow-file.ts';
import { compareReleases } from '../../../src/facts/release.ts';
import { workflowSchema } from '../../../src/facts/workflow-schema.ts';
import { workflowSchemasOf } from '../../../src/markdown/workflow-schemas.ts';
import { checkFile } from '../../../src/tools/plan/check-file.ts';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { caseFile, casesFor, POOLS } from '../../../verify/checks/placement/cases.ts';
import { releasedSpecs, specs } from '../../support/facts.ts';
import { jobOf } from '../../support/planner.ts';

const parts = loadWorkflowFile(projectRoot);

describe.each(specs.map(({ protocol }) => [protocol.label, protocol] as const))(
  'the schema of workflow files of %s',
  (_, protocol) => {
    const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
    addFormats.default(ajv);
    const validate = ajv.compile(workflowSchema(parts, protocol.last));
    const valid = (text: string): boolean => validate(load(text));

    it('takes workflow files as they are recorded', () => {
      const { recordings } = specs.find((spec) => spec.protocol === protocol)!;
      const files = [...recordings.values()]
        .flatMap(({ value }) => value.files)
        .filter(({ path, content }) => /workflow.*\.yaml$/.test(path) && /^jobs:/m.test(content))
        .map(({ content }) => content);
      expect(files.length).toBeGreaterThan(5);
      for (const text of files) {
        const faults = checkFile(load(text), parts, protocol.last);
        expect([text, valid(text)]).toEqual([text, faults.length === 0]);
      }
    });

    it.each([
      ['a misspelt key', jobOf({ a: 'lables: { region: eu }' })],
      ['a label that is no text', jobOf({ a: 'labels: { gpu: true }' })],
      ['placement inside task', jobOf({ a: '' }).replace('methodName: execute', 'methodName: execute, target: alpha')],
      ['affinity on a step', jobOf({ a: 'affinity: true' })],
      ['a job without steps', 'id: 2f6e1a54-7c0b-4b3e-9a1d-5e0c8d7f2b61\nname: n\njobs: [{ name: j, steps: [] }]'],
      [
        'two kinds of model',
        jobOf({ a: '' }).replace('methodName: execute', 'methodName: execute, modelType: x, modelName: y'),
      ],
    ])('refuses %s', (__, text) => {
      expect(valid(jobOf({ a: 'labels: { gpu: "true" }' }))).toBe(true);
      expect(valid(text)).toBe(false);
    });

    it('agrees with the checker about generated files', () => {
      fc.assert(
        fc.property(casesFor(POOLS[0]!, true), (one) => {
          const text = caseFile(one, 'n', '2f6e1a54-7c0b-4b3e-9a1d-5e0c8d7f2b61');
          expect(valid(text)).toBe(checkFile(load(text), parts, protocol.last).length === 0);
        }),
        { numRuns: 200, seed: 18 },
      );
    });
  },
);

describe.each(releasedSpecs.map((spec) => [spec.protocol.label, spec] as const))(
  'the schemas of the releases of %s',
  (_, spec) => {
    const { protocol, index } = spec;
    const forms = workflowSchemasOf(parts, spec);

    it('follow each other without a gap, each under the name of its first release', () => {
      expect(forms[0]!.span.until).toBeUndefined();
      expect(forms.at(-1)!.span.since).toBeUndefined();
      for (const [position, { span, content }] of forms.entries()) {
        const older = forms[position + 1];
        expect(content.path).toContain((span.since ?? protocol.first).replace(/\.0$/, '.schema.json'));
        if (older !== undefined) {
          expect(index.releases.indexOf(span.since!)).toBe(index.releases.indexOf(older.span.until!) + 1);
          expect(older.content.schema).not.toEqual(content.schema);
        }
      }
    });

    it('are those of every release within their span', () => {
      const within = index.releases.filter(
        (release) => compareReleases(protocol.first, release) <= 0 && compareReleases(release, protocol.last) <= 0,
      );
      for (const release of within) {
        const { content } = forms.find(
          ({ span: { since } }) => since === undefined || compareReleases(since, release) <= 0,
        )!;
        expect({ ...workflowSchema(parts, release), title: '' }).toEqual({ ...content.schema, title: '' });
      }
    });
  },
);

it('refuses a key in the schemas of the releases that do not know it', () => {
  const text = jobOf({ a: '' }, { workflow: 'affinity: true' });
  const takes = workflowSchemasOf(
    parts,
    specs.find(({ protocol }) => protocol.number === 4)!,
  ).map(({ span, content }) => {
    const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
    addFormats.default(ajv);
    return [span.since, ajv.compile(content.schema)(load(text))];
  });
  expect(takes[0]).toEqual(['20260818.223228.0', true]);
  expect(takes.slice(1).map(([, valid]) => valid)).toEqual(takes.slice(1).map(() => false));
});
