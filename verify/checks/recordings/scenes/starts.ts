import type { Orchestrator } from '../../../stage/orchestrator.ts';
import { pause } from '../../../stage/watch.ts';
import { endsWithin, SOON_MS } from '../../behaviors/stage.ts';
import { addSteps, methodOf } from '../../behaviors/workflow.ts';
import { runAgain, startAgain } from '../run-again.ts';
import type { Scene } from '../scene.ts';
import { shownToken } from '../shown.ts';
import type { SceneStage } from '../stage.ts';
import { startStep } from '../start-step.ts';

const SECOND_START = 'commands/serve-second-start';
const BY_VARIABLES = 'commands/worker-connect-by-variables.json';
const PORT_TAKEN = 'commands/serve-port-taken';
const AS_JSON = 'commands/serve.json';

/** Longer than a second orchestrator takes to start on a busy machine. */
const STEP_SECONDS = 60;

const LISTENS = /listening/;

/** How long an orchestrator may take, once it listens, until it minds signals. Nothing tells with `--json`. */
const MINDS_SIGNALS_MS = 10_000;

/** Orchestrators of one repository or one port, and processes that are ended at once. */
export const starts: Scene = {
  title: 'Orchestrators start beside another one and with JSON, and a worker starts with variables alone.',
  makes: [SECOND_START, BY_VARIABLES, PORT_TAKEN, AS_JSON],
  async play(stage) {
    const at = await stage.behaviors.orchestrator();
    await startSecond(stage, at);
    await connectByVariables(stage, at);
    await at.stop();
    await startWherePortIsTaken(stage, at);
    await startAndInterrupt(stage, at);
  },
};

/** The worker is busy when the second orchestrator takes it for one that a crash left behind. */
async function startSecond(stage: SceneStage, at: Orchestrator): Promise<void> {
  await at.operate('model', 'create', 'command/shell', 'slow');
  const run = `sleep ${STEP_SECONDS}; echo done`;
  addSteps(at, 'slow', { wait: { target: 'alpha', ...methodOf('slow', 'execute', { run }) } });
  const worker = await at.enroll(await at.mint('alpha'), { machine: 'm1' });
  const [second, list, first] = stage.recording(SECOND_START).processes;
  const flags = first!.command.endsWith('--log') ? ['--log'] : [];
  const client = await startStep(at, worker, 'slow', flags);
  const [working, log] = [worker.mark(), at.logMark()];
  const meanwhile = [await runAgain(stage.behaviors, at, second!), await runAgain(stage.behaviors, at, list!)];
  await endsWithin(client, SOON_MS);
  stage.take({
    id: SECOND_START,
    at,
    processes: [
      ...meanwhile,
      { terminal: 'client', directory: 'elsewhere', process: client },
      { terminal: 'worker', directory: 'elsewhere', process: worker, since: working },
      ...at.processesSince(log),
    ],
  });
}

async function connectByVariables(stage: SceneStage, at: Orchestrator): Promise<void> {
  const token = await at.mint('build', '1h', '--max-enrollments', '3');
  const [recorded] = stage.recording(BY_VARIABLES).processes;
  const started = await startAgain(stage.behaviors, at, recorded!, { [shownToken('build')]: token });
  await started.process.waitFor(/"kind":"enrolled"/, SOON_MS);
  await started.process.stop('SIGTERM');
  stage.take({ id: BY_VARIABLES, at, processes: [{ ...started, signal: 'SIGTERM' }] });
}

/** Another orchestrator, with a repository of its own, has the port. */
async function startWherePortIsTaken(stage: SceneStage, at: Orchestrator): Promise<void> {
  const other = await stage.behaviors.orchestrator();
  await other.stop();
  const first = await stage.behaviors.start(other, ['serve', '--port', String(at.port)]);
  await first.waitFor(LISTENS, SOON_MS);
  await stage.replay(PORT_TAKEN, { at });
  await first.stop();
}

async function startAndInterrupt(stage: SceneStage, at: Orchestrator): Promise<void> {
  const [recorded] = stage.recording(AS_JSON).processes;
  const started = await startAgain(stage.behaviors, at, recorded!);
  await started.process.waitFor(LISTENS, SOON_MS);
  await pause(MINDS_SIGNALS_MS);
  await started.process.stop('SIGINT');
  stage.take({ id: AS_JSON, at, processes: [{ ...started, signal: 'SIGINT' }] });
}
