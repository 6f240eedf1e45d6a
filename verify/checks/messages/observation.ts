import type { FinishedProcess, Scratch } from '../../harness/index.ts';
import type { ProcessToRecord } from '../../record/recorder.ts';
import type { Seen } from '../../seen.ts';
import { printedBy } from '../behaviors/stage.ts';
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

/** What commands printed that ended one after the other. */
export function seenOf(commands: readonly FinishedProcess[]): Pick<Observation, 'command' | 'side' | 'printed'> {
  return {
    command: commands.map(({ command }) => command).join(' / '),
    side: 'command',
    printed: commands.map(printedBy).join('\n'),
  };
}

/** What the orchestrator of one scenario alone logged, and what commands printed that ended there. */
export function seenAt(at: Orchestrator, ...commands: readonly FinishedProcess[]): Observation {
  return {
    ...seenOf(commands),
    ...(commands.length === 0 && { command: at.process.command }),
    orchestratorLog: at.wholeLog(),
    ownOrchestrator: at,
    processes: [],
  };
}
