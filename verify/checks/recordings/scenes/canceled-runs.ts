import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { RecordedProcess } from '../../../../src/facts/schema/recording.ts';
import type { RunningProcess } from '../../../harness/index.ts';
import type { ProcessToRecord } from '../../../record/recorder.ts';
import type { Orchestrator } from '../../../stage/orchestrator.ts';
import { pause } from '../../../stage/watch.ts';
import { addExtension } from '../../behaviors/extension.ts';
import { latestRun } from '../../behaviors/busy-worker.ts';
import { SOON_MS } from '../../behaviors/stage.ts';
import { addSteps, methodOf } from '../../behaviors/workflow.ts';
import { runAgain } from '../run-again.ts';
import type { Values } from '../run-again.ts';
import type { Scene } from '../scene.ts';
import { SHOWN_ID } from '../shown.ts';
import { SLOW_WRITER, SLOW_WRITER_FILE, SLOW_WRITER_SOURCE } from '../slow-writer.ts';
import type { SceneStage } from '../stage.ts';

const STEP_SECONDS = 15;

/** How long the step takes whose run is first looked for, and then canceled, by commands. */
const LOOKED_FOR_SECONDS = 90;

const ON_WORKER = { target: 'wone' } as const;

/** What a worker prints at the begin and at the end of a dispatch. */
const BEGUN = /Dispatch .* started/;
const ENDED = /^[✓✗] Dispatch/m;

/** How a run is broken off, and what is asked afterwards. */
interface Cancel {
  readonly id: string;
  readonly workflow: string;
  /** How far into the step it happens, in milliseconds. */
  readonly afterMs: number;
  readonly signal?: 'SIGINT' | 'SIGTERM' | 'SIGKILL';
  /** Whether its step runs in the orchestrator, so that no worker is shown. */
  readonly notPlaced?: true;
}

const CANCELS: readonly Cancel[] = [
  { id: 'failure/cancel.client-killed', workflow: 'wf', afterMs: 3_000, signal: 'SIGKILL' },
  { id: 'failure/cancel.sigterm-client', workflow: 'wf', afterMs: 3_000, signal: 'SIGTERM' },
  { id: 'failure/cancel2.coopwf.SIGINT', workflow: 'coopwf', afterMs: 2_500, signal: 'SIGINT' },
  { id: 'failure/cancel2.execwf.SIGINT', workflow: 'execwf', afterMs: 2_500, signal: 'SIGINT' },
  { id: 'failure/cancel2.not-placed.SIGINT', workflow: 'localwf', afterMs: 2_500, signal: 'SIGINT', notPlaced: true },
];

/** Its step takes longer, since the run is looked for first. */
const BY_COMMAND: Cancel = { id: 'failure/cancel2.coopwf.cancel-server-run', workflow: 'coopwf', afterMs: 0 };

/** What the note of {@link BY_COMMAND} says when its run was not looked for first. */
const BEFORE_THE_LOOK = /This happens [\d.]+ seconds into a step of \d+ seconds\./;

const TIME_LIMIT = 'failure/cancel.timeout-4s';

/** Runs are broken off during a step by their client and by a command. */
export const canceledRuns: Scene = {
  title: 'Clients of runs are stopped during a step, and runs are canceled.',
  makes: [...CANCELS.map(({ id }) => id), BY_COMMAND.id, TIME_LIMIT],
  async play(stage) {
    const { at, worker } = await workerOfEveryKind(stage);
    const running = { worker, orchestrator: at.process };
    await stage.replay(TIME_LIMIT, { at, running, whole: true, settled: () => worker.waitFor(ENDED, SOON_MS) });
    addCooperative(at, LOOKED_FOR_SECONDS);
    await breakOff(stage, at, worker, BY_COMMAND);
    addCooperative(at, STEP_SECONDS);
    for (const cancel of CANCELS.filter(({ id }) => stage.has(id))) {
      await breakOff(stage, at, worker, cancel);
    }
  },
};

/** A worker, and a workflow for each kind of step. */
async function workerOfEveryKind(stage: SceneStage): Promise<{ at: Orchestrator; worker: RunningProcess }> {
  const at = await stage.behaviors.orchestrator();
  await addExtension(at, { [SLOW_WRITER_FILE]: SLOW_WRITER_SOURCE });
  await at.operate('model', 'create', 'command/shell', 'job');
  await at.operate('model', 'create', SLOW_WRITER, 'coop');
  const shell = methodOf('job', 'execute', { run: `echo first; sleep ${STEP_SECONDS}; echo second` });
  addSteps(at, 'wf', { work: { ...ON_WORKER, ...shell } });
  addSteps(at, 'execwf', {
    work: { ...ON_WORKER, ...methodOf('job', 'execute', { run: `exec sleep ${STEP_SECONDS}` }) },
  });
  addSteps(at, 'localwf', { work: shell });
  const worker = await at.enroll(await at.mint('wone'), { machine: 'm1', cwd: at.scratch.repository });
  return { at, worker };
}

