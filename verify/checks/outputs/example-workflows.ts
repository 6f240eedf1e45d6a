import type { Workflow } from './workflows.ts';

/** Models that {@link EXAMPLE_WORKFLOWS} use, all of type `command/shell`. */
export const EXAMPLE_MODELS = ['hello', 'hello2', 'sleeper', 'queuer'] as const;

const ON_ALPHA = { target: 'alpha' };
const IN_EUROPE = { labels: { region: 'eu' } };

/** The workflows that the scenarios run. */
export const EXAMPLE_WORKFLOWS: readonly Workflow[] = [
  { name: 'greet', steps: [{ name: 'example', model: 'hello', run: 'echo hi from a worker', placement: ON_ALPHA }] },
  { name: 'failing', steps: [{ name: 'bad', model: 'hello2', run: 'echo before; exit 7', placement: ON_ALPHA }] },
  // Long enough for several commands to look at the busy worker, on a slow machine too.
  { name: 'sleeping', steps: [{ name: 'wait', model: 'sleeper', run: 'sleep 40', placement: ON_ALPHA }] },
  {
    name: 'queued',
    steps: [
      {
        name: 'needs-gpu',
        model: 'queuer',
        run: 'echo never',
        placement: { labels: { gpu: 'true' }, queueTimeout: 35 },
      },
    ],
  },
  {
    name: 'lifewf',
    steps: [
      { name: 'ok', model: 'hello', run: 'echo ok', placement: IN_EUROPE },
      { name: 'bad', model: 'hello2', run: 'exit 3', placement: IN_EUROPE },
    ],
  },
  { name: 'lifelong', steps: [{ name: 'wait', model: 'sleeper', run: 'sleep 5', placement: IN_EUROPE }] },
  {
    name: 'lifeone',
    steps: [{ name: 'ok', model: 'hello', run: 'echo ok', placement: { platform: process.platform } }],
  },
  {
    name: 'tolerant',
    inputs: { type: 'object', properties: { who: { type: 'string' } } },
    steps: [
      { name: 'fine', model: 'hello', run: 'echo hello' },
      { name: 'shaky', model: 'hello2', run: 'exit 3', allowFailure: true },
    ],
    laterJobs: [
      {
        name: 'later',
        dependsOn: [{ job: 'main', condition: { type: 'failed' } }],
        steps: [
          {
            name: 'never',
            task: { type: 'model_method', modelIdOrName: 'hello', methodName: 'execute', inputs: { run: 'true' } },
          },
        ],
      },
    ],
  },
  {
    name: 'approved',
    steps: [{ name: 'fine', model: 'hello', run: 'echo hello' }],
    laterJobs: [
      {
        name: 'gate',
        dependsOn: [{ job: 'main', condition: { type: 'succeeded' } }],
        steps: [{ name: 'ask', task: { type: 'manual_approval', prompt: 'Go on?' } }],
      },
    ],
  },
];
