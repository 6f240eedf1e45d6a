import type { RunningProcess } from '../../harness/index.ts';

/** An id of a dispatch, as the orchestrator logs it. */
const DISPATCH_ID = /\["([0-9a-f-]{36})"\]/;

/**
 * A process as it is, of whose output only the lines are seen that name one of some words, or a dispatch that such a
 * line names.
 */
export function linesAbout(process: RunningProcess, words: readonly string[]): RunningProcess {
  const about = (text: string, names: readonly string[]): string[] =>
    text.split('\n').filter((line) => names.some((name) => line.includes(name)));
  const dispatches = (): string[] =>
    about(process.stdout(), words).flatMap((line) => DISPATCH_ID.exec(line)?.[1] ?? []);
  const seen = (text: string): string => about(text, [...words, ...dispatches()]).join('\n');
  return Object.assign(Object.create(process) as RunningProcess, {
    stdout: () => seen(process.stdout()),
    stderr: () => seen(process.stderr()),
  });
}
