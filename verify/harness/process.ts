import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { stripAnsi } from '../../src/spec/normalize.ts';
import { killOrphans } from './orphans.ts';
import type { Scratch } from './scratch.ts';

/** How long a command that ends by itself may take when a check names no other limit. */
export const DEFAULT_TIMEOUT_MS = 60_000;

/** How long a process may take to end after it was told to stop. */
const STOP_GRACE_MS = 15_000;

/** How long output may still arrive after a process ended, when a descendant holds its streams open. */
const DRAIN_MS = 500;

/** A program that prints without end is stopped before it fills the memory. */
const MAX_OUTPUT_CHARACTERS = 16 * 1024 * 1024;

/** What is needed of the context to start `swamp`. */
export interface LaunchContext {
  readonly swamp: { readonly path: string };
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
  /** Text for standard input, which is closed afterwards; closed from the start when absent. */
  readonly stdin?: string;
}

/** A process that ended. */
export interface FinishedProcess {
  /** As a person types it: `swamp worker list --json`. */
  readonly command: string;
  readonly cwd: string;
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether the verifier ended it because it took too long. */
  readonly timedOut: boolean;
  /** With `timedOut`: how long it was waited for. */
  readonly waitedMs?: number | undefined;
  /** Whether the verifier ended it because it printed without end. */
  readonly flooded: boolean;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

/** A position in what a process printed: only what came later counts. */
export interface OutputMark {
  readonly stdout: number;
  readonly stderr: number;
}

/** A process that goes on until it is stopped. */
export interface RunningProcess {
  readonly command: string;
  readonly cwd: string;
  readonly pid: number;
  /** What it printed so far, as printed. */
  stdout(): string;
  stderr(): string;
  /** The present position in its output, for {@link RunningProcess.waitFor}. */
  mark(): OutputMark;
  /** What it printed after a mark, without terminal control sequences: standard output, then standard error. */
  outputSince(mark: OutputMark): string;
  /**
   * Waits until it prints something (on either stream, control sequences removed).
   *
   * @param wanted - text or pattern.
   * @param timeoutMs - how long to wait.
   * @param since - only what is printed after this mark counts; everything when absent.
   * @returns what matched.
   * @throws Error when it ends first or the time is over; the message has the end of what it printed.
   */
  waitFor(wanted: string | RegExp, timeoutMs: number, since?: OutputMark): Promise<string>;
  /** Sends a signal to the process alone and does not wait. */
  signal(signal: NodeJS.Signals): void;
  /**
   * Sends a signal to the process alone, as an operator does, and waits. What is left of it and its
   * descendants is killed.
   */
  stop(signal?: NodeJS.Signals, graceMs?: number): Promise<FinishedProcess>;
  /** Waits until it ends by itself; kills it when the time is over (`timedOut` is then true). */
  waitForExit(timeoutMs: number): Promise<FinishedProcess>;
  readonly exited: Promise<FinishedProcess>;
  /** Undefined while it runs. */
  finished(): FinishedProcess | undefined;
}

/** All processes of one verification, so that none is left when it ends. */
export class ProcessGroup {
  private readonly running = new Set<Launched>();

  add(launched: Launched): void {
    this.running.add(launched);
    void launched.exited.then(() => this.running.delete(launched));
  }

  /** Process ids of those that still run. */
  pids(): number[] {
    return [...this.running].map((launched) => launched.pid);
  }

  /**
   * Kills all that is left at once. Works without waiting, so that it can run while the verifier ends.
   *
   * @param scratchRoots - folders of the verification; a descendant that left its process group is
   *   found by its home in one of them.
   */
  killAll(scratchRoots: readonly string[]): void {
    for (const launched of this.running) {
      launched.killGroup();
    }
    killOrphans(scratchRoots);
  }
}

/**
 * Runs a command that ends by itself.
 *
 * @returns what it printed and how it ended, also when it had to be killed (see `timedOut`).
 * @throws Error when the file cannot be executed.
 */
export async function runSwamp(
  context: LaunchContext,
  args: readonly string[],
  options: LaunchOptions & { readonly timeoutMs?: number },
): Promise<FinishedProcess> {
  const launched = await Launched.start(context, args, options);
  return launched.waitForExit(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
}

/**
 * Starts a command that goes on, such as `serve` or `worker connect`.
 *
 * @throws Error when the file cannot be executed.
 */
export async function startSwamp(
  context: LaunchContext,
  args: readonly string[],
  options: LaunchOptions,
): Promise<RunningProcess> {
  return Launched.start(context, args, options);
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

/** Writes a command as a person types it in a POSIX shell. */
export function commandLine(args: readonly string[]): string {
  return ['swamp', ...args].map(quoted).join(' ');
}

function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}

class Launched implements RunningProcess {
  readonly command: string;
  readonly cwd: string;
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
    command: string,
    cwd: string,
  ) {
    this.command = command;
    this.cwd = cwd;
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
    const launched = new Launched(child, commandLine(args), cwd);
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
    return stripAnsi(this.printed.stdout.slice(mark.stdout) + this.printed.stderr.slice(mark.stderr));
  }

  async waitFor(wanted: string | RegExp, timeoutMs: number, since?: OutputMark): Promise<string> {
    const from = since ?? { stdout: 0, stderr: 0 };
    const search = (): string | undefined =>
      (['stdout', 'stderr'] as const)
        .map((name) => found(stripAnsi(this.printed[name].slice(from[name])), wanted))
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
    const closed = new Promise<void>((resolve) => this.child.once('close', () => resolve()));
    const [exitCode, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
      this.child.once('exit', (code, endedBy) => resolve([code, endedBy]));
    });
    const durationMs = Math.round(performance.now() - this.startedAt);
    // Descendants first, since one that lives on would hold the streams open.
    this.killGroup();
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, DRAIN_MS))]);
    const { command, cwd, waitedMs, flooded, printed } = this;
    const timedOut = waitedMs !== undefined;
    this.result = { command, cwd, exitCode, signal, timedOut, waitedMs, flooded, ...printed, durationMs };
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

/** How a process ended, as the rest of a sentence: `exited with code 1`. */
export function howItEnded(finished: FinishedProcess): string {
  if (finished.timedOut) {
    return `did not end within ${(finished.waitedMs ?? finished.durationMs) / 1000} s and was killed`;
  }
  if (finished.flooded) {
    return 'printed without end and was killed';
  }
  return finished.signal === null ? `exited with code ${finished.exitCode}` : `was ended by ${finished.signal}`;
}

/** The end of what a process printed, in one line, for messages. */
export function lastLines(printed: { readonly stdout: string; readonly stderr: string }): string {
  const lines = stripAnsi(`${printed.stdout}\n${printed.stderr}`)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length === 0 ? 'It printed nothing.' : `The last it printed: ${lines.slice(-3).join(' / ').slice(-400)}`;
}
