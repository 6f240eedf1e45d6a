import { diffLines } from 'diff';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetAfter } from '../../../../scripts/bench/take/forget.ts';
import { fieldTimelineOf, recallOf } from '../../../../scripts/bench/take/recall.ts';
import { editYaml } from '../../../../scripts/take/edit-yaml.ts';
import { SeenOutputs } from '../../../../scripts/take/seen-outputs.ts';
import { Staging } from '../../../../scripts/take/staging.ts';
import { specOf as specIn } from '../../../../scripts/take/take.ts';
import { takeOutputs } from '../../../../scripts/take/take-outputs.ts';
import type { TakenOutputs } from '../../../../scripts/take/take-outputs.ts';
import { loadProtocolSpec } from '../../../../src/facts/load.ts';
import { schemaAtRelease, spanOfSchema } from '../../../../src/facts/output-schema.ts';
import { isInSpan, parseRelease } from '../../../../src/facts/release.ts';
import type { Release } from '../../../../src/facts/release.ts';
import { OutputSchemaAtRelease } from '../../../../verify/checks/outputs/output-schema-at-release.ts';
import { NUMBER, projectAsOf } from '../../../support/project-as-of.ts';
import { valuesOf } from '../../../support/schema-values.ts';

const project = projectAsOf();
afterAll(() => project.remove());

const known = project.spec;
const releases = known.index.releases.filter((release) =>
  isInSpan(release, { since: known.protocol.first, until: known.protocol.last }),
);
const timeline = fieldTimelineOf(known, releases);
/** Releases that tell when something changed: those in which it did, and those before them. */
const told = new Set(
  [...timeline.values()].flat().flatMap(({ since }) => [since, releases[releases.indexOf(since) - 1] ?? since]),
);

const NEWEST = known.protocol.last;
const NEXT = parseRelease('20990901.120000')!;
const FILE = 'spec/protocol-4/outputs/worker-list.schema.yaml';
const WORKER = {
  name: 'alpha',
  labels: {},
  platform: 'linux',
  arch: 'x86_64',
  instanceUuid: '01234567-89ab-4def-8123-456789abcdef',
  enrolledAt: '2026-08-22T01:11:57Z',
  lastSeenAt: '2026-08-22T01:11:57Z',
  capacity: 1,
  activeDispatchIds: [],
};

let staging: Staging;
beforeEach(() => (staging = Staging.open(project.root)));
afterEach(() => staging.remove());

/** Outputs that are not the same at all releases. */
const dated = [...known.outputs].filter(([, { value }]) => /"x-(?:since|until)"/.test(JSON.stringify(value)));

/** What a release prints as the facts know it, in place of its program. */
function printedBy(release: Release): SeenOutputs {
  const seen = new SeenOutputs();
  for (const [output, { value: schema }] of dated) {
    if (isInSpan(release, spanOfSchema(schema))) {
      valuesOf(schemaAtRelease(schema, release)).forEach((value) => seen.seen(output, value));
    }
  }
  return seen;
}

function editReleases(tags: readonly string[]): void {
  const list = 'spec/releases.yaml';
  const after = specIn(staging, NUMBER).index.releases.length - 1;
  const edits = tags.map((value) => ({ kind: 'add-item' as const, list: ['tags'], after, value }));
  staging.write(list, editYaml(staging.read(list), edits));
}

function addTags(upTo: Release): Release[] {
  const { index } = specIn(staging, NUMBER);
  const added = known.index.releases.filter(
    (release) => isInSpan(release, { until: upTo }) && !index.releases.includes(release),
  );
  editReleases(added.map((release) => known.index.tags.get(release)!));
  return added;
}

/** Takes a release after what the copy knows; those between can be asked as `hasProgram` says. */
async function take(release: Release, hasProgram: (release: Release) => boolean): Promise<TakenOutputs> {
  const { protocol } = specIn(staging, NUMBER);
  const between = addTags(release).slice(0, -1);
  return takeOutputs(
    {
      spec: specIn(staging, NUMBER),
      base: protocol.last,
      taken: release,
      seen: printedBy(release),
      between,
      seenAt: async (other) => (hasProgram(other) ? printedBy(other) : undefined),
    },
    staging,
  );
}

describe('values that stand for what a program prints', () => {
  it('fit the schemas, and show every part of them', () => {
    for (const [output, source] of dated) {
      const schema = OutputSchemaAtRelease.of(source, NEWEST)!;
      const values = valuesOf(schemaAtRelease(source.value, NEWEST));
      expect(
        values.flatMap((value) => schema.check(value)),
        output,
      ).toEqual([]);
      expect(schema.unseen(), output).toEqual([]);
    }
  });
});

