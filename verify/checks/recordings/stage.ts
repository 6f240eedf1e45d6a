import { isDeepStrictEqual } from 'node:util';
import type { RecordedProcess } from '../../../src/facts/schema/recording.ts';
import type { Finding } from '../../check.ts';
import { findingsOf } from '../../finding.ts';
import { normalizedRecording } from '../../record/normalized.ts';
import type { ProcessToRecord, ScenarioToRecord } from '../../record/recorder.ts';
import type { Orchestrator } from '../../stage/orchestrator.ts';
import { runAtMost } from '../../stage/pool.ts';
import type { BehaviorStage } from '../behaviors/stage.ts';
import { runAgain } from './run-again.ts';
import type { StoredRecordings } from './stored.ts';

const findings = findingsOf('recordings');

/** How many commands that only read run at the same time. */
const READ_AT_ONCE = 5;

/** How the commands of a recording are run again. */
interface Replay {
  readonly at: Orchestrator;
  /** Waited for before the recording is taken; when it fails, nothing is taken. */
  readonly settled?: () => Promise<void>;
}

/** What a scene is played on: the stage of the behaviors, and the recordings that it makes anew. */
export class SceneStage {
  readonly made: Finding[] = [];

  constructor(
    /** Orchestrators, networks and commands. */
    readonly behaviors: BehaviorStage,
    private readonly stored: StoredRecordings,
    private readonly makes: readonly string[],
  ) {}

  /** Runs the commands of recordings again, of those that the release has. They only read, so none waits for another. */
  async readAll(ids: readonly string[], replay: Replay): Promise<void> {
    const jobs = ids
      .filter((id) => this.stored.has(id))
      .map(
        (id) => async () =>
          this.replay(id, replay).then(
            () => undefined,
            (error: unknown) => error,
          ),
      );
    for await (const error of runAtMost(READ_AT_ONCE, jobs)) {
      if (error !== undefined) {
        throw error;
      }
    }
  }

  /** Runs the commands of a recording again and makes it anew. */
  async replay(id: string, { at, settled }: Replay): Promise<void> {
    this.behaviors.context.progress(`recordings: ${id}`);
    const processes: ProcessToRecord[] = [];
    for (const recorded of this.stored.get(id).processes) {
      processes.push(await runAgain(this.behaviors, at, recorded));
    }
    await settled?.();
    this.take(id, at, processes);
  }

  /**
   * Makes a recording from what ran: its words and files stay as they are.
   *
   * @throws Error when the scene does not say that it makes it.
   */
  private take(id: string, at: Orchestrator, processes: readonly ProcessToRecord[]): void {
    if (!this.makes.includes(id)) {
      throw new Error(`The scene made ${id}, which is not in its list of recordings. Add it there.`);
    }
    const { title, note, files, processes: before } = this.stored.get(id);
    const scenario: ScenarioToRecord = {
      ...{ id, title, note, files, processes },
      scratches: [at.scratch],
      ports: [at.port],
    };
    this.made.push(comparedEnds(id, before, normalizedRecording(scenario).processes));
    this.behaviors.context.recorder?.take(scenario);
  }
}

/** Whether the processes of a recording still end as they did. */
function comparedEnds(id: string, before: readonly RecordedProcess[], now: readonly RecordedProcess[]): Finding {
  const [expected, seen] = [before, now].map((processes) => processes.map(endOf));
  return isDeepStrictEqual(expected, seen)
    ? findings.agrees(id)
    : findings.differs(id, `it ends as recorded: ${expected!.join(', ')}`, seen!.join(', '));
}

function endOf({ terminal, exitCode, ended }: RecordedProcess): string {
  return `${terminal} ${exitCode === null ? (ended ?? 'without an end') : `with exit code ${exitCode}`}`;
}
