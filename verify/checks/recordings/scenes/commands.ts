import type { RunningProcess } from '../../../harness/index.ts';
import type { Orchestrator } from '../../../stage/orchestrator.ts';
import { latestRun } from '../../behaviors/busy-worker.ts';
import { endsWithin, SOON_MS, until } from '../../behaviors/stage.ts';
import { addSteps, methodOf } from '../../behaviors/workflow.ts';
import type { Scene } from '../scene.ts';
import { SHOWN_ID } from '../shown.ts';
import { startStep } from '../start-step.ts';
import type { SceneStage } from '../stage.ts';

/** Workers that are idle, and no active run. */
const AT_REST = [
  'worker-list-two-workers',
  'worker-list-quiet',
  'worker-verify-label',
  'unknown-flag',
  'workflow-cancel-nothing',
  'workflow-cancel-not-active.json',
  'workflow-cancel-server-no-run.json',
  'model-method-run',
].map((name) => `commands/${name}`);

const QUEUE = 'commands/worker-queue-by-variable';
const CANCEL_WAITING = 'commands/workflow-cancel-server.json';
const CANCEL_RUNNING = 'commands/workflow-cancel-server';
const CANCEL_HERE = 'commands/workflow-cancel.json';
const CANCEL_ALL = 'commands/workflow-cancel-all.json';

/** How long the steps take that are canceled. */
const SLEEP = 'sleep 240';

/** Commands of operators, with two workers, while something runs and while nothing does. */
export const commands: Scene = {
  title: 'Operators list, verify and cancel with two workers.',
  makes: [...AT_REST, QUEUE, CANCEL_WAITING, CANCEL_RUNNING, CANCEL_HERE, CANCEL_ALL],
  async play(stage) {
    const at = await stage.behaviors.orchestrator();
    for (const model of ['hello', 'slow', 'frames']) {
      await at.operate('model', 'create', 'command/shell', model);
    }
    addSteps(at, 'greet', { example: methodOf('hello', 'execute', { run: 'echo hi' }) });
    addSteps(at, 'here', { wait: methodOf('hello', 'execute', { run: SLEEP }) });
    addSteps(at, 'slow', { wait: { target: 'alpha', ...methodOf('slow', 'execute', { run: SLEEP }) } });
    const gpu = { labels: { gpu: 'true' } };
    addSteps(at, 'render', { frame: { ...gpu, ...methodOf('frames', 'execute', { run: 'echo x' }) } });
    const alpha = await at.enroll(await at.mint('alpha'), { machine: 'cache-m1', args: ['--label', 'region=eu'] });
    const slots = stage.behaviors.has('worker connect', '--concurrency') ? ['--concurrency', '2'] : [];
    await at.enroll(await at.mint('build', '1h', '--max-enrollments', '3'), {
      machine: 'cache-m2',
      args: ['--label', 'tier=ci', '--label', 'region=us', ...slots],
    });
    await stage.readAll(AT_REST, { at });
    await whileRunning(stage, at, alpha);
    for (const id of [CANCEL_HERE, CANCEL_ALL]) {
      await cancelLocalRun(stage, at, id);
    }
  },
};

/** One run executes a step on a worker, another one waits for a worker. */
async function whileRunning(stage: SceneStage, at: Orchestrator, alpha: RunningProcess): Promise<void> {
  const slow = await startStep(at, alpha, 'slow');
  const render = await at.startClient('workflow', 'run', 'render', '--server', at.url);
  await until(async () => /"?gpu/.test((await at.run('worker', 'queue', '--json')).stdout));
  await stage.replay(QUEUE, { at });
  await cancelByServer(stage, at, CANCEL_WAITING, { client: render, workflow: 'render', whole: true });
  const after = { client: slow, workflow: 'slow', running: { worker: alpha } };
  await cancelByServer(stage, at, CANCEL_RUNNING, after);
  await Promise.all([slow.stop('SIGKILL'), render.stop('SIGKILL')]);
}

interface Canceled {
  readonly client: RunningProcess;
  readonly workflow: string;
  readonly running?: { readonly worker?: RunningProcess };
  /** Whether what they printed before is shown, too. */
  readonly whole?: boolean;
}

async function cancelByServer(
  stage: SceneStage,
  at: Orchestrator,
  id: string,
  { client, workflow, running = {}, whole }: Canceled,
): Promise<void> {
  if (!stage.has(id)) {
    return;
  }
  const { runId = '' } = await latestRun(at, workflow);
  const values = { [SHOWN_ID]: runId };
  const settled = (): Promise<unknown> => endsWithin(client, SOON_MS);
  await stage.replay(id, { at, values, running: { client, ...running }, whole, settled });
}

/** A run that the process of its client executes, and that process is killed. */
async function cancelLocalRun(stage: SceneStage, at: Orchestrator, id: string): Promise<void> {
  const client = await stage.behaviors.start(at, clientOf(stage, id));
  await client.waitFor(/step wait|Step started/, SOON_MS);
  await until(async () => (await latestRun(at, 'here')).status === 'running');
  const settled = async (): Promise<void> => void (await client.stop('SIGKILL'));
  await stage.replay(id, { at, running: { client }, whole: true, settled, signals: { client: 'SIGKILL' } });
}

/** The command that the recording has for the run. */
function clientOf(stage: SceneStage, id: string): readonly string[] {
  const command = stage.recording(id).processes.find(({ terminal }) => terminal === 'client')?.command;
  return (command ?? 'swamp workflow run here').split(' ').slice(1);
}
