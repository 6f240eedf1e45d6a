import type { Scratch } from '../../harness/index.ts';
import type { ProcessToRecord } from '../../record/recorder.ts';
import type { Orchestrator } from '../../stage/orchestrator.ts';

/** What was seen when a message was provoked. */
export interface Observation {
  /** What was run, for reports. */
  readonly command: string;
  /** Who was watched; of a worker, the reaction counts. */
  readonly side: 'worker' | 'command';
  /** What it printed while it was watched, standard output first. */
  readonly printed: string;
  /** How it ended by itself; absent when it still ran at the end of the watching. */
  readonly ended?: { readonly exitCode: number | null };
  /** What the orchestrator logged meanwhile; absent when none took part. */
  readonly orchestratorLog?: string;
  /** The worker was told not to connect again: it ends where another one would go on. */
  readonly noReconnect?: boolean;
  /** What took part, for the recorder. */
  readonly processes: readonly ProcessToRecord[];
  /** An orchestrator of this scenario alone, to be ended when all is noted. */
  readonly ownOrchestrator?: Orchestrator;
  /** Ports and folders of this run; those of the shared orchestrator when absent. */
  readonly ports?: readonly number[];
  readonly scratches?: readonly Scratch[];
}
