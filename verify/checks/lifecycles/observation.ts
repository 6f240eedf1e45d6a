import type { RestartOutcome } from '../../../src/facts/schema/restart-table.ts';

/** What was seen when a row of the restart table was performed. */
export interface RowObservation {
  /** What the worker did; `nothing` when none of the outcomes that the table knows came in time. */
  readonly worker: RestartOutcome['worker'] | 'nothing';
  /** Exit code when the worker ended by itself. */
  readonly exitCode?: number | null;
  /** What the worker printed since the event. */
  readonly printed: string;
  /** What the orchestrator logged since the event. */
  readonly orchestratorLog: string;
  /** Recorded state of the token afterwards. */
  readonly tokenState: string;
  /** The token's name, by which the orchestrator's lines about this worker are known. */
  readonly token: string;
  /** Why what was seen proves nothing, when the machine did not allow the row to be performed as it says. */
  readonly unfit?: string;
  /** Something else that the row says and that did not hold, such as a step that no longer runs. */
  readonly broken?: { readonly expected: string; readonly actual: string };
}
