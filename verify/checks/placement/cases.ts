// cspell:ignore lables
import fc from 'fast-check';
import { stringify } from 'yaml';
import { isInSpan } from '../../../src/facts/release.ts';
import type { Release } from '../../../src/facts/release.ts';
import type { PoolWorker } from '../../../src/tools/plan/request.ts';

/** Workers that are really started, with the labels and slots that they get. */
export interface CasePool {
  readonly name: 'two' | 'slots' | 'leaving' | 'draining' | 'unverified';
  readonly workers: readonly CaseWorker[];
  /** The first release in which its workers can become what they become; all when absent. */
  readonly since?: Release;
}

/** A worker of a case. */
export interface CaseWorker extends Pick<PoolWorker, 'name' | 'labels' | 'capacity'> {
  /** What becomes of it after it has enrolled, before the first run. */
  readonly becomes?: Fate;
}

/**
 * - `gone`: it is stopped, so that it is known and gets nothing.
 * - `draining`: it has a step that does not end, and is told to stop.
 * - `unverified`: its probe does not reach the data plane. Later it does, so that steps can run on it.
 */
export type Fate = 'gone' | 'draining' | 'unverified';

/** A workflow to be planned and run. */
export interface PlacementCase {
  readonly name: string;
  readonly pool: CasePool;
  /** The file as it is first; waits are shortened before it runs. */
  readonly workflow: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, unknown>>;
}

export const POOLS: readonly CasePool[] = [
  {
    name: 'two',
    workers: [
      { name: 'alpha', labels: { region: 'eu', tool: 'saw' }, capacity: 1 },
      { name: 'beta', labels: { region: 'us', tool: 'saw', gpu: 'true' }, capacity: 1 },
    ],
  },
  {
    name: 'slots',
    workers: [
      { name: 'alpha', labels: { region: 'eu', tool: 'saw' }, capacity: 1 },
      { name: 'beta', labels: { region: 'us', tool: 'saw' }, capacity: 3 },
    ],
  },
  {
    name: 'leaving',
    workers: [
      { name: 'alpha', labels: { region: 'eu' }, capacity: 1 },
      { name: 'beta', labels: { region: 'us', tool: 'saw' }, capacity: 3, becomes: 'gone' },
      { name: 'delta', labels: { region: 'us', gpu: 'true' }, capacity: 1 },
      { name: 'gamma', labels: { region: 'eu', tool: 'saw' }, capacity: 2, becomes: 'gone' },
    ],
  },
  {
    name: 'draining',
    // The first release of a worker that drains.
    since: '20260705.174109.0' as Release,
    workers: [
      { name: 'alpha', labels: { region: 'eu' }, capacity: 1 },
      // A step that is sent to a worker that drains comes back, unless it has no slot for it.
      { name: 'beta', labels: { region: 'us', tool: 'saw', gpu: 'true' }, capacity: 1, becomes: 'draining' },
      { name: 'gamma', labels: { region: 'us', tool: 'saw' }, capacity: 1 },
    ],
  },
  {
    name: 'unverified',
    // The first release with `serve --verify-on-enroll`.
    since: '20260705.004806.0' as Release,
    workers: [
      { name: 'alpha', labels: { region: 'eu', tool: 'saw' }, capacity: 1 },
      { name: 'beta', labels: { region: 'us', tool: 'saw', gpu: 'true' }, capacity: 1, becomes: 'unverified' },
      { name: 'gamma', labels: { region: 'us' }, capacity: 2, becomes: 'unverified' },
    ],
  },
];

/** The pools that a release can have. */
export function poolsAt(release: Release): CasePool[] {
  return POOLS.filter(({ since }) => isInSpan(release, { since }));
}

