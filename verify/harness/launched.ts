import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { withoutSequences } from '../../src/facts/clean-text.ts';
import type { Release } from '../../src/facts/release.ts';
import { commandLine } from './command-line.ts';
import type { FinishedProcess, OutputMark, RunningProcess } from './process.ts';
import type { ProcessGroup } from './process-group.ts';
import { howItEnded, lastLines } from './process-words.ts';
import type { Scratch } from './scratch.ts';

/** How long a process may take to end after it was told to stop. */
const STOP_GRACE_MS = 15_000;

/** How long output may still arrive after a process ended, when a descendant holds its streams open. */
const DRAIN_MS = 500;

/** In how many turns that time is spent: output is read between two of them, also when a busy machine is late for all. */
const DRAIN_TURNS = 10;

/** A program that prints without end is stopped before it fills the memory. */
const MAX_OUTPUT_CHARACTERS = 16 * 1024 * 1024;

/** What is needed of the context to start `swamp`. */
export interface LaunchContext {
  readonly swamp: {
    readonly path: string;
    /** Absent of a program that is no `swamp`. */
    readonly release?: Release | undefined;
  };
  readonly processes: ProcessGroup;
}

/** Where and how `swamp` is started. */
export interface LaunchOptions {
  /** Gives the process its home and its temporary folder. */
  readonly scratch: Scratch;
  /** Working directory; the scratch's repository when absent. */
  readonly cwd?: string;
  /** Added to the minimal environment; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Lets descendants live when it ends, as the system does; they end with the scratch folder. */
  readonly leavesDescendants?: boolean;
  /** Text for standard input, which is closed afterwards; closed from the start when absent. */
  readonly stdin?: string;
}

/**
 * The environment of every process: nothing of the verifier's own but `PATH`, so that a `SWAMP_*`
 * variable of the person who verifies changes nothing.
 */