/** A step that watches for cancellation. Its workflow is written anew: releases notice no other change of a file. */
function addCooperative(at: Orchestrator, seconds: number): void {
  const folder = path.join(at.scratch.repository, 'workflows');
  for (const file of readdirSync(folder).map((name) => path.join(folder, name))) {
    if (/^name: coopwf$/m.test(readFileSync(file, 'utf8'))) {
      rmSync(file);
    }
  }
  addSteps(at, 'coopwf', { work: { ...ON_WORKER, ...methodOf('coop', 'work', { seconds, mode: 'signal' }) } });
}

async function breakOff(stage: SceneStage, at: Orchestrator, worker: RunningProcess, cancel: Cancel): Promise<void> {
  const { id, workflow, afterMs, signal, notPlaced } = cancel;
  const [mark, log] = [worker.mark(), at.logMark()];
  const client = await stage.behaviors.start(at, ['workflow', 'run', workflow, '--server', at.url]);
  await (notPlaced ? client.waitFor(/step work|Step started/, SOON_MS) : worker.waitFor(BEGUN, SOON_MS, mark));
  await pause(afterMs);
  const asked = signal === undefined ? await cancelByCommand(stage, at, id, workflow) : [];
  const brokenOffAt = performance.now();
  const secondsSince = (): string => ((performance.now() - brokenOffAt) / 1000).toFixed(1);
  const clientEnd = (signal === undefined ? client.exited : client.stop(signal, SOON_MS)).then(secondsSince);
  const stepEnd = notPlaced ? clientEnd : worker.waitFor(ENDED, SOON_MS, mark).then(secondsSince);
  const [clientSeconds, stepSeconds] = [await clientEnd, await stepEnd];
  if (notPlaced) {
    // The orchestrator goes on with the step, and only then the record of the run is complete.
    await pause(STEP_SECONDS * 1000);
  }
  const before: readonly ProcessToRecord[] = [
    ...asked,
    { ...inRepository('client', client), ...(signal !== undefined && { signal }) },
    ...(notPlaced ? [] : [{ ...inRepository('worker', worker), since: mark }]),
    ...at.processesSince(log),
  ];
  const words = stage.recording(id).note ?? '';
  stage.take({
    id,
    at,
    note: noteWith(
      signal === undefined ? lookedFor(words) : words,
      clientSeconds,
      client.finished()?.exitCode,
      stepSeconds,
    ),
    processes: [...before, ...(await inTurn(stage, at, stage.recording(id).processes.slice(before.length)))],
  });
}

/** The commands that the recording shows before the client: the run is looked for, and canceled by its id. */
async function cancelByCommand(
  stage: SceneStage,
  at: Orchestrator,
  id: string,
  workflow: string,
): Promise<ProcessToRecord[]> {
  const { runId = '' } = await latestRun(at, workflow);
  const { processes } = stage.recording(id);
  const commands = processes.slice(
    0,
    processes.findIndex(({ terminal }) => terminal === 'client'),
  );
  return inTurn(stage, at, commands, { [SHOWN_ID]: runId });
}

async function inTurn(
  { behaviors }: SceneStage,
  at: Orchestrator,
  commands: readonly RecordedProcess[],
  values: Values = {},
): Promise<ProcessToRecord[]> {
  const done: ProcessToRecord[] = [];
  for (const command of commands) {
    done.push(await runAgain(behaviors, at, command, values));
  }
  return done;
}

function inRepository(terminal: 'client' | 'worker', process: RunningProcess): ProcessToRecord {
  return { terminal, directory: 'repository', process };
}

function lookedFor(note: string): string {
  return note.replace(BEFORE_THE_LOOK, `This happens during a step of ${LOOKED_FOR_SECONDS} seconds.`);
}

/** The words of a note with what was measured now. */
function noteWith(note: string, client: string, exitCode: number | null | undefined, step: string): string {
  return note
    .replace(
      /client ends after [\d.]+ seconds with exit code \d+/,
      `client ends after ${client} seconds with exit code ${exitCode}`,
    )
    .replace(/client ends [\d.]+ seconds after/, `client ends ${client} seconds after`)
    .replace(/end of the dispatch [\d.]+ seconds later/, `end of the dispatch ${step} seconds later`);
}
