import type { RunningProcess } from '../../harness/index.ts';

/**
 * Makes sure, before a recording is taken, that runs lasted as long as what was looked at meanwhile.
 *
 * @returns what throws an Error when one of them ended: what was read then is not what the recording says.
 */
export function goOn(...runs: readonly RunningProcess[]): () => Promise<void> {
  return () => {
    const ended = runs.find((run) => run.finished() !== undefined);
    return ended === undefined
      ? Promise.resolve()
      : Promise.reject(
          new Error(`'${ended.command}' ended before all of it was read: run the scene again on an idle machine.`),
        );
  };
}