export function environmentFor(options: Pick<LaunchOptions, 'scratch' | 'env'>): Record<string, string> {
  const variables: Record<string, string | undefined> = {
    PATH: process.env.PATH,
    HOME: options.scratch.home,
    TMPDIR: options.scratch.temporary,
    LANG: 'C.UTF-8',
    NO_COLOR: '1',
    SWAMP_NO_TELEMETRY: '1',
    ...options.env,
  };
  return Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** A started process, whose output is collected until all of it ended. */
export class Launched implements RunningProcess {
  readonly command: string;
  readonly cwd: string;
  readonly release: Release | undefined;
  readonly pid: number;
  readonly exited: Promise<FinishedProcess>;

  private readonly startedAt = performance.now();
  private readonly printed = { stdout: '', stderr: '' };
  private readonly listeners = new Set<() => void>();
  private result: FinishedProcess | undefined;
  private waitedMs: number | undefined;
  private flooded = false;

  private constructor(
    private readonly child: ChildProcess,
    {
      command,
      cwd,
      release,
    }: { readonly command: string; readonly cwd: string; readonly release?: Release | undefined },
    private readonly leavesDescendants: boolean,
  ) {
    this.command = command;
    this.cwd = cwd;
    this.release = release;
    this.pid = child.pid!;
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]!.setEncoding('utf8').on('data', (chunk: string) => this.take(name, chunk));
    }
    this.exited = this.awaitEnd();
  }

  static async start(context: LaunchContext, args: readonly string[], options: LaunchOptions): Promise<Launched> {
    const cwd = options.cwd ?? options.scratch.repository;
    const child = spawn(context.swamp.path, args, {
      cwd,
      env: environmentFor(options),
      stdio: [options.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      // Its own process group, and no terminal that it could ask for input.
      detached: true,
    });
    if (child.pid === undefined) {
      const error = await new Promise<Error>((resolve) => child.once('error', resolve));
      throw new Error(`${context.swamp.path} could not be started: ${error.message}`, { cause: error });
    }
    const program = { command: commandLine(args), cwd, release: context.swamp.release };
    const launched = new Launched(child, program, options.leavesDescendants ?? false);
    // At once, so that it is killed even when the verifier is stopped in this very moment.
    context.processes.add(launched);
    // A program that ends without reading its input breaks the pipe, which is no fault.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.stdin);
    return launched;
  }

  stdout(): string {
    return this.printed.stdout;
  }

  stderr(): string {
    return this.printed.stderr;
  }

  finished(): FinishedProcess | undefined {
    return this.result;
  }

  mark(): OutputMark {
    return { stdout: this.printed.stdout.length, stderr: this.printed.stderr.length };
  }

  outputSince(mark: OutputMark): string {
    return withoutSequences(this.printed.stdout.slice(mark.stdout) + this.printed.stderr.slice(mark.stderr));
  }

  async waitFor(wanted: string | RegExp, timeoutMs: number, since?: OutputMark): Promise<string> {
    const from = since ?? { stdout: 0, stderr: 0 };
    const search = (): string | undefined =>
      (['stdout', 'stderr'] as const)
        .map((name) => found(withoutSequences(this.printed[name].slice(from[name])), wanted))
        .find((match) => match !== undefined);

    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        this.listeners.delete(look);
      };
      const look = (): void => {
        const match = search();
        if (match !== undefined) {
          settle();
          resolve(match);
        } else if (this.result !== undefined) {
          settle();
          reject(
            new Error(
              `'${this.command}' ${howItEnded(this.result)} without printing ${String(wanted)}. ${lastLines(this.result)}`,
            ),
          );
        }
      };
      const timer = setTimeout(() => {
        settle();
        reject(
          new Error(
            `'${this.command}' did not print ${String(wanted)} within ${timeoutMs / 1000} s. ${lastLines(this.printed)}`,
          ),
        );
      }, timeoutMs);
      this.listeners.add(look);
      look();
    });
  }

  signal(signal: NodeJS.Signals): void {
    if (this.result === undefined) {
      this.child.kill(signal);
    }
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM', graceMs = STOP_GRACE_MS): Promise<FinishedProcess> {
    this.signal(signal);
    return this.waitForExit(graceMs);
  }

  async waitForExit(timeoutMs: number): Promise<FinishedProcess> {
    const timer = setTimeout(() => {
      this.waitedMs = timeoutMs;
      this.killGroup();
    }, timeoutMs);
    try {
      return await this.exited;
    } finally {
      clearTimeout(timer);
    }
  }

  killGroup(): void {
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch {
      // The group is empty: all of it ended by itself.
    }
  }

  private take(name: 'stdout' | 'stderr', chunk: string): void {
    this.printed[name] += chunk;
    if (this.printed[name].length > MAX_OUTPUT_CHARACTERS) {
      this.flooded = true;
      this.killGroup();
    }
    this.tell();
  }

  private async awaitEnd(): Promise<FinishedProcess> {
    let isClosed = false;
    const closed = new Promise<void>((resolve) => {
      this.child.once('close', () => {
        isClosed = true;
        resolve();
      });
    });
    const [exitCode, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
      this.child.once('exit', (code, endedBy) => resolve([code, endedBy]));
    });
    const durationMs = Math.round(performance.now() - this.startedAt);
    // Descendants first, since one that lives on would hold the streams open.
    if (!this.leavesDescendants) {
      this.killGroup();
    }
    for (let turn = 0; turn < DRAIN_TURNS && !isClosed; turn += 1) {
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, DRAIN_MS / DRAIN_TURNS))]);
    }
    const { command, release, cwd, waitedMs, flooded, printed } = this;
    const timedOut = waitedMs !== undefined;
    this.result = { command, release, cwd, exitCode, signal, timedOut, waitedMs, flooded, ...printed, durationMs };
    this.tell();
    return this.result;
  }

  private tell(): void {
    for (const listener of [...this.listeners]) {
      listener();
    }
  }
}

function found(text: string, wanted: string | RegExp): string | undefined {
  if (typeof wanted === 'string') {
    return text.includes(wanted) ? wanted : undefined;
  }
  // exec() of a global pattern would go on from where the last search ended.
  return new RegExp(wanted.source, wanted.flags.replace(/[gy]/g, '')).exec(text)?.[0];
}
