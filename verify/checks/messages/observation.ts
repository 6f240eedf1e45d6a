import type { Scratch } from '../../harness/index.ts';
import type { ProcessToRecord } from '../../record/recorder.ts';
import type { Seen } from '../../seen.ts';
import type { Orchestrator } from '../../stage/orchestrator.ts';

/** What was seen when a message was provoked. */
export interface Observation extends Seen {
  /** What took part, for the recorder. */
  readonly processes: readonly ProcessToRecord[];
  /** An orchestrator of this scenario alone, to be ended when all is noted. */
  readonly ownOrchestrator?: Orchestrator;
  /** Ports and folders of this run; those of the shared orchestrator when absent. */
  readonly ports?: readonly number[];
  readonly scratches?: readonly Scratch[];
}