/** What a step may have of placement. Rare faults are rare here, too, so that most files run. */
const placement = fc.record(
  {
    labels: fc.constantFrom<Record<string, unknown>[]>(
      { region: 'eu' },
      { region: 'us' },
      { tool: 'saw' },
      { tool: 'saw', region: 'us' },
      { gpu: 'true' },
      {},
      { region: 'asia' },
      { tol: 'saw' },
      { region: '${{ inputs.region }}' },
      { region: '${{ self.item }}' },
      // No text, a method of text, and an input that is not given.
      { tool: '${{ inputs.count }}' },
      { tool: '${{ size(self.item) }}' },
      { tool: '${{ inputs.tool.lowerAscii() }}' },
      { tool: '${{ inputs.none }}' },
      { tool: 'x-${{ inputs.count + 1 }}' },
    ),
    target: fc.constantFrom(
      'alpha',
      'beta',
      'gamma',
      '${{ inputs.host }}',
      '${{ self.item }}',
      '${{ run.workflowName }}',
    ),
    platform: fc.constantFrom('linux', 'linux/x86_64', 'linux/aarch64', 'darwin', ''),
  },
  { requiredKeys: [] },
);

/** Mostly labels, now and then more. */
const usualPlacement = fc
  .tuple(placement, fc.integer({ min: 0, max: 9 }))
  .map(([{ labels, target, platform }, chance]) => ({
    ...(labels !== undefined && chance !== 0 ? { labels } : {}),
    ...(target !== undefined && chance >= 7 ? { target } : {}),
    ...(platform !== undefined && (chance === 3 || chance === 4) ? { platform } : {}),
  }));

/** Other things that a step may have. */
const extra = fc.constantFrom<Record<string, unknown>[]>(
  {},
  {},
  {},
  {},
  {},
  { allowFailure: true },
  { concurrency: 1 },
);

const condition = fc.constantFrom<Record<string, unknown>[]>(
  { type: 'succeeded' },
  { type: 'succeeded' },
  { type: 'completed' },
  { type: 'always' },
  { type: 'failed' },
  { type: 'not', condition: { type: 'skipped' } },
  { type: 'or', conditions: [{ type: 'failed' }, { type: 'skipped' }] },
);

const fault = fc.constantFrom<Record<string, unknown>[]>(
  { lables: { region: 'eu' } },
  { affinity: true },
  { placement: { target: 'alpha' } },
  { labels: { gpu: true } },
  { target: null },
  { queueTimeout: '5m' },
  { weight: 'heavy' },
);

interface StepPlan {
  readonly placement: Record<string, unknown>;
  readonly inTask: boolean;
  readonly after: boolean;
  readonly model: number;
  readonly forEach: number;
  readonly weight: number;
  readonly nested: boolean;
  readonly extra: Record<string, unknown>;
  readonly condition: Record<string, unknown>;
  readonly fault: Record<string, unknown> | null;
}

const step: fc.Arbitrary<StepPlan> = fc.record({
  placement: usualPlacement,
  inTask: fc.integer({ min: 0, max: 14 }).map((chance) => chance === 0),
  after: fc.integer({ min: 0, max: 3 }).map((chance) => chance === 0),
  model: fc.integer({ min: 0, max: 5 }),
  forEach: fc.integer({ min: 0, max: 9 }),
  weight: fc.constantFrom(0, 0, 0, 1),
  nested: fc.integer({ min: 0, max: 14 }).map((chance) => chance === 0),
  extra,
  condition,
  fault: fc.oneof({ weight: 24, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fault }),
});

const job = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 3 }),
  placement: usualPlacement,
  placed: fc.integer({ min: 0, max: 3 }).map((chance) => chance === 0),
  affinity: fc.integer({ min: 0, max: 6 }).map((chance) => chance === 0),
  concurrency: fc.constantFrom(undefined, undefined, undefined, 1),
});

/**
 * Makes cases for a pool.
 *
 * @param levels - whether the release knows placement on jobs and workflows; where it does not, few files try it.
 */
