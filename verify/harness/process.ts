import type { Release } from '../../src/facts/release.ts';

/** A process that ended. */
export interface FinishedProcess {
  /** As a person types it: `swamp worker list --json`. */
  readonly command: string;
  /** Release of the program that ran; absent of a program that is no `swamp`. */
  readonly release?: Release | undefined;
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
