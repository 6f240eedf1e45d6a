import type { KnownValue } from '../../src/facts/normalize.ts';
import type { RecordedProcess, Recording } from '../../src/facts/schema/recording.ts';
import type { FinishedProcess, OutputMark, RunningProcess } from '../harness/process.ts';
import type { Scratch } from '../harness/scratch.ts';

/** One process of a recording, as it ran. */
export interface ProcessToRecord {
  readonly terminal: RecordedProcess['terminal'];
  readonly directory: RecordedProcess['directory'];
  /** One that still runs is recorded with what it printed so far. */
  readonly process: FinishedProcess | Pick<RunningProcess, 'command' | 'stdout' | 'stderr' | 'finished'>;
  /** What a person types, when it is no command of the program. */
  readonly command?: string | undefined;
  /** Variables that were set for it and belong to the command line. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** The signal that the check sent, if any. */
  readonly signal?: NodeJS.Signals | undefined;
  /** What this process printed before the scenario began and that is left out. */
  readonly since?: OutputMark | undefined;
}

/** What a check hands over to be recorded. */
export interface ScenarioToRecord {
  /** Path below `recordings/protocol-N/` without the ending: `json/token-create`. */
  readonly id: string;
  /** What was done, in a sentence. */
  readonly title: string;
  readonly note?: string | undefined;
  /** Files that took part, such as the workflow that was run; they hold nothing that changes from run to run. */
  readonly files?: Recording['files'] | undefined;
  readonly processes: readonly ProcessToRecord[];
  /** Folders of this run; pages show fixed ones. */
  readonly scratches: readonly Scratch[];
  /** Ports of this run, the first orchestrator first; pages show 9090 and so on. */
  readonly ports: readonly number[];
  /** Further values of this run and what pages show instead. */
  readonly shown?: readonly KnownValue[] | undefined;
}

/** Takes what checks ran, as it is at that moment, and writes it to `recordings/` at the end. */
export interface Recorder {
  take(scenario: ScenarioToRecord): void;
  /** Takes the steps of a page, whose values are normalized already. */
  takeSteps(id: string, title: string, steps: readonly RecordedProcess[]): void;
}