export function casesFor(pool: CasePool, levels: boolean): fc.Arbitrary<Omit<PlacementCase, 'name'>> {
  const rare = fc.integer({ min: 0, max: levels ? 2 : 14 }).map((chance) => chance === 0);
  return fc
    .record({
      jobs: fc.array(job, { minLength: 1, maxLength: 2 }),
      placement: usualPlacement,
      placed: rare,
      outer: rare,
      affinity: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
      jobOrder: fc.boolean(),
    })
    .map(({ jobs, placement: whole, placed, outer, affinity, jobOrder }) => ({
      pool,
      inputs: { region: 'eu', host: 'beta', items: ['eu', 'us'], count: 3, tool: 'SAW' },
      workflow: {
        ...(placed ? whole : {}),
        ...(affinity && placed && levels ? { affinity: true } : {}),
        inputs: {
          properties: {
            region: { type: 'string' },
            host: { type: 'string' },
            items: { type: 'array' },
            count: { type: 'integer' },
            tool: { type: 'string' },
          },
        },
        jobs: jobs.map((one, at) => ({
          name: `job-${at}`,
          ...(one.placed && outer ? one.placement : {}),
          ...(one.affinity && levels ? { affinity: true } : {}),
          ...(one.concurrency === undefined ? {} : { concurrency: one.concurrency }),
          ...(at > 0 && jobOrder ? { dependsOn: [{ job: 'job-0', condition: { type: 'completed' } }] } : {}),
          steps: one.steps.map((entry, position) => stepOf(entry, at, position)),
        })),
      },
    }));
}

function stepOf(entry: StepPlan, job: number, position: number): Record<string, unknown> {
  const repeated = entry.forEach === 0;
  return {
    name: `s${position}`,
    ...(repeated
      ? {
          forEach: { item: 'item', in: position === 1 ? '${{ {"eu": 1, "us": 2}.map(k, k) }}' : '${{ inputs.items }}' },
        }
      : {}),
    ...(entry.inTask ? {} : entry.placement),
    ...(entry.weight === 0 ? {} : { weight: entry.weight }),
    ...entry.extra,
    ...(entry.fault ?? {}),
    ...(entry.after && position > 0 ? { dependsOn: [{ step: `s${position - 1}`, condition: entry.condition }] } : {}),
    task: entry.nested
      ? { type: 'workflow', workflowIdOrName: INNER }
      : {
          type: 'model_method',
          modelType: 'command/shell',
          // Now and then two steps share an instance.
          modelName: entry.model === 0 ? 'shared' : `m${job}${position}${repeated ? '-${{ self.item }}' : ''}`,
          methodName: 'execute',
          ...(entry.inTask ? entry.placement : {}),
          inputs: { run: 'echo "ran in $(basename "$PWD")"; sleep 1' },
        },
  };
}

/** Name of the workflow that steps may run as a nested one. */
export const INNER = 'inner';

/**
 * The nested workflow: one step without placement, and one with.
 *
 * @param seconds - how long that one waits for a worker.
 */
export function innerWorkflow(seconds: number): PlacementCase['workflow'] {
  return {
    jobs: [
      {
        name: 'inside',
        steps: [
          { name: 'home', task: innerTask('inner-home') },
          { name: 'away', labels: { tool: 'saw' }, queueTimeout: seconds, task: innerTask('inner-away') },
        ],
      },
    ],
  };
}

function innerTask(modelName: string): Record<string, unknown> {
  return {
    type: 'model_method',
    modelType: 'command/shell',
    modelName,
    methodName: 'execute',
    inputs: { run: 'echo "ran in $(basename "$PWD")"; sleep 1' },
  };
}

/** The file of a workflow whose only step keeps a worker busy for longer than anything else takes. */
export function endlessWorkflow(name: string, worker: string): string {
  const task = { ...innerTask(name), inputs: { run: 'sleep 3600' } };
  const workflow = { jobs: [{ name: 'main', steps: [{ name: 'keeps', target: worker, task }] }] };
  return caseFile({ workflow }, name, '0c7d9a36-52e1-4f4b-8b1d-6a3e9c85f214');
}

/** Writes the file of a case. */
export function caseFile({ workflow }: Pick<PlacementCase, 'workflow'>, name: string, id: string): string {
  return stringify({ id, name, ...workflow });
}
