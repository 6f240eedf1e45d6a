import type { VerifyContext } from '../../check.ts';
import { freePort, runSwamp } from '../../harness/index.ts';
import type { FinishedProcess, LaunchOptions, OutputMark, RunningProcess, Scratch } from '../../harness/index.ts';
import { Orchestrator, START_TIMEOUT_MS } from '../../stage/orchestrator.ts';
import type { LogMark, WorkerOptions } from '../../stage/orchestrator.ts';
import { NetworkProxy } from '../../stage/proxy.ts';
import { FROM_THE_START, pause, watchWorker } from '../../stage/watch.ts';
import { seenOf } from './observation.ts';
import type { Observation } from './observation.ts';

/** Long enough to see a worker give up, or try once more than one that gives up would. */
const WATCH_MS = 20_000;

/** How long the orchestrator may take to log what belongs to an event. */
const SETTLE_MS = 500;

/** A command that is refused at once ends within this time. */
const COMMAND_MS = 30_000;

/**
 * The shortest lifetime that a token can have; as long as that, an orchestrator waits for a worker to
 * come back. A little more than that is enough for both.
 */
export const SHORTEST_LIFETIME = '1m';
const A_MINUTE_MS = 63_000;

/** The token that expires without a worker. */
export const EXPIRING = 'alpha';

/** The worker that does not come back. */
const GONE = 'omicron';

/** Where and how a worker of a scenario is started. */
export interface ConnectOptions extends WorkerOptions {
  /** Another orchestrator than the one that all scenarios share. */
  readonly at?: Orchestrator;
  /** Who it is in a recording. */
  readonly terminal?: 'worker' | 'second-worker';
  /** How long it is watched at most. */
  readonly watchMs?: number;
  /** How many tries are enough, when the usual number does not show everything. */
  readonly tries?: number;
}

/** Tokens of the shortest lifetime. */
interface ShortLivedTokens {
  /** No worker ever came with it. */
  readonly unused: string;
  /** Its worker is connected when it expires. */
  readonly used: string;
  readonly worker: RunningProcess;
  readonly logMark: LogMark;
}

/** An orchestrator that probes its workers, with one that passes and one that reaches the socket alone. */
export interface HalfReachable {
  readonly orchestrator: Orchestrator;
  readonly fromTheStart: LogMark;
  /** Its own port, and the one on which no data plane answers. */
  readonly ports: readonly number[];
  /** Makes a workflow whose step goes to the worker that failed its probe. */
  placedWorkflow(): Promise<string>;
}

