import type { RunningProcess } from '../../../harness/index.ts';
import type { Orchestrator } from '../../../stage/orchestrator.ts';
import type { Scene } from '../scene.ts';
import type { SceneStage } from '../stage.ts';

/** Recordings whose files are the workflow that they run. */
const WITH_TWO_WORKERS = [
  'target-by-name',
  'target-and-labels-contradict',
  'labels-match',
  'labels-partly-match',
  'platform-match',
  'platform-arch-match',
  'platform-mismatch',
  'mixed-placed-and-not-placed',
  'two-steps-in-parallel',
  'foreach-distinct-models',
  'foreach-over-labels',
  'foreach-target-expression',
  'job-affinity',
  'job-level-labels',
  'workflow-affinity',
  'workflow-level-target',
  'queue-timeout-without-placement',
].map((name) => `placement/${name}`);

const BY_UUID = 'placement/target-by-instance-uuid';
const VALIDATED = 'placement/queue-timeout-without-placement.validate';
const WITHOUT_SERVER = 'placement/placed-step-without-server';

/** Two workers with different labels, on which the workflow of each recording is run. */
export const placement: Scene = {
  title: 'Workflows with every kind of placement run on two workers with different labels.',
  makes: [...WITH_TWO_WORKERS, BY_UUID, VALIDATED, WITHOUT_SERVER],
  async play(stage) {
    const { behaviors } = stage;
    const at = await behaviors.orchestrator();
    for (const model of ['m1', 'm2', 'm3', 'm4']) {
      await at.operate('model', 'create', 'command/shell', model);
    }
    const running = { ...(await twoWorkers(at)), orchestrator: at.process };
    for (const id of WITH_TWO_WORKERS.filter((candidate) => stage.has(candidate))) {
      stage.writeWorkflows(id, at);
      await stage.replay(id, { at, running });
    }
    stage.writeWorkflows(BY_UUID, at, { [shownTarget(stage)]: await instanceOf(at, 'wtwo') });
    await stage.replay(BY_UUID, { at, running });
    await stage.replay(VALIDATED, { at });
    await at.stop();
    await stage.replay(WITHOUT_SERVER, { at });
  },
};

async function twoWorkers(at: Orchestrator): Promise<Record<'worker' | 'second-worker', RunningProcess>> {
  const cwd = at.scratch.repository;
  const labels = ['--label', 'region=eu', '--label', 'tier=build'];
  return {
    worker: await at.enroll(await at.mint('wone'), { machine: 'c1', cwd, args: labels }),
    'second-worker': await at.enroll(await at.mint('wtwo'), { machine: 'c2', cwd, args: ['--label', 'region=us'] }),
  };
}

/** The instance id that the file of the recording has as its target. */
function shownTarget(stage: SceneStage): string {
  return /target: (\S+)/.exec(stage.recording(BY_UUID).files[0]!.content)![1]!;
}

/** The instance id of a worker, which its record holds. */
async function instanceOf(at: Orchestrator, worker: string): Promise<string> {
  const { stdout } = await at.operate('data', 'get', `worker-${worker}`, 'state-main', '--json');
  return /"instanceUuid": "([^"]+)"/.exec(stdout.replaceAll('\\"', '"'))![1]!;
}
