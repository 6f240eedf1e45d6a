import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';

/** Adds to, or (with `undefined`) takes from, the environment of a started program. */
export type EnvironmentChange = Readonly<Record<string, string | undefined>>;

/**
 * Runs a program of the project in the foreground; its output is the reader's.
 *
 * @param program - a program found in `node_modules/.bin` or on the path.
 * @returns its exit code; 1 when a signal ended it.
 * @throws Error when it cannot be started.
 */
export async function run(
  program: string,
  args: readonly string[],
  change: EnvironmentChange = {},
  cwd?: string,
): Promise<number> {
  const options: SpawnOptions = { stdio: 'inherit', env: { ...process.env, ...change } };
  return endOf(program, spawn(program, args, cwd === undefined ? options : { ...options, cwd }));
}

/**
 * Runs a program of the project and keeps what it prints.
 *
 * @param isShown - whether what it prints is also shown at once; not so for what runs beside others.
 * @throws Error when it cannot be started.
 */
export async function runKept(
  program: string,
  args: readonly string[],
  change: EnvironmentChange,
  isShown: boolean,
): Promise<{ code: number; printed: string }> {
  // A program that writes into a pipe drops its colors, which a reader at a terminal has without the pipe.
  const colors = isShown && process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const env = { ...process.env, ...colors, ...change };
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let printed = '';
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    from.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (isShown) {
        to.write(text);
      }
    });
  }
  const code = await endOf(program, child);
  return { code, printed };
}

/** Waits for the end of a program, which is ended with this process. */
async function endOf(program: string, child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const forward = (signal: NodeJS.Signals): void => {
      child.kill(signal);
    };
    process.on('SIGINT', forward);
    process.on('SIGTERM', forward);
    child.once('error', (error) => reject(new Error(`${program} could not be started: ${error.message}`)));
    child.once('close', (code) => {
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      resolve(code ?? 1);
    });
  });
}

/** Runs the main function of a script: a thrown error becomes one clear line and exit code 1. */
export async function main(body: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await body();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
