import type { ProtocolSpec } from '../../facts/protocol-spec.ts';

/** Recordings to try the page with; every protocol has each of them. */
const EXAMPLES = [
  'errors/second-machine-while-first-connected',
  'lifecycle/a-serve-killed-and-restarted',
  'errors/same-machine-twice-at-once.json',
] as const;

/** Something to paste, as the program printed it. */
export interface Example {
  readonly protocol: number;
  readonly title: string;
  readonly text: string;
}

/**
 * What the processes of some recordings printed, for readers who have no log at hand.
 *
 * @throws Error when a protocol does not have one of the recordings.
 */
export function examplesOf(specs: readonly ProtocolSpec[]): Example[] {
  return specs.flatMap(({ protocol, recordings }) =>
    EXAMPLES.map((id) => {
      const recording = recordings.get(id)?.value;
      if (recording === undefined) {
        throw new Error(
          `src/tools/explain/examples.ts names '${id}', but recordings/${protocol.pathName} has no such file`,
        );
      }
      const text = recording.processes.map(({ stdout, stderr }) => stdout + stderr).join('');
      return { protocol: protocol.number, title: recording.title, text };
    }),
  );
}
