import type { Orchestrator, LogMark, WorkerOptions } from '../../stage/orchestrator.ts';
import { FROM_THE_START, pause, watchWorker } from '../../stage/watch.ts';
import type { WatchEnd } from '../../stage/watch.ts';
import type { FinishedProcess, OutputMark, RunningProcess } from '../../harness/index.ts';
import type { VerifyContext } from '../../check.ts';
import { NetworkProxy } from '../../stage/proxy.ts';
import type { ProcessToRecord } from '../../record/recorder.ts';
import type { RowObservation } from './observation.ts';

/** How long the orchestrator may take to log what belongs to an event. */
const SETTLE_MS = 300;

/** Long enough to see a worker give up, or try once more than one that gives up would. */
const WATCH_MS = 20_000;

/** How a worker is watched after an event. */
export interface Watching {
  readonly timeoutMs?: number;
  /** Wait for an enrollment however often it tries. */
  readonly patient?: boolean;
  /** Also wait until the orchestrator logs this. */
  readonly untilLogged?: string;
}

/** What a stage has to know of the row that is performed on it. */
export interface StagedRow {
  /** Lifetime of its token; an hour when absent. */
  readonly tokenLifetime?: string;
  /** What is done, in a sentence. */
  readonly title: string;
  /** The recording of the same scenario, rewritten with `--record`. */
  readonly recording?: string;
  /** Who the watched worker is in the recording. */
  readonly terminal?: 'worker' | 'second-worker';
}

/** What was last observed, for the recorder. */
interface Observed {
  readonly worker: RunningProcess;
  readonly since: OutputMark;
  readonly tokenList: FinishedProcess;
}

/**
 * What one row of the restart table is performed with: an orchestrator, a token that only this row
 * uses, and the workers that it starts.
 */
export class RowStage {
  private readonly workers: RunningProcess[] = [];
  private readonly proxies: NetworkProxy[] = [];
  private readonly commands: ProcessToRecord[] = [];
  private observed: Observed | undefined;
  private logMark: LogMark;

  private constructor(
    private readonly context: VerifyContext,
    private readonly row: StagedRow,
    readonly orchestrator: Orchestrator,
    /** Name of the token, which is also the worker's name. */
    readonly token: string,
    /** `<name>.<secret>` */
    private readonly credential: string,
  ) {
    this.logMark = orchestrator.logMark();
  }

  /** Mints the token with which a row is performed. */
  static async open(
    context: VerifyContext,
    row: StagedRow,
    orchestrator: Orchestrator,
    token: string,
  ): Promise<RowStage> {
    const credential = await orchestrator.mint(token, row.tokenLifetime);
    return new RowStage(context, row, orchestrator, token, credential);
  }

  /** A network between workers and orchestrator that can be broken. */
  async network(): Promise<NetworkProxy> {
    const proxy = await NetworkProxy.to(this.orchestrator.port);
    this.proxies.push(proxy);
    return proxy;
  }

  /** Starts a worker and waits until it is enrolled. */
  async enroll(options: WorkerOptions = {}): Promise<RunningProcess> {
    const worker = await this.orchestrator.enroll(this.credential, options);
    this.workers.push(worker);
    await pause(SETTLE_MS);
    return worker;
  }

  /** From here on, what the orchestrator logs belongs to the row's event. */
  async eventBegins(): Promise<void> {
    await pause(SETTLE_MS);
    this.logMark = this.orchestrator.logMark();
  }

  /** Starts a worker and watches what becomes of it. */
  async startAndSee(options: WorkerOptions, watching: Watching = {}): Promise<RowObservation> {
    const worker = await this.orchestrator.startWorker(this.credential, options);
    this.workers.push(worker);
    return this.see(worker, FROM_THE_START, 'enrolls', watching);
  }

  /** Watches what becomes of a worker that already runs. */
  async see(
    worker: RunningProcess,
    since: OutputMark,
    whenEnrolled: RowObservation['worker'],
    { timeoutMs = WATCH_MS, patient = false, untilLogged }: Watching = {},
  ): Promise<RowObservation> {
    const end = await watchWorker(worker, since, timeoutMs, patient ? Number.POSITIVE_INFINITY : undefined);
    if (untilLogged !== undefined) {
      // When it never comes, the comparison of the log says so.
      await this.orchestrator.process.waitFor(untilLogged, timeoutMs, this.logMark.output).catch(() => undefined);
    }
    return this.observe(worker, since, this.actionOf(end, whenEnrolled));
  }

  /** Collects what is to be compared. */
  async observe(worker: RunningProcess, since: OutputMark, action: RowObservation['worker']): Promise<RowObservation> {
    await pause(SETTLE_MS);
    const printed = worker.outputSince(since);
    const orchestratorLog = this.orchestrator.logSince(this.logMark, this.token);
    const tokenList = await this.orchestrator.listTokens();
    this.observed = { worker, since, tokenList };
    return {
      worker: action,
      exitCode: worker.finished()?.exitCode,
      printed,
      orchestratorLog,
      tokenState: recordedState(tokenList, this.token),
      token: this.token,
    };
  }

  /** Shows a command of the procedure in its recording. */
  alsoRecord(terminal: ProcessToRecord['terminal'], process: FinishedProcess, signal?: NodeJS.Signals): void {
    const directory = terminal === 'operator' ? 'repository' : 'elsewhere';
    this.commands.push({ terminal, directory, process, signal });
  }

  /** Hands over what was observed, if the procedure has a recording. */
  record(): void {
    const { recording, title, terminal = 'worker' } = this.row;
    if (recording === undefined || this.observed === undefined) {
      return;
    }
    const { worker, since, tokenList } = this.observed;
    this.context.recorder?.take({
      id: recording,
      title,
      note: 'Worker and orchestrator show only what they printed since the event.',
      processes: [
        ...this.commands,
        { terminal, directory: 'elsewhere', process: worker.finished() ?? worker, since },
        ...this.orchestrator.processesSince(this.logMark),
        { terminal: 'operator', directory: 'repository', process: tokenList },
      ],
      scratches: [this.orchestrator.scratch],
      ports: [this.orchestrator.port, ...this.proxies.map((proxy) => proxy.port)],
    });
  }

  /** Ends what was started for this row. */
  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop('SIGKILL')));
    await Promise.all(this.proxies.map((proxy) => proxy.close()));
  }

  private actionOf(end: WatchEnd, whenEnrolled: RowObservation['worker']): RowObservation['worker'] {
    const actions = {
      enrolled: whenEnrolled,
      ended: 'stops',
      'tried-often': 'retries',
      'time-over': 'nothing',
    } as const;
    return actions[end];
  }
}

/** The state of a token's record in what `worker token list --json` printed. */
function recordedState({ stdout }: FinishedProcess, name: string): string {
  const tokens = JSON.parse(stdout) as { readonly name: string; readonly state: string }[];
  return tokens.find((token) => token.name === name)?.state ?? '(not listed)';
}
