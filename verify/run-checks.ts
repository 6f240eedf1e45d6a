import type { Check, CheckName, Finding, VerifyContext } from './check.ts';
import { findingsOf } from './finding.ts';

/** Longer than any check takes on a busy machine, so that a fault in one cannot keep the verifier for ever. */
const CHECK_TIMEOUT_MS = 60 * 60_000;

/** What running the checks gave. */
export interface ChecksRun {
  readonly findings: readonly Finding[];
  readonly seconds: ReadonlyMap<CheckName, number>;
}

/**
 * Runs checks one after another. One that fails ends with a difference that says why, and the next
 * one still runs; after each, its processes and scratch folders are removed.
 */
export async function runChecks(
  context: VerifyContext,
  checks: readonly Check[],
  timeoutMs: number = CHECK_TIMEOUT_MS,
): Promise<ChecksRun> {
  const findings: Finding[] = [];
  const seconds = new Map<CheckName, number>();
  for (const check of checks) {
    const startedAt = performance.now();
    context.hearing?.during(check.name);
    try {
      await runBounded(check, context, findings, timeoutMs);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      findings.push(findingsOf(check.name).differs('the check itself', 'it runs to its end', message));
    } finally {
      context.processes.killAll(context.scratches.roots());
      await context.processes.allEnded();
      context.scratches.removeAll();
      seconds.set(check.name, (performance.now() - startedAt) / 1000);
    }
    context.progress(summaryOf(check.name, findings, seconds.get(check.name)!));
  }
  return { findings, seconds };
}

async function runBounded(check: Check, context: VerifyContext, findings: Finding[], timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`it did not end within ${timeoutMs / 60_000} minutes and was stopped`)),
      timeoutMs,
    );
  });
  const iterator = check.run(context)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), tooLong]);
      if (next.done === true) {
        return;
      }
      findings.push(next.value);
      if (next.value.status === 'differs') {
        context.progress(`${check.name}: ${next.value.subject} differs`);
      }
    }
  } finally {
    clearTimeout(timer);
  }
}

function summaryOf(check: CheckName, findings: readonly Finding[], seconds: number): string {
  const own = findings.filter((finding) => finding.check === check);
  const differing = own.filter((finding) => finding.status === 'differs').length;
  return `${check}: done in ${seconds.toFixed(0)} s, ${own.length} findings, ${differing} differ`;
}
