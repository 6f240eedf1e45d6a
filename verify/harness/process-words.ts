import { withoutSequences } from '../../src/facts/clean-text.ts';
import type { FinishedProcess } from './process.ts';

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
  const lines = withoutSequences(`${printed.stdout}\n${printed.stderr}`)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length === 0 ? 'It printed nothing.' : `The last it printed: ${lines.slice(-3).join(' / ').slice(-400)}`;
}
