import { randomBytes } from 'node:crypto';
import { closeSync, constants, openSync, writeFileSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withoutSequences } from '../../../src/facts/clean-text.ts';
import type { Release } from '../../../src/facts/release.ts';
import { startSwamp } from '../../harness/index.ts';
import type { LaunchContext, RunningProcess, Scratch } from '../../harness/index.ts';

const DRIVER = fileURLToPath(new URL('./terminal.sh', import.meta.url));

/** How long the shell itself may take to be there. */
const START_TIMEOUT_MS = 10_000;

/** What a step printed and how its commands ended. */
export interface StepEnd {
  readonly output: string;
  readonly exitCode: number;
}

/** Why waiting was given up. */
export interface StepFault {
  readonly fault: 'ended' | 'closed' | 'timeout';
  readonly output: string;
  /** Present when the commands ended. */
  readonly exitCode?: number;
}

/** What is needed to open a terminal. */
export interface TerminalOptions {
  readonly processes: LaunchContext['processes'];
  readonly scratch: Scratch;
  readonly env: Readonly<Record<string, string>>;
  /** Release of the program that is called in it. */
  readonly release?: Release | undefined;
}

/**
 * A shell that lives as long as the walkthrough, in which steps are typed. Both streams are read as
 * one, in the order in which a person sees them.
 */
export class Terminal {
  /** The current folder after the last commands that ended. */
  cwd: string;
  private taken = 0;
  private stepFiles = 0;

  private constructor(
    private readonly shell: RunningProcess,
    private readonly token: string,
    private readonly pipe: string,
    scratch: Scratch,
  ) {
    this.cwd = scratch.home;
  }

  /**
   * Opens a terminal in the scratch home.
   *
   * @throws Error when there is no `bash`.
   */
  static async open(name: string, { processes, scratch, env, release }: TerminalOptions): Promise<Terminal> {
    const token = randomBytes(8).toString('hex');
    const pipe = scratch.path(`${name}.pipe`);
    const shell = await startSwamp(
      { swamp: { path: 'bash', release }, processes },
      ['--noprofile', '--norc', DRIVER, pipe, token],
      {
        scratch,
        cwd: scratch.home,
        env,
      },
    );
    const terminal = new Terminal(shell, token, pipe, scratch);
    const end = await terminal.nextMark(START_TIMEOUT_MS);
    if (end === undefined) {
      throw new Error(`the shell of the terminal '${name}' does not start: ${shell.stdout()}`);
    }
    terminal.taken = end.after;
    return terminal;
  }

  /** Types commands; does not wait for anything. */
  type(script: string): void {
    this.stepFiles += 1;
    const file = `${this.pipe}.step-${this.stepFiles}`;
    writeFileSync(file, `${script}\n`);
    // Without O_NONBLOCK this waits for ever when the shell is gone.
    const pipe = openSync(this.pipe, constants.O_WRONLY | constants.O_NONBLOCK);
    writeSync(pipe, `${file}\n`);
    closeSync(pipe);
  }

  /** Waits until the typed commands end. */
  async untilEnd(timeoutMs: number): Promise<StepEnd | StepFault> {
    const mark = await this.nextMark(timeoutMs);
    if (mark === undefined) {
      return { fault: this.hasClosed() ? 'closed' : 'timeout', output: this.take(this.shell.stdout().length) };
    }
    this.cwd = mark.cwd;
    const output = this.take(mark.start);
    this.taken = mark.after;
    return { output, exitCode: mark.exitCode };
  }

  /**
   * Waits until a line with a text is printed, while the commands go on.
   *
   * @returns what was printed since the last step in this terminal, up to and with that line.
   */
  async untilText(text: string, timeoutMs: number): Promise<Pick<StepEnd, 'output'> | StepFault> {
    const deadline = performance.now() + timeoutMs;
    await this.waitFor(new RegExp(`${escaped(text)}[^\\n]*\\n|\\u001e${this.token} `), timeoutMs);
    const lineEnd = this.endOfLineWith(text);
    if (lineEnd !== undefined) {
      return { output: this.take(lineEnd) };
    }
    if (!this.hasEnded()) {
      return { fault: this.hasClosed() ? 'closed' : 'timeout', output: this.take(this.shell.stdout().length) };
    }
    const end = await this.untilEnd(Math.max(1, deadline - performance.now()));
    return 'fault' in end ? end : { fault: 'ended', ...end };
  }

  /** Whether the typed commands have ended, while nobody waited for it. */
  hasEnded(): boolean {
    return this.rest().includes(`\u001e${this.token} `);
  }

  /** Presses Ctrl-C. */
  interrupt(): void {
    if (!this.hasClosed()) {
      process.kill(-this.shell.pid, 'SIGINT');
    }
  }

  /** Closes the terminal with everything that runs in it. */
  async close(): Promise<void> {
    await this.shell.stop('SIGKILL');
  }

  private hasClosed(): boolean {
    return this.shell.finished() !== undefined;
  }

  private rest(): string {
    return this.shell.stdout().slice(this.taken);
  }

  private take(end: number): string {
    const output = this.shell.stdout().slice(this.taken, end);
    this.taken = end;
    return output;
  }

  private endOfLineWith(text: string): number | undefined {
    let offset = this.taken;
    for (const line of this.rest().split(/(?<=\n)/)) {
      if (line.startsWith(`\u001e${this.token} `)) {
        return undefined;
      }
      offset += line.length;
      if (line.endsWith('\n') && withoutSequences(line).includes(text)) {
        return offset;
      }
    }
    return undefined;
  }

  private async nextMark(
    timeoutMs: number,
  ): Promise<{ start: number; after: number; exitCode: number; cwd: string } | undefined> {
    const pattern = new RegExp(`\\u001e${this.token} (?:ready|(\\d+) (.*))\\u001e\\n`);
    await this.waitFor(pattern, timeoutMs);
    const match = pattern.exec(this.rest());
    if (match === null) {
      return undefined;
    }
    const start = this.taken + match.index;
    return { start, after: start + match[0].length, exitCode: Number(match[1] ?? 0), cwd: match[2] ?? this.cwd };
  }

  private async waitFor(pattern: RegExp, timeoutMs: number): Promise<void> {
    try {
      await this.shell.waitFor(pattern, timeoutMs, { stdout: this.taken, stderr: 0 });
    } catch {
      // The caller looks at what is there: the shell has ended or the time is over.
    }
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
