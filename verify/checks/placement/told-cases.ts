// cspell:ignore lables
import { stringify } from 'yaml';
import type { Release } from '../../../src/facts/release.ts';
import { holds } from '../../../src/tools/plan/eras.ts';
import type { Era } from '../../../src/tools/plan/eras.ts';
import type { CasePool } from './cases.ts';

/** A workflow that taught how the program places steps. Its run is recorded, and a unit test plans what was recorded. */
export interface ToldCase {
  readonly id: string;
  /** What it shows, in a sentence. */
  readonly title: string;
  readonly pool: CasePool['name'];
  /** What a release must have; in all releases when absent. */
  readonly since?: Era;
  readonly jobs: readonly Job[];
  /** Further keys of the workflow. */
  readonly workflow?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly name: string;
  readonly concurrency?: number;
  readonly queueTimeout?: number;
  readonly affinity?: boolean;
  readonly steps: readonly Readonly<Record<string, unknown>>[];
}

/** Seconds that a step waits which nobody can take. */
const SHORT_WAIT = { queueTimeout: 1 };

/** The cases that a release can run. */
export function toldCasesAt(release: Release, pool: CasePool): ToldCase[] {
  return CASES.filter(({ pool: name, since }) => name === pool.name && (since === undefined || holds(since, release)));
}

/** Every id under which a case is recorded in at least one release. */
export function toldCaseIds(): string[] {
  return CASES.map(({ id }) => id);
}

/** The file of a case. */
export function toldCaseFile({ id, jobs, workflow }: ToldCase): string {
  return stringify({ id: '7b1f0c52-64ad-4e0e-8d35-2a9c0e6f1d47', name: id, ...workflow, jobs, version: 1 });
}

const US = { labels: { region: 'us' } };