/** What the scenarios are played on: one orchestrator, of which each takes tokens of its own. */
export class MessageStage {
  private readonly networks: NetworkProxy[] = [];
  private halfReachableSet: Promise<HalfReachable> | undefined;
  private lastOnHalfReachable: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly context: VerifyContext,
    readonly orchestrator: Orchestrator,
    private readonly shortLived: ShortLivedTokens,
    private readonly minuteIsOver: number,
  ) {}

  /**
   * Starts the orchestrator, and what needs a minute, so that the scenarios can make use of it: a
   * tokens that expire, with and without a worker, and a worker that does not come back.
   */
  static async open(context: VerifyContext): Promise<MessageStage> {
    const orchestrator = await Orchestrator.open(context);
    const unused = await orchestrator.mint(EXPIRING, SHORTEST_LIFETIME);
    const used = await orchestrator.mint('rho', SHORTEST_LIFETIME);
    const logMark = orchestrator.logMark();
    const worker = await orchestrator.enroll(used, { machine: 'm1' });
    const gone = await orchestrator.enroll(await orchestrator.mint(GONE), { machine: 'm1' });
    await gone.stop('SIGKILL');
    const minuteIsOver = performance.now() + A_MINUTE_MS;
    return new MessageStage(context, orchestrator, { unused, used, worker, logMark }, minuteIsOver);
  }

  /** A token whose lifetime is over; waits for that. */
  async expiredToken(): Promise<string> {
    await this.aMinute();
    return this.shortLived.unused;
  }

  /** What a worker does whose token expires while it is connected. */
  async tokenExpires(): Promise<Observation> {
    const { worker, used, logMark } = this.shortLived;
    await Promise.race([worker.exited, this.aMinute()]);
    await Promise.race([worker.exited, pause(WATCH_MS)]);
    return this.conclude(worker, used, logMark, {});
  }

  /** What the orchestrator logged about a worker that was killed and stayed away for a minute. */
  async workerStayedAway(): Promise<Observation> {
    await this.aMinute();
    const { orchestrator } = this;
    return {
      command: orchestrator.process.command,
      side: 'command',
      printed: '',
      orchestratorLog: orchestrator.wholeLog(GONE),
      processes: [],
    };
  }

  private async aMinute(): Promise<void> {
    await pause(Math.max(0, this.minuteIsOver - performance.now()));
  }

  /** A network to the orchestrator that can be broken. */
  async network(): Promise<NetworkProxy> {
    const network = await NetworkProxy.to(this.orchestrator.port);
    this.networks.push(network);
    return network;
  }

  /** An orchestrator that one scenario has for itself, because it stops it or starts it in its own way. */
  async anotherOrchestrator(...serveFlags: string[]): Promise<Orchestrator> {
    return Orchestrator.open(this.context, ...serveFlags);
  }

  /**
   * Plays a scenario on the set in which a worker does not reach the data plane. All share it, one
   * after the other: a probe finds a worker busy that another scenario uses.
   */
  async onHalfReachable(play: (set: HalfReachable) => Promise<Observation>): Promise<Observation> {
    this.halfReachableSet ??= this.openHalfReachable();
    const set = this.halfReachableSet;
    const turn = this.lastOnHalfReachable.then(async () => play(await set));
    this.lastOnHalfReachable = turn.catch(() => undefined);
    return turn;
  }

  private async openHalfReachable(): Promise<HalfReachable> {
    const orchestrator = await this.anotherOrchestrator('--verify-on-enroll');
    const fromTheStart: LogMark = { start: 0, output: { stdout: 0, stderr: 0 } };
    await orchestrator.enroll(await orchestrator.mint('alpha'), { machine: 'm1' });
    // One probe after the other, so that the log tells them in one order.
    await orchestrator.process.waitFor(/on worker "alpha" "succeeded"/, START_TIMEOUT_MS);
    const nobody = await freePort();
    const args = ['--label', 'site=b', '--data-plane-url', `http://127.0.0.1:${nobody}`];
    await orchestrator.enroll(await orchestrator.mint('beta'), { machine: 'm2', args });
    await orchestrator.process.waitFor(/"beta" failed enrollment verification/, START_TIMEOUT_MS);
    return {
      orchestrator,
      fromTheStart,
      ports: [orchestrator.port, nobody],
      placedWorkflow: async () => {
        await orchestrator.addPlacedWorkflow('on-beta', 'beta');
        return 'on-beta';
      },
    };
  }

  /** Starts a worker and watches it until its reaction is clear. */
  async connect(credential: string, options: ConnectOptions = {}): Promise<Observation> {
    const { at = this.orchestrator, watchMs = WATCH_MS } = options;
    const logMark = at.logMark();
    const worker = await at.startWorker(credential, { machine: 'm1', ...options });
    // On a busy machine the program alone takes as long to start as it is watched.
    await worker.waitFor(/\S/, START_TIMEOUT_MS).catch(() => undefined);
    await watchWorker(worker, FROM_THE_START, watchMs, options.tries);
    return this.conclude(worker, credential, logMark, options);
  }

  /** Enrolls a worker, lets something happen to it, and watches what it does. */
  async enrollThen(
    credential: string,
    event: (worker: RunningProcess) => Promise<unknown>,
    options: ConnectOptions = {},
  ): Promise<Observation> {
    const { at = this.orchestrator, watchMs = WATCH_MS } = options;
    const logMark = at.logMark();
    const worker = await at.enroll(credential, { machine: 'm1', ...options });
    await pause(SETTLE_MS);
    const before = worker.mark();
    await event(worker);
    await watchWorker(worker, before, watchMs);
    return this.conclude(worker, credential, logMark, options);
  }

  /** Watches an enrolled worker after something happened to its orchestrator. */
  async watch(
    worker: RunningProcess,
    credential: string,
    since: OutputMark,
    logMark: LogMark,
    at: Orchestrator,
  ): Promise<Observation> {
    await watchWorker(worker, since, WATCH_MS);
    return this.conclude(worker, credential, logMark, { at });
  }

  /** Runs `worker connect` with arguments that are refused before any connection. */
  async connectIsRefused(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Observation> {
    const { scratch } = this.orchestrator;
    return this.runIn({ scratch, cwd: scratch.elsewhere, env }, ['worker', 'connect', ...args]);
  }

  /**
   * Runs `swamp serve`, which refuses to start, in a repository of its own: even a start that fails
   * breaks the steps of a server that runs in the same repository.
   */
  async serveIsRefused(port: number, ...flags: string[]): Promise<Observation> {
    const seen = await this.operateElsewhere(['serve', '--port', String(port), ...flags]);
    return { ...seen, orchestratorLog: seen.printed };
  }

  /** Runs an operator's command in the orchestrator's repository. */
  async operate(...args: string[]): Promise<Observation> {
    const { orchestrator } = this;
    const logMark = orchestrator.logMark();
    const finished = await orchestrator.run(...args);
    return { ...observationOf(finished, 'operator', 'repository'), orchestratorLog: orchestrator.logSince(logMark) };
  }

  /** Runs operator's commands in a new repository without an orchestrator; the last one counts. */
  async operateElsewhere(...commands: readonly (readonly string[])[]): Promise<Observation> {
    const scratch: Scratch = this.context.scratches.create();
    for (const args of [['init'], ...commands.slice(0, -1)]) {
      await runSwamp(this.context, args, { scratch });
    }
    return { ...(await this.runIn({ scratch }, commands.at(-1)!)), scratches: [scratch] };
  }

  async close(): Promise<void> {
    await this.orchestrator.close();
    await (await this.halfReachableSet?.catch(() => undefined))?.orchestrator.close();
    await Promise.all(this.networks.map((network) => network.close()));
  }

  /** Runs a command somewhere else than in the orchestrator's repository. */
  async runIn(options: LaunchOptions, args: readonly string[]): Promise<Observation> {
    const finished = await runSwamp(this.context, args, { ...options, timeoutMs: COMMAND_MS });
    const elsewhere = options.cwd !== undefined;
    return observationOf(
      finished,
      elsewhere ? 'worker' : 'operator',
      elsewhere ? 'elsewhere' : 'repository',
      options.env,
    );
  }

  /** Notes what a worker did, then ends it when it still runs. */
  private async conclude(
    worker: RunningProcess,
    credential: string,
    logMark: LogMark,
    { at = this.orchestrator, url = at.url, args = [], terminal = 'worker' }: ConnectOptions,
  ): Promise<Observation> {
    await pause(SETTLE_MS);
    const printed = worker.outputSince(FROM_THE_START);
    const ended = worker.finished();
    const orchestratorLog = at.logSince(logMark, credential.split('.')[0]!);
    const finished = await worker.stop();
    return {
      command: worker.command,
      side: 'worker',
      printed,
      ...(ended === undefined ? {} : { ended }),
      orchestratorLog,
      ...(at === this.orchestrator ? {} : { ownOrchestrator: at }),
      ports: [...new Set([at.port, Number(new URL(url).port)])],
      scratches: [at.scratch],
      noReconnect: args.includes('--no-reconnect'),
      processes: [
        { terminal, directory: 'elsewhere', process: finished, signal: ended === undefined ? 'SIGTERM' : undefined },
        ...at.processesSince(logMark),
      ],
    };
  }
}

function observationOf(
  finished: FinishedProcess,
  terminal: 'worker' | 'operator',
  directory: 'repository' | 'elsewhere',
  env?: LaunchOptions['env'],
): Observation {
  return {
    ...seenOf([finished]),
    ...(finished.timedOut ? {} : { ended: finished }),
    processes: [{ terminal, directory, process: finished, env: env as Readonly<Record<string, string>> | undefined }],
  };
}