describe('schemas that forgot what came after a release', () => {
  // What an object or a shape has that came itself is left to a person.
  const ERROR = '20260727.144132.0 workflow-run object jobs.steps.assertResult.error present';
  const GUARDED = ['step', 'job', 'reason'].map((name) => `20260728.002907.0 workflow-run object ${name} present`);
  const GUARD = ['Expression', 'Result'].map((name) => `20260801.231450.0 workflow-run object guard${name} present`);
  const UNDRAINED = '20260730.003306.0 serve object undrained present';
  const OVERRIDES = '20260814.234054.0 serve-reload object triggerOverridesChanged present';

  it.each([
    ['20260726.205650', ['20260822.011157'], 7, [ERROR, ...GUARDED, UNDRAINED, ...GUARD, OVERRIDES]],
    ['20260801.231848', ['20260807.012712', '20260815.023608', '20260822.011157'], 2, [OVERRIDES]],
  ])('%s know every field again, at its release, when they take %j', async (last, taken, found, missing) => {
    const after = parseRelease(last)!;
    forgetAfter(staging.root, after);
    expect(recallOf(timeline, fieldTimelineOf(specIn(staging, NUMBER), releases), after).found).toBe(0);
    for (const release of taken) {
      await take(parseRelease(release)!, (other) => told.has(other));
    }
    const result = recallOf(timeline, fieldTimelineOf(specIn(staging, NUMBER), releases), after);
    expect(result).toMatchObject({ missing, invented: [], falsified: [], found });
  });
});

describe('a release whose JSON outputs are otherwise', () => {
  /** What the next release prints of its workers, from what the newest known one does. */
  async function takeWorkers(change: (worker: Record<string, unknown>, position: number) => object) {
    const list = (workers: readonly object[]): object => ({ workers, count: workers.length });
    const seen = new SeenOutputs();
    for (const status of ['idle', 'busy']) {
      const workers = [0, 1].map((position) => change({ ...WORKER, status }, position));
      seen.seen('worker-list', list(workers));
    }
    editReleases([`v${NEXT}-sha.0123abcd`]);
    const spec = specIn(staging, NUMBER);
    return takeOutputs({ spec, base: NEWEST, taken: NEXT, seen, between: [], seenAt: async () => undefined }, staging);
  }

  function added(): string {
    const parts = diffLines(staging.original(FILE), staging.read(FILE));
    expect(parts.filter(({ removed }) => removed)).toEqual([]);
    return parts.map((part) => (part.added ? part.value : '')).join('');
  }

  it('changes nothing where none is', async () => {
    expect(await takeWorkers((worker) => worker)).toEqual({ written: [], undecided: [] });
    expect(added()).toBe('');
  });

  it('gives a field that came an entry with what was seen of it, and one that went an end', async () => {
    const { written } = await takeWorkers(({ arch: _arch, ...worker }, position) => ({
      ...worker,
      ...(position === 0 ? { load: 1, bornAt: '2099-09-01T12:00:00Z', zones: ['a'], extra: { a: 1 } } : { load: null }),
    }));
    expect(written.map(({ change, exact }) => `${change.kind} ${change.name} ${exact}`)).toEqual([
      'field went arch true',
      'field came load true',
      'field came bornAt true',
      'field came zones true',
      'field came extra true',
    ]);
    const words = (name: string): string =>
      `        description: "TODO(words): what ${name} of the output worker-list is, `;
    const text = added();
    expect(text).toContain(`        x-until: ${NEWEST}\n`);
    expect(text).toContain(
      `      load:\n        type:\n          - integer\n          - "null"\n        x-since: ${NEXT}\n`,
    );
    expect(text).toContain(words('load'));
    expect(text).toContain(
      `      bornAt:\n        type: string\n        format: date-time\n        x-since: ${NEXT}\n`,
    );
    expect(text).toContain(
      `      zones:\n        type: array\n        items:\n          type: string\n        x-since: `,
    );
    expect(text).toContain(`      extra:\n        type: object\n        x-since: ${NEXT}\n`);
    expect(() => loadProtocolSpec(staging.root, NUMBER)).toThrow(/worker-list\.schema\.yaml:\d+: words are missing/);
  });

  it('gives a value of a list that came an entry', async () => {
    await takeWorkers((worker, position) => ({ ...worker, ...(position === 0 && { status: 'asleep' }) }));
    expect(added()).toBe(
      `          - const: asleep\n            x-since: ${NEXT}\n            description: "TODO(words): what the value asleep says"\n`,
    );
  });

  it('leaves to a person a field that is not always there with what came in its place, and another type', async () => {
    const { written } = await takeWorkers(({ arch, ...worker }, position) => ({
      ...worker,
      capacity: '1',
      ...(position === 0 ? { arch } : { mood: 'fine' }),
    }));
    expect([written, added()]).toEqual([[], '']);
  });

  it('leaves to a person a field that came back', async () => {
    staging.write(
      FILE,
      staging.read(FILE).replace(/^ {6}arch:\n {8}type: string\n/m, `$&        x-until: 20260711.232311.0\n`),
    );
    const back = await takeWorkers((worker) => worker);
    expect(back).toEqual({
      written: [],
      undecided: [
        expect.stringMatching(/^field `arch` of the output `worker-list` came: the schema has a field of this/),
      ],
    });
  });
});
