import { Launched } from './launched.ts';
import type { LaunchContext, LaunchOptions } from './launched.ts';
import type { FinishedProcess, RunningProcess } from './process.ts';

/** How long a command that ends by itself may take on a busy machine, when a check names no other limit. */
const DEFAULT_TIMEOUT_MS = 180_000;

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
