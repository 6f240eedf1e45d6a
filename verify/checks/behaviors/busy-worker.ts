import type { OutputMark, RunningProcess } from '../../harness/index.ts';
import type { LogMark, Orchestrator, ServeOptions, WorkerOptions } from '../../stage/orchestrator.ts';
import { linesIn, until } from './stage.ts';
import type { BehaviorStage } from './stage.ts';
import { addSteps, shell } from './workflow.ts';

/** A worker that executes the step of a run that a client started. */
export interface BusyWorker {
  readonly at: Orchestrator;
  readonly token: string;
  readonly worker: RunningProcess;
  readonly client: RunningProcess;
  /** Where the worker's output stood when it was enrolled. */
  readonly enrolledMark: OutputMark;
  /** Where the log of the orchestrator stood then. */
  readonly enrolledLog: LogMark;
  /** What the step wrote so far: `begun`, and `ended` at its end. */
  marks(): string[];
  /** Waits for a number of marks. */
  marked(count: number, timeoutMs?: number): Promise<boolean>;
}

interface BusyOptions {
  /** How long the step takes. */
  readonly seconds: number;
  /** Name of the workflow. */
  readonly workflow?: string;
  /** Name of the step; `work` when absent. */
  readonly step?: string;
  /** Printed at the begin of the step. */
  readonly says?: string;
  readonly serve?: ServeOptions;
  readonly connect?: WorkerOptions;
  /** Where the worker connects, when not to the orchestrator itself. */
  readonly url?: (at: Orchestrator) => Promise<string>;
  /** Another orchestrator than a new one. */
  readonly at?: Orchestrator;
  /** What else is made ready before the run starts. */
  readonly prepare?: (at: Orchestrator) => Promise<unknown>;
  /** Placement of the step; the worker by name when absent. */
  readonly placement?: Readonly<Record<string, unknown>>;
  /** The command of the step, given the file for its marks; one that sleeps when absent. */
  readonly run?: (file: string) => string;
}

/** Starts an orchestrator, a worker `alpha` and a run, and waits until the step of the run has begun. */
export async function busyWorker(stage: BehaviorStage, options: BusyOptions): Promise<BusyWorker> {
  const { seconds, workflow = 'slow', step: name = 'work', says = 'begun', serve, connect = {}, url, run } = options;
  const { placement = { target: 'alpha' }, prepare } = options;
  const at = options.at ?? (await stage.orchestrator(serve));
  const token = await at.mint('alpha');
  const address = url === undefined ? {} : { url: await url(at) };
  const worker = await at.enroll(token, { machine: 'm1', ...address, ...connect });
  const [enrolledMark, enrolledLog] = [worker.mark(), at.logMark()];
  const file = at.scratch.path(`marks-${workflow}`);
  const step = run === undefined ? marking(file, seconds, says) : shell(run(file));
  addSteps(at, workflow, { [name]: { ...placement, ...step } });
  await prepare?.(at);
  const client = await at.startClient('workflow', 'run', workflow, '--server', at.url);
  const marks = (): string[] => linesIn(file);
  const marked = (count: number, timeoutMs?: number): Promise<boolean> =>
    until(() => marks().length >= count, timeoutMs);
  if (!(await marked(1))) {
    throw new Error(`The step did not begin. The client printed: ${client.stdout().slice(-400)}`);
  }
  return { at, token, worker, client, enrolledMark, enrolledLog, marks, marked };
}

/** A shell step that writes a line into a file when it begins, and one when it ends. */
export function marking(file: string, seconds: number, says = 'begun', modelName = 'work'): ReturnType<typeof shell> {
  return shell(`echo ${says}; echo begun >> ${file}; sleep ${seconds}; echo ended >> ${file}`, modelName);
}

/** The status of the latest run of a workflow, as its record has it. */
export async function recordedStatus(at: Orchestrator, workflow: string): Promise<string | undefined> {
  return (await latestRun(at, workflow)).status;
}

/** How the record of a run that was canceled has it: a status of its own came with `workflow cancel`. */
export function canceledStatus(stage: BehaviorStage): string {
  return stage.has('workflow cancel', '--run') ? 'cancelled' : 'failed';
}

/** The latest run of a workflow, as the list of runs shows it. */
export async function latestRun(
  at: Orchestrator,
  workflow: string,
): Promise<{ readonly runId?: string; readonly status?: string }> {
  const { stdout } = await at.operate('workflow', 'history', 'search', workflow, '--json');
  const parsed = JSON.parse(stdout) as { results?: Record<string, unknown>[] };
  const [run] = parsed.results ?? [];
  return (run ?? {}) as { readonly runId?: string; readonly status?: string };
}
