import type { FinishedProcess, RunningProcess } from '../../../harness/index.ts';
import type { ProcessToRecord } from '../../../record/recorder.ts';
import { FROM_THE_START, pause, watchWorker } from '../../../stage/watch.ts';
import { PORT, START_TIMEOUT_MS } from '../laboratory.ts';
import type { OtherProgram, TwoMachineLaboratory, Variables } from '../laboratory.ts';
import type { Proxy } from '../proxies.ts';
import type { WorkflowName } from '../repository.ts';
import { API_KEY_NOTE, MEANWHILE } from '../scene.ts';
import type { Needed, Scene } from '../scene.ts';

/** Long enough to see one give up, or that it goes on. */
const WATCH_MS = START_TIMEOUT_MS;

/** Shows that a worker goes on, and meets the limit of five that serve sets. */
const TRIES = 8;

/** What a log may take for what happens at once. */
const SETTLE_MS = 500;

const USUAL_TIMEOUT_MS = 900_000;

/** How the orchestrator of a scene is started. */
export interface Serving {
  readonly flags?: readonly string[];
  readonly env?: Variables;
}

/** How the worker of a scene dials, and how its client does. */
export interface Dialing {
  readonly url: string;
  readonly env?: Variables;
  readonly args?: readonly string[];
  /** The client's address, variables and arguments; on the orchestrator's machine without any when absent. */
  readonly client?: { readonly server: string; readonly env?: Variables; readonly args?: readonly string[] };
}

/** A scene in which a worker connects and, once it is enrolled, runs a workflow. */
export interface WorkerScene extends Pick<Scene, 'id' | 'protocols' | 'inFirstRelease' | 'serverToken'> {
  readonly title: string;
  /** Further circumstances, which stand before the usual note. */
  readonly note?: string;
  /** How the orchestrator is started; on loopback without flags when absent. */
  readonly serving?: (laboratory: TwoMachineLaboratory) => Serving;
  /** Shows how the orchestrator starts. */
  readonly showsStart?: boolean;
  /** Takes an orchestrator that refused nobody before: it counts. */
  readonly startsAnew?: boolean;
  readonly proxy?: Proxy;
  /** Opens a tunnel before the worker dials. */
  readonly tunnel?: (laboratory: TwoMachineLaboratory) => Promise<OtherProgram>;
  /** What the tunnel takes. */
  readonly needs?: readonly Needed[];
  readonly dialing: (laboratory: TwoMachineLaboratory) => Dialing;
  /** What happens to the worker before the workflow runs. */
  readonly before?: (laboratory: TwoMachineLaboratory, worker: RunningProcess) => Promise<unknown>;
  readonly workflow?: WorkflowName;
}

/** Address of an orchestrator for a client on its own machine. */
export const ON_LOOPBACK = `ws://127.0.0.1:${PORT}`;

export function workerScene(scene: WorkerScene): Scene {
  const { title, proxy, serverToken = false } = scene;
  const caddy = proxy?.program === 'caddy' ? ['The log of Caddy is left out.'] : [];
  const notes = [...(scene.note === undefined ? [] : [scene.note]), MEANWHILE, ...caddy];
  return {
    ...scene,
    needs: [...(proxy === undefined ? [] : [proxy.program]), ...(scene.needs ?? [])],
    note: notes.join(' '),
    timeoutMs: USUAL_TIMEOUT_MS,
    title: () => title,
    play: async (laboratory) => {
      const processes = await playWorker(laboratory, scene);
      const account = serverToken && laboratory.context.swamp.protocol.number >= 4 ? [API_KEY_NOTE] : [];
      return {
        ...(proxy && { files: [proxy.file] }),
        processes,
        note: [...notes, ...account].join(' '),
      };
    },
  };
}

async function playWorker(laboratory: TwoMachineLaboratory, scene: WorkerScene): Promise<ProcessToRecord[]> {
  const { flags = [], env } = scene.serving?.(laboratory) ?? {};
  const anew = scene.showsStart === true || scene.startsAnew === true;
  const serve = await (anew ? laboratory.startServe(flags, env) : laboratory.serveWith(flags, env));
  const started = scene.showsStart === true ? [asStarted(serve, env)] : [];
  const between = await startBetween(laboratory, scene);
  const ran = await connectAndRun(laboratory, scene);
  return [...started, ...ran, laboratory.servesMeanwhile(env), ...between.map((show) => show())];
}

/** Starts what stands between worker and orchestrator; shown later with what it printed until then. */
async function startBetween(
  laboratory: TwoMachineLaboratory,
  { proxy, tunnel }: WorkerScene,
): Promise<(() => ProcessToRecord)[]> {
  const shown: (() => ProcessToRecord)[] = [];
  if (proxy !== undefined) {
    const running = await laboratory.startProxy(proxy);
    shown.push(() => otherProcess(running, 'repository', proxy.program === 'caddy'));
  }
  if (tunnel !== undefined) {
    const running = await tunnel(laboratory);
    shown.push(() => otherProcess(running, 'elsewhere'));
  }
  return shown;
}

/** The worker, and the client if the worker gets so far. */
async function connectAndRun(laboratory: TwoMachineLaboratory, scene: WorkerScene): Promise<ProcessToRecord[]> {
  const { url, env, args = [], client = { server: ON_LOOPBACK } } = scene.dialing(laboratory);
  const worker = await laboratory.startWorker(url, { args, ...(env && { env }) });
  const run: ProcessToRecord[] = [];
  if ((await watchWorker(worker, FROM_THE_START, WATCH_MS, TRIES)) === 'enrolled') {
    await scene.before?.(laboratory, worker);
    const process = await laboratory.runWorkflow(scene.workflow ?? 'two', client.server, client);
    run.push({ terminal: 'client', directory: 'repository', process, env: client.env });
  }
  const ended = await endWorker(worker);
  return [{ terminal: 'worker', directory: 'elsewhere', env, ...ended }, ...run];
}

/** What an orchestrator printed up to now. */
export function asStarted(serve: RunningProcess, env?: Variables): ProcessToRecord {
  const stdout = serve.stdout();
  const stderr = serve.stderr();
  const process = { command: serve.command, stdout: () => stdout, stderr: () => stderr, finished: () => undefined };
  return { terminal: 'orchestrator', directory: 'repository', process, env };
}

/** Ends a worker as an operator does, unless it ended by itself. */
export async function endWorker(
  worker: RunningProcess,
): Promise<{ readonly process: FinishedProcess; readonly signal: NodeJS.Signals | undefined }> {
  const byItself = worker.finished() !== undefined;
  const process = await worker.stop();
  await pause(SETTLE_MS);
  return { process, signal: byItself ? undefined : 'SIGTERM' };
}

/** A program that still runs beside the others. */
export function otherProcess(
  { command, process }: OtherProgram,
  directory: ProcessToRecord['directory'],
  silent = false,
): ProcessToRecord {
  return { terminal: 'operator', directory, process, command, ...(silent && { since: process.mark() }) };
}
