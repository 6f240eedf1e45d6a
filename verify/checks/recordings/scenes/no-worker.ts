import { endsWithin, SOON_MS } from '../../behaviors/stage.ts';
import type { BehaviorStage } from '../../behaviors/stage.ts';
import { addSteps, methodOf } from '../../behaviors/workflow.ts';
import type { RunningProcess } from '../../../harness/index.ts';
import type { Orchestrator } from '../../../stage/orchestrator.ts';
import type { Scene } from '../scene.ts';
import type { SceneStage } from '../stage.ts';

const ALONE = ['bylabel', 'byplatform', 'bytarget'].flatMap((placement) =>
  ['json', 'log'].map((style) => `failure/no-eligible-worker.${placement}.${style}`),
);
const OTHER_LABELS = 'failure/no-eligible-worker.one-connected-but-other-labels';
const LATE_WORKER = 'failure/no-eligible-worker.default-queue-then-worker-arrives';
const SERVE_LIMIT = 'failure/no-eligible-worker.serve-queue-timeout-5s';

/** After this time a step without a limit of its own is said to wait still. */
const LATE_MS = 25_000;

/** Steps that no worker can take run with each kind of placement and each limit. */
export const noWorker: Scene = {
  title: 'Steps run while no connected worker matches.',
  makes: [...ALONE, OTHER_LABELS, LATE_WORKER, SERVE_LIMIT],
  async play(stage) {
    const { behaviors } = stage;
    const at = await behaviors.orchestrator();
    await addUnplaceable(behaviors, at);
    await waitForLateWorker(stage, at);
    await stage.replayAll(ALONE, { at });
    await at.enroll(await at.mint('other'), { machine: 'm1', args: ['--label', 'gpu=false'] });
    await stage.replay(OTHER_LABELS, { at, running: { orchestrator: at.process } });
    if (stage.has(SERVE_LIMIT)) {
      const limited = await behaviors.orchestrator({ flags: ['--queue-timeout', '5s'] });
      await addUnplaceable(behaviors, limited);
      await stage.replay(SERVE_LIMIT, { at: limited, running: { orchestrator: limited.process }, whole: true });
    }
  },
};

/** A step without a limit waits, unless the release refuses it at once, until a worker comes, which goes afterwards. */
async function waitForLateWorker(stage: SceneStage, at: Orchestrator): Promise<void> {
  const client = await stage.behaviors.start(at, ['workflow', 'run', 'default', '--server', at.url]);
  const late = (await endsWithin(client, LATE_MS)) ? undefined : await enrollLate(at);
  await client.waitForExit(SOON_MS);
  await late?.waitFor(/Dispatch .* finished/, SOON_MS);
  stage.take({
    id: LATE_WORKER,
    at,
    processes: [
      { terminal: 'client', directory: 'repository', process: client },
      ...(late === undefined ? [] : [{ terminal: 'worker', directory: 'repository', process: late } as const]),
      { terminal: 'orchestrator', directory: 'repository', process: at.process },
    ],
  });
  await late?.stop();
}

async function enrollLate(at: Orchestrator): Promise<RunningProcess> {
  const cwd = at.scratch.repository;
  return at.enroll(await at.mint('late'), { machine: 'm2', cwd, args: ['--label', 'gpu=true'] });
}

/** One workflow for each kind of placement, and one without a limit of its own. */
async function addUnplaceable(behaviors: BehaviorStage, at: Orchestrator): Promise<void> {
  await at.operate('model', 'create', 'command/shell', 'job');
  // Older releases have no limit in the file, and refuse the step at once.
  const limited = behaviors.since('20260703.225626') ? { queueTimeout: 4 } : {};
  const work = methodOf('job', 'execute', { run: 'echo x' });
  const gpu = { labels: { gpu: 'true' } };
  addSteps(at, 'bylabel', { work: { ...gpu, ...limited, ...work } });
  addSteps(at, 'byplatform', { work: { platform: 'darwin/aarch64', ...limited, ...work } });
  addSteps(at, 'bytarget', { work: { target: 'nobody', ...limited, ...work } });
  addSteps(at, 'default', { work: { ...gpu, ...work } });
}
