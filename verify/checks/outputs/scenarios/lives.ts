import { setTimeout as pause } from 'node:timers/promises';
import { START_TIMEOUT_MS } from '../laboratory.ts';
import type { Laboratory, Style } from '../laboratory.ts';
import type { FinishedProcess, OutputMark, RunningProcess } from '../../../harness/index.ts';
import type { ProcessToRecord } from '../../../record/recorder.ts';
import type { Sample } from '../sample.ts';

const CONNECT = 'worker connect';

/** Said of a recording in which the orchestrator had begun before. */
const MEANWHILE = 'A process that began earlier shows only what it printed meanwhile.';

/** What each style prints at the moments that a life waits for. */
const MOMENTS = {
  json: {
    started: /"dispatch_started".*"stepName":"wait"/,
    finished: '"dispatch_finished"',
    retrying: /(?:"retrying"[^]*){2}/,
  },
  log: {
    started: /Dispatch .* › wait\)/,
    finished: /Dispatch .* (?:succeeded|failed) in/,
    retrying: /(?:Reconnecting in[^]*){2}/,
  },
} as const;

/** A worker that gives up has done so after three attempts. */
const FIFTH_ATTEMPT = /attempt\W{1,3}5\b/;

/** One life of a worker, and under which name it is recorded. */
interface Life {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly finished: FinishedProcess;
  /** The signal that ended it. */
  readonly signal?: NodeJS.Signals;
  /** What else took part: the orchestrator, with what it printed meanwhile, and the client of a run. */
  readonly others: readonly ProcessToRecord[];
}

/**
 * Lives of a worker from start to end, each ended by another cause. Every one is started with the
 * same token and cache directory, and they follow each other at one orchestrator.
 */
export class Lives {
  constructor(
    private readonly laboratory: Laboratory,
    private readonly token: string,
    private readonly style: Style,
    private readonly serve: RunningProcess,
  ) {}

  /** A step that succeeds, one that fails, and SIGTERM during a third. */
  async *wholeLife(): AsyncGenerator<Sample> {
    const { laboratory } = this;
    const worker = await this.connect('--label', 'region=eu');
    const first = await laboratory.startRun('lifewf', '--json');
    await first.waitForExit(START_TIMEOUT_MS);
    const second = await laboratory.startRun('lifelong');
    await worker.waitFor(MOMENTS[this.style].started, START_TIMEOUT_MS);
    const finished = await worker.stop('SIGTERM', START_TIMEOUT_MS);
    // Where the worker left at once, its step is lost, and the run waits for the grace window.
    await Promise.race([second.exited, pause(3000)]);
    yield* this.ended({
      id: 'worker-connect-whole-life',
      title: 'A worker enrolls, runs a step that succeeds and one that fails, and receives SIGTERM during a third',
      note: 'The third step takes 5 seconds.',
      finished,
      signal: 'SIGTERM',
      others: [this.orchestrator(), { terminal: 'client', directory: 'elsewhere', process: second }],
    });
    second.signal('SIGKILL');
  }

  async *maxDispatches(): AsyncGenerator<Sample> {
    const since = this.serve.mark();
    const worker = await this.connect('--max-dispatches', '1');
    const run = await this.laboratory.startRun('lifeone', '--json');
    const finished = await worker.waitForExit(START_TIMEOUT_MS);
    await run.waitForExit(START_TIMEOUT_MS);
    yield* this.ended({
      id: 'worker-connect-max-dispatches-1',
      title: 'A worker with `--max-dispatches 1` takes one dispatch',
      note: MEANWHILE,
      finished,
      others: [this.orchestrator(since)],
    });
  }

  async *idleTimeout(): AsyncGenerator<Sample> {
    const since = this.serve.mark();
    const worker = await this.connect('--idle-timeout', '3s');
    yield* this.ended({
      id: 'worker-connect-idle-timeout-3s',
      title: 'A worker with `--idle-timeout 3s` runs out of work',
      note: MEANWHILE,
      finished: await worker.waitForExit(START_TIMEOUT_MS),
      others: [this.orchestrator(since)],
    });
  }

  async *sigintWhileIdle(): AsyncGenerator<Sample> {
    const since = this.serve.mark();
    const worker = await this.connect();
    yield* this.ended({
      id: 'worker-connect-sigint-idle',
      title: 'An idle worker receives SIGINT',
      note: MEANWHILE,
      finished: await worker.stop('SIGINT'),
      signal: 'SIGINT',
      others: [this.orchestrator(since)],
    });
  }

  /** Stops the orchestrator. */
  async *noReconnect(): AsyncGenerator<Sample> {
    const since = this.serve.mark();
    const worker = await this.connect('--no-reconnect');
    await this.serve.stop('SIGTERM');
    yield* this.ended({
      id: 'worker-connect-no-reconnect-serve-stopped',
      title: 'The orchestrator is stopped while a worker with `--no-reconnect` is connected',
      note: MEANWHILE,
      finished: await worker.waitForExit(START_TIMEOUT_MS),
      others: [{ ...this.orchestrator(since), signal: 'SIGTERM' }],
    });
  }

  /** Nothing listens: the worker gives up by itself, or goes on until it is stopped. */
  async *nothingListens(url: string): AsyncGenerator<Sample> {
    const worker = await this.laboratory.startWorker(this.arguments(), url);
    await worker.waitFor(MOMENTS[this.style].retrying, START_TIMEOUT_MS);
    const goesOn = await worker.waitFor(FIFTH_ATTEMPT, START_TIMEOUT_MS).then(
      () => true,
      () => false,
    );
    yield {
      command: CONNECT,
      title: 'A worker is started while nothing listens on the port',
      prints: 'output',
      exitCode: goesOn ? 0 : 1,
      process: await (goesOn ? worker.stop('SIGINT') : worker.exited),
    };
  }

  private orchestrator(since?: OutputMark): ProcessToRecord {
    return { terminal: 'orchestrator', directory: 'repository', process: this.serve, since };
  }

  private async *ended(life: Life): AsyncGenerator<Sample> {
    const { laboratory, style } = this;
    const worker: ProcessToRecord = {
      terminal: 'worker',
      directory: 'elsewhere',
      process: life.finished,
      signal: life.signal,
    };
    laboratory.record({
      id: `${style}/${life.id}`,
      title: `${life.title}${style === 'json' ? ', with `--json`' : ''}.`,
      note: life.note,
      processes: [worker, ...life.others],
    });
    if (style === 'json') {
      yield { command: CONNECT, title: life.title, prints: 'output', exitCode: 0, process: life.finished };
    }
  }

  private connect(...args: string[]): Promise<RunningProcess> {
    return this.laboratory.connect(this.arguments(...args));
  }

  private arguments(...args: string[]): string[] {
    const cacheDir = this.laboratory.scratch.path('cache');
    return ['--token', this.token, '--cache-dir', cacheDir, ...args, ...(this.style === 'json' ? ['--json'] : [])];
  }
}
