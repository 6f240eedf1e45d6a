import type { RunningProcess } from '../../../harness/index.ts';
import type { ProcessToRecord } from '../../../record/recorder.ts';
import type { Orchestrator } from '../../../stage/orchestrator.ts';
import { pause } from '../../../stage/watch.ts';
import { addExtension } from '../../behaviors/extension.ts';
import { endsWithin } from '../../behaviors/stage.ts';
import { addSteps, methodOf } from '../../behaviors/workflow.ts';
import { linesAbout } from '../lines-about.ts';
import type { Scene } from '../scene.ts';
import { SLOW_WRITER, SLOW_WRITER_FILE, SLOW_WRITER_SOURCE } from '../slow-writer.ts';
import type { SceneStage } from '../stage.ts';

/** How long a worker has worked when it is killed, and how long its step would take. */
const KILLED_AFTER_MS = 3_000;
const STEP_SECONDS = 10;

/** Longer than the grace window and a second execution. */
const AFTER_GRACE_MS = 180_000;

/** What a step has done when its worker is killed, and who could take it over. */
interface Situation {
  readonly id: string;
  /** Mode of the slow writer; a shell command when absent. */
  readonly mode?: 'none' | 'log' | 'file' | 'resource';
  /** The worker that is idle; none when absent. */
  readonly spare?: string;
  /** Whether the worker itself starts again at once. */
  readonly again?: boolean;
}

const SITUATIONS: readonly Situation[] = [
  { id: 'none', mode: 'none', spare: 'z-spare-none' },
  { id: 'log', mode: 'log', spare: 'z-spare-log' },
  { id: 'shell', spare: 'z-spare-shell' },
  { id: 'resource', mode: 'resource', spare: 'z-spare-written' },
  { id: 'file', mode: 'file', spare: 'z-spare-written' },
  { id: 'alone', mode: 'none' },
  { id: 'again', again: true },
];

const WHOLE_LOG = 'failure/worker-sigkilled.serve-whole-output';
const LEASES = 'failure/worker-sigkilled.step-leases';

/** A worker that is killed, with all that is seen of it. */
interface Killed {
  readonly situation: Situation;
  readonly client: RunningProcess;
  readonly worker: RunningProcess;
  readonly again?: RunningProcess;
  /** How long after the kill the run ended, in milliseconds. */
  readonly endedAfter: Promise<number>;
}

/** Made by a scenario of the behaviors, too, which shows more of it. */
const MADE_ELSEWHERE = 'resource';

const MADE = SITUATIONS.map(({ id }) => id).filter((id) => id !== MADE_ELSEWHERE);

/** Each situation with an idle worker of its own, and what the records of all of them say. */
export const killedWorkers: Scene = {
  title: 'Workers are killed in seven situations.',
  makes: [...MADE.map(recordingOf), WHOLE_LOG, LEASES],
  async play(stage) {
    const at = await stage.behaviors.orchestrator();
    await addExtension(at, { [SLOW_WRITER_FILE]: SLOW_WRITER_SOURCE });
    const spares = await enrollSpares(at);
    const killed: Killed[] = [];
    for (const situation of SITUATIONS) {
      killed.push(await killDuringStep(at, situation));
    }
    for (const one of killed) {
      await awaitEnd(one);
      if (one.situation.id !== MADE_ELSEWHERE) {
        await take(stage, at, one, spares);
      }
    }
    const orchestrator = { terminal: 'orchestrator', directory: 'repository', process: at.process } as const;
    stage.take({ id: WHOLE_LOG, at, processes: [orchestrator] });
    await stage.replay(LEASES, { at });
  },
};

function recordingOf(situation: string): string {
  return `failure/worker-sigkilled.${situation}`;
}

async function enrollSpares(at: Orchestrator): Promise<ReadonlyMap<string, RunningProcess>> {
  const spares = new Map<string, RunningProcess>();
  for (const name of new Set(SITUATIONS.flatMap(({ spare }) => spare ?? []))) {
    const labels = SITUATIONS.filter(({ spare }) => spare === name).flatMap(({ id }) => ['--label', `${id}=y`]);
    const machine = name.replace(/^z-/, 'c-');
    spares.set(name, await at.enroll(await at.mint(name), { machine, cwd: at.scratch.repository, args: labels }));
  }
  return spares;
}

async function killDuringStep(at: Orchestrator, situation: Situation): Promise<Killed> {
  const { id, mode } = situation;
  await at.operate('model', 'create', mode === undefined ? 'command/shell' : SLOW_WRITER, `job-${id}`);
  const task =
    mode === undefined
      ? methodOf(`job-${id}`, 'execute', { run: `echo first line; sleep ${STEP_SECONDS}; echo last line` })
      : methodOf(`job-${id}`, 'work', { seconds: STEP_SECONDS, mode });
  // The worker that is killed has the label that its spare has; its name comes first.
  addSteps(at, `wf-${id}`, { [`work-${id}`]: { labels: { [id]: 'y' }, ...task } });
  const connect = {
    machine: `c-${id}`,
    cwd: at.scratch.repository,
    args: ['--label', `${id}=y`],
    leavesDescendants: true,
  };
  const token = await at.mint(`v-${id}`);
  const worker = await at.enroll(token, connect);
  const client = await at.startClient('workflow', 'run', `wf-${id}`, '--server', at.url);
  await worker.waitFor(/Dispatch .* started/, 60_000);
  await pause(KILLED_AFTER_MS);
  worker.signal('SIGKILL');
  const killedAt = performance.now();
  const endedAfter = client.exited.then(() => performance.now() - killedAt);
  await worker.exited;
  const again = situation.again === true ? { again: await at.startWorker(token, connect) } : {};
  return { situation, client, worker, endedAfter, ...again };
}

async function awaitEnd({ situation, client }: Killed): Promise<void> {
  if (!(await endsWithin(client, AFTER_GRACE_MS))) {
    throw new Error(`The run of wf-${situation.id} did not end. The client printed: ${client.stdout().slice(-400)}`);
  }
}

/** Hands over what was seen of a run, with the time that it took. */
async function take(
  stage: SceneStage,
  at: Orchestrator,
  killed: Killed,
  spares: ReadonlyMap<string, RunningProcess>,
): Promise<void> {
  const { situation, client, worker, again, endedAfter } = killed;
  const { exitCode } = client.finished()!;
  const id = recordingOf(situation.id);
  const spare = situation.spare === undefined ? undefined : spares.get(situation.spare);
  const second = (process: RunningProcess, terminal: 'worker' | 'second-worker'): ProcessToRecord => ({
    terminal,
    directory: 'repository',
    process,
  });
  stage.take({
    id,
    at,
    note: noteWith(stage.recording(id).note ?? '', Math.floor((await endedAfter) / 1000), exitCode),
    processes: [
      { terminal: 'client', directory: 'elsewhere', process: client },
      { terminal: 'worker', directory: 'repository', process: worker, signal: 'SIGKILL' },
      ...(again === undefined ? [] : [second(again, 'worker')]),
      ...(spare === undefined ? [] : [second(spare, 'second-worker')]),
      {
        terminal: 'orchestrator',
        directory: 'repository',
        process: linesAbout(at.process, [`"v-${situation.id}"`, `"work-${situation.id}"`]),
      },
    ],
  });
}

/** The words of a note with what was measured now. What is left of a killed worker is not looked at. */
function noteWith(note: string, seconds: number, exitCode: number | null): string {
  return note
    .replace(/The run ends [^.]+\./, `The run ends ${seconds} seconds after the kill with exit code ${exitCode}.`)
    .replace(/ One second after the kill, .*$/, '');
}
