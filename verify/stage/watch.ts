import type { OutputMark, RunningProcess } from '../harness/index.ts';
import { ENROLLED } from './orchestrator.ts';
import { attemptsIn, GIVES_UP_AFTER } from './reaction.ts';

/** What ended the watching. */
export type WatchEnd = 'enrolled' | 'ended' | 'tried-often' | 'time-over';

/** The whole output of a process. */
export const FROM_THE_START: OutputMark = { stdout: 0, stderr: 0 };

/** How often a worker is looked at. */
const LOOK_EVERY_MS = 100;

/**
 * Watches a worker until it is enrolled, has ended, or has tried so often that its reaction is clear.
 *
 * @param since - only what it printed after this mark counts.
 * @param timeoutMs - how long to watch at most.
 * @param tries - how many tries are enough; one that tries more often than one that gives up goes on
 *   for ever.
 */
export async function watchWorker(
  worker: RunningProcess,
  since: OutputMark,
  timeoutMs: number,
  tries = GIVES_UP_AFTER + 1,
): Promise<WatchEnd> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const printed = worker.outputSince(since);
    if (ENROLLED.test(printed)) {
      return 'enrolled';
    }
    if (worker.finished() !== undefined) {
      return 'ended';
    }
    if (attemptsIn(printed) >= tries) {
      return 'tried-often';
    }
    if (performance.now() > end) {
      return 'time-over';
    }
    await pause(LOOK_EVERY_MS);
  }
}

/** Waits. */
export async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
