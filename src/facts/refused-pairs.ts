import type { ProtocolSpec } from './protocol-spec.ts';
import { shortRelease } from './release.ts';
import type { Protocol } from './releases.ts';
import type { RecordedProcess, Recording } from './schema/recording.ts';

/** An orchestrator and a worker of different protocols, and what they printed when they met. */
export interface RefusedPair {
  readonly orchestrator: Protocol;
  readonly worker: Protocol;
  readonly recording: Recording;
  /** The process of each side. */
  readonly prints: Readonly<Record<'orchestrator' | 'worker', RecordedProcess>>;
}

/** Name of the recording in which an orchestrator refuses a worker of another protocol. */
export function refusalRecordingId(orchestrator: Protocol, worker: Protocol): string {
  const [o, w] = [orchestrator, worker].map(({ number, verified }) => `p${number}-${shortRelease(verified)}`);
  return `errors/protocol.orchestrator-${o}.worker-${w}`;
}

/**
 * Every pair of released protocols that does not work together, newest orchestrator first, each
 * with the recording of the two verified releases.
 *
 * @param specs - all protocols, newest first.
 * @throws Error that says how to record a pair that is missing.
 */
export function refusedPairs(specs: readonly ProtocolSpec[]): RefusedPair[] {
  const released = specs.filter(({ protocol }) => protocol.released);
  return released.flatMap((orchestrator) =>
    released.filter((worker) => worker !== orchestrator).map((worker) => refusedPair(orchestrator, worker.protocol)),
  );
}

function refusedPair({ protocol: orchestrator, recordings }: ProtocolSpec, worker: Protocol): RefusedPair {
  const id = refusalRecordingId(orchestrator, worker);
  const recording = recordings.get(id)?.value;
  const [orchestratorProcess, workerProcess] = (['orchestrator', 'worker'] as const).map((terminal) =>
    recording?.processes.find((process) => process.terminal === terminal),
  );
  if (recording === undefined || orchestratorProcess === undefined || workerProcess === undefined) {
    throw new Error(
      `recordings/${orchestrator.pathName}/${id}.yaml is missing or lacks one side: record an orchestrator of ` +
        `${shortRelease(orchestrator.verified)} that refuses a worker of ${shortRelease(worker.verified)}.`,
    );
  }
  return { orchestrator, worker, recording, prints: { orchestrator: orchestratorProcess, worker: workerProcess } };
}