const CASES: readonly ToldCase[] = [
  {
    id: 'labels-in-task',
    title: 'A step has its labels inside task, where nobody looks for them.',
    pool: 'two',
    jobs: [{ name: 'main', steps: [step('inside', {}, { labels: { region: 'us' } }), step('beside', US)] }],
  },
  {
    id: 'label-from-a-number',
    title: 'An expression gives a number for a label, which no worker has.',
    pool: 'two',
    workflow: { inputs: { properties: { count: { type: 'integer', default: 3 } } } },
    jobs: [
      {
        name: 'main',
        steps: [
          step('number', { labels: { tool: '${{ inputs.count }}' }, ...SHORT_WAIT }),
          step('text', { labels: { region: 'us' } }),
        ],
      },
    ],
  },
  {
    id: 'misspelt-key',
    title: 'A step has a key that no release knows.',
    pool: 'two',
    jobs: [{ name: 'main', steps: [step('only', { lables: { region: 'us' } })] }],
  },
  {
    id: 'label-that-is-no-text',
    title: 'A label has true without quotes as its value.',
    pool: 'two',
    jobs: [{ name: 'main', steps: [step('only', { labels: { gpu: true } })] }],
  },
  {
    id: 'one-step-waits-in-vain',
    title: 'No worker fits the first step; the others depend on how it ends.',
    pool: 'two',
    jobs: [
      {
        name: 'main',
        steps: [
          step('nobody', { labels: { region: 'asia' }, ...SHORT_WAIT }),
          step('after-success', { ...US, ...after('nobody', 'succeeded') }),
          step('after-failure', { ...US, ...after('nobody', 'failed') }),
        ],
      },
    ],
  },
  {
    id: 'the-target-counts-alone',
    title: 'A step names a worker and labels of another.',
    pool: 'two',
    jobs: [{ name: 'main', steps: [step('only', { target: 'beta', labels: { region: 'eu' } })] }],
  },
  {
    id: 'most-free-slots',
    title: 'Two workers fit, and one has more free slots.',
    pool: 'slots',
    jobs: [{ name: 'main', steps: [step('only', { labels: { tool: 'saw' } })] }],
  },
  {
    id: 'the-fitting-worker-is-gone',
    title: 'The only worker that fits is not connected.',
    pool: 'leaving',
    jobs: [
      {
        name: 'main',
        steps: [step('gone', { labels: { tool: 'saw' }, ...SHORT_WAIT }), step('there', { labels: { gpu: 'true' } })],
      },
    ],
  },
  {
    id: 'a-tie-goes-to-the-first-name',
    title: 'Two workers fit, and both are free.',
    pool: 'two',
    jobs: [{ name: 'main', steps: [step('only', { labels: { tool: 'saw' } })] }],
  },
  {
    id: 'platform-and-architecture',
    title: 'Steps ask for an operating system, with and without an architecture, and for one that no worker has.',
    pool: 'two',
    jobs: [
      {
        name: 'main',
        concurrency: 1,
        steps: [
          step('system', { platform: 'linux' }),
          step('both', { platform: 'linux/x86_64', labels: { region: 'us' } }),
          step('other-system', { platform: 'darwin', ...SHORT_WAIT }),
          step('other-architecture', { platform: 'linux/riscv64', ...SHORT_WAIT }),
        ],
      },
    ],
  },
  {
    id: 'one-at-a-time-by-weight',
    title: 'Both workers fit every step, and the job runs one step at a time: less weight first, then by name.',
    pool: 'two',
    jobs: [
      {
        name: 'main',
        concurrency: 1,
        steps: [
          step('heavy', { labels: { tool: 'saw' }, weight: 2 }),
          step('light-b', { labels: { tool: 'saw' }, weight: 1 }),
          step('light-a', { labels: { tool: 'saw' }, weight: 1 }),
        ],
      },
    ],
  },
  {
    id: 'one-step-for-each-item',
    title: 'A step is repeated for each item and asks for the label of the item.',
    pool: 'two',
    jobs: [
      {
        name: 'main',
        steps: [
          {
            ...step('each-${{ self.item }}', {
              forEach: { item: 'item', in: '${{ ["eu", "us"] }}' },
              labels: { region: '${{ self.item }}' },
              ...SHORT_WAIT,
            }),
            name: 'each',
          },
        ],
      },
    ],
  },
  {
    id: 'the-queue-limit-is-that-of-the-step',
    title: 'No worker fits two steps, which wait for different times.',
    pool: 'two',
    jobs: [
      {
        name: 'main',
        steps: [
          step('short', { labels: { region: 'asia' }, queueTimeout: 1 }),
          step('longer', { labels: { region: 'asia' }, queueTimeout: 5 }),
        ],
      },
    ],
  },
  {
    id: 'a-draining-worker-gets-nothing',
    title: 'A worker drains; one step names it, one fits it and another worker.',
    pool: 'draining',
    jobs: [
      {
        name: 'main',
        steps: [step('named', { target: 'beta', ...SHORT_WAIT }), step('fits-both', { labels: { tool: 'saw' } })],
      },
    ],
  },
  {
    id: 'an-unverified-worker-gets-steps',
    title: 'Two workers failed their probe; one step names one of them, one fits the other alone.',
    pool: 'unverified',
    jobs: [
      { name: 'main', steps: [step('named', { target: 'gamma' }), step('fits-one', { labels: { gpu: 'true' } })] },
    ],
  },
  {
    id: 'levels-replace-and-clear',
    title: 'The workflow has labels; one step replaces them, one clears them, one keeps them.',
    pool: 'two',
    since: 'levels',
    workflow: { labels: { region: 'us' } },
    jobs: [
      {
        name: 'main',
        steps: [step('replaces', { labels: { region: 'eu' } }), step('clears', { labels: {} }), step('keeps', {})],
      },
    ],
  },
  {
    id: 'the-nearest-queue-limit-counts',
    title: 'Workflow, job and step have a limit for the wait.',
    pool: 'two',
    since: 'levels',
    workflow: { queueTimeout: 120 },
    jobs: [
      {
        name: 'main',
        queueTimeout: 5,
        steps: [
          step('of-the-step', { labels: { region: 'asia' }, queueTimeout: 1 }),
          step('of-the-job', { labels: { region: 'asia' } }),
        ],
      },
    ],
  },
  {
    id: 'an-affinity-group-stays-together',
    title: 'The first step of a job with affinity asks for a worker; the second asks for another.',
    pool: 'two',
    since: 'affinity',
    jobs: [
      {
        name: 'main',
        affinity: true,
        steps: [step('first', US), step('second', { labels: { region: 'eu' }, ...after('first', 'succeeded') })],
      },
    ],
  },
];

/** A step that prints its name and the folder in which it ran. */
function step(
  name: string,
  fields: Readonly<Record<string, unknown>>,
  task: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    name,
    ...fields,
    task: {
      type: 'model_method',
      modelType: 'command/shell',
      modelName: name,
      methodName: 'execute',
      ...task,
      inputs: { run: `echo "${name} ran in $(basename "$PWD")"` },
    },
  };
}

function after(name: string, type: string): Readonly<Record<string, unknown>> {
  return { dependsOn: [{ step: name, condition: { type } }] };
}
