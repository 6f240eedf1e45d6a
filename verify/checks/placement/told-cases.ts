// cspell:ignore lables
import { stringify } from 'yaml';
import type { Release } from '../../../src/facts/release.ts';
import { holds } from '../../../src/tools/plan/eras.ts';
import { POOLS } from './cases.ts';
import type { CasePool } from './cases.ts';

/** A workflow that taught how the program places steps. Its run is recorded, and a unit test plans what was recorded. */
export interface ToldCase {
  readonly id: string;
  /** What it shows, in a sentence. */
  readonly title: string;
  readonly pool: CasePool['name'];
  readonly jobs: readonly Job[];
  /** Further keys of the workflow. */
  readonly workflow?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly name: string;
  readonly steps: readonly Readonly<Record<string, unknown>>[];
}

/** Seconds that a step waits which nobody can take. */
const SHORT_WAIT = { queueTimeout: 1 };

/** The cases that a release can run. */
export function toldCasesAt(release: Release, pool: CasePool): ToldCase[] {
  const cases = holds('levels', release) ? [...CASES, ...CASES_OF_LEVELS] : CASES;
  return cases.filter(({ pool: name }) => name === pool.name);
}

/** Every id under which a case is recorded in at least one release. */
export function toldCaseIds(): string[] {
  return [...CASES, ...CASES_OF_LEVELS].map(({ id }) => id);
}

/** The file of a case. */
export function toldCaseFile({ id, jobs, workflow }: ToldCase): string {
  return stringify({ id: '7b1f0c52-64ad-4e0e-8d35-2a9c0e6f1d47', name: id, ...workflow, jobs, version: 1 });
}

const US = { labels: { region: 'us' } };

const [TWO, SLOTS, LEAVING] = POOLS.map(({ name }) => name) as [string, string, string];

const CASES: readonly ToldCase[] = [
  {
    id: 'labels-in-task',
    title: 'A step has its labels inside task, where nobody looks for them.',
    pool: TWO,
    jobs: [{ name: 'main', steps: [step('inside', {}, { labels: { region: 'us' } }), step('beside', US)] }],
  },
  {
    id: 'label-from-a-number',
    title: 'An expression gives a number for a label, which no worker has.',
    pool: TWO,
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
    pool: TWO,
    jobs: [{ name: 'main', steps: [step('only', { lables: { region: 'us' } })] }],
  },
  {
    id: 'label-that-is-no-text',
    title: 'A label has true without quotes as its value.',
    pool: TWO,
    jobs: [{ name: 'main', steps: [step('only', { labels: { gpu: true } })] }],
  },
  {
    id: 'one-step-waits-in-vain',
    title: 'No worker fits the first step; the others depend on how it ends.',
    pool: TWO,
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
    pool: TWO,
    jobs: [{ name: 'main', steps: [step('only', { target: 'beta', labels: { region: 'eu' } })] }],
  },
  {
    id: 'a-tie-goes-to-the-first-name',
    title: 'Two workers fit, and both are free.',
    pool: TWO,
    jobs: [{ name: 'main', steps: [step('only', { labels: { tool: 'saw' } })] }],
  },
  {
    id: 'most-free-slots',
    title: 'Two workers fit, and one has more free slots.',
    pool: SLOTS,
    jobs: [{ name: 'main', steps: [step('only', { labels: { tool: 'saw' } })] }],
  },
  {
    id: 'the-fitting-worker-is-gone',
    title: 'The only worker that fits is not connected.',
    pool: LEAVING,
    jobs: [
      {
        name: 'main',
        steps: [step('gone', { labels: { tool: 'saw' }, ...SHORT_WAIT }), step('there', { labels: { gpu: 'true' } })],
      },
    ],
  },
];

const CASES_OF_LEVELS: readonly ToldCase[] = [
  {
    id: 'levels-replace-and-clear',
    title: 'The workflow has labels; one step replaces them, one clears them, one keeps them.',
    pool: TWO,
    workflow: { labels: { region: 'us' } },
    jobs: [
      {
        name: 'main',
        steps: [step('replaces', { labels: { region: 'eu' } }), step('clears', { labels: {} }), step('keeps', {})],
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
