import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { RecordedProcess, Recording } from '../../../src/facts/schema/recording.ts';
import type { Finding } from '../../check.ts';
import { findingsOf } from '../../finding.ts';
import type { RunningProcess } from '../../harness/index.ts';
import { normalizedRecording } from '../../record/normalized.ts';
import type { ProcessToRecord, ScenarioToRecord } from '../../record/recorder.ts';
import type { Orchestrator } from '../../stage/orchestrator.ts';
import { runAtMost } from '../../stage/pool.ts';
import { pause } from '../../stage/watch.ts';
import type { BehaviorStage } from '../behaviors/stage.ts';
import { runAgain, withValues } from './run-again.ts';
import type { Values } from './run-again.ts';
import type { StoredRecordings } from './stored.ts';

const findings = findingsOf('recordings');

/** How many commands that only read run at the same time. */
const READ_AT_ONCE = 5;

/** How long a process may take to print what it has to say of a command that just ended. */
const SETTLE_MS = 1_000;

type Terminal = RecordedProcess['terminal'];

/** A process that began before what a recording shows. */
type Running = Partial<Record<Terminal, RunningProcess>>;

/** What is handed over to be a recording. */
interface Taken {
  readonly id: string;
  readonly at: Orchestrator;
  readonly processes: readonly ProcessToRecord[];
  /** Further ports that it shows, after that of the orchestrator. */
  readonly ports?: readonly number[] | undefined;
  /** The note when it has something measured in it; that of the present recording when absent. */
  readonly note?: string | undefined;
}

/** How the commands of a recording are run again. */
interface Replay {
  readonly at: Orchestrator;
  /** Processes that go on; the recording shows what they print meanwhile. */
  readonly running?: Running;
  /** Whether it shows what these printed before, too. */
  readonly whole?: boolean;
  /** What is waited for before the recording ends; a moment when absent. */
  readonly settled?: () => Promise<unknown>;
  /** Signals that the scene sends to processes that go on. */
  readonly signals?: Partial<Record<Terminal, NodeJS.Signals>>;
  /** What stands in the commands of the recording, and what is meant by it now, such as an id. */
  readonly values?: Values;
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

  /** Whether the release has a recording of this name. */
  has(id: string): boolean {
    return this.stored.has(id);
  }

  /** The present recording, whose words stay. */
  recording(id: string): Recording {
    return this.stored.get(id);
  }

  /**
   * Makes a recording from what ran: title and files stay as they are.
   *
   * @throws Error when the scene does not say that it makes it, or when there is none of this name.
   */
  take({ id, at, processes, ports = [], note }: Taken): void {
    if (!this.makes.includes(id)) {
      throw new Error(`The scene made ${id}, which is not in its list of recordings. Add it there.`);
    }
    const before = this.stored.get(id);
    const scenario: ScenarioToRecord = {
      id,
      title: before.title,
      note: note ?? before.note,
      files: before.files,
      processes,
      scratches: [at.scratch],
      ports: [at.port, ...ports],
    };
    this.made.push(comparedEnds(id, before.processes, normalizedRecording(scenario).processes));
    this.behaviors.context.recorder?.take(scenario);
  }

  /** Runs the commands of recordings again, one after the other, of those that the release has. */
  async replayAll(ids: readonly string[], replay: Replay): Promise<void> {
    for (const id of ids.filter((candidate) => this.has(candidate))) {
      await this.replay(id, replay);
    }
  }

  /** Says of a recording why it is not made this time. */
  cannotMake(id: string, reason: string): void {
    this.made.push(findings.notRun(id, reason));
  }

  /** As {@link SceneStage.replayAll}, for commands that only read: they do not wait for each other. */
  async readAll(ids: readonly string[], replay: Replay): Promise<void> {
    const jobs = ids
      .filter((id) => this.has(id))
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
  async replay(
    id: string,
    { at, running = {}, whole = false, values = {}, signals = {}, settled }: Replay,
  ): Promise<void> {
    this.behaviors.context.progress(`recordings: ${id}`);
    const marks = new Map(Object.entries(running).map(([terminal, process]) => [terminal, process.mark()]));
    const processes: ProcessToRecord[] = [];
    for (const recorded of this.recording(id).processes) {
      const { terminal, directory } = recorded;
      const goingOn = running[terminal];
      processes.push(
        goingOn === undefined
          ? await runAgain(this.behaviors, at, recorded, values)
          : {
              terminal,
              directory,
              process: goingOn,
              since: whole ? undefined : marks.get(terminal),
              signal: signals[terminal],
            },
      );
    }
    await settled?.();
    if (marks.size > 0) {
      await pause(SETTLE_MS);
    }
    this.take({ id, at, processes });
  }

  /**
   * Writes the workflow files of a recording into the repository of an orchestrator. Each gets an id of its own, which
   * its name has, too: older releases notice no other file while they run.
   *
   * @param values - what stands in the files, and what is meant by it now.
   */
  writeWorkflows(id: string, at: Orchestrator, values: Values = {}): void {
    const folder = path.join(at.scratch.repository, 'workflows');
    mkdirSync(folder, { recursive: true });
    for (const { content } of this.recording(id).files.filter(({ path: name }) => name.startsWith('workflow'))) {
      const uuid = randomUUID();
      const text = withValues(content, values).replace(/^id: .*$/m, `id: ${uuid}`);
      writeFileSync(path.join(folder, `workflow-${uuid}.yaml`), text);
    }
  }
}

/** Whether the processes of a recording still end as they did. */
function comparedEnds(id: string, before: readonly RecordedProcess[], now: readonly RecordedProcess[]): Finding {
  const [expected, seen] = [before, now].map((processes) => processes.map(endOf));
  return isDeepStrictEqual(expected, seen)
    ? findings.agrees(id)
    : findings.differs(id, `it ends as recorded: ${expected!.join(', ')}`, seen!.join(', '));
}

function endOf({ terminal, exitCode, ended, signal }: RecordedProcess): string {
  const sent = signal === undefined ? '' : ` by ${signal}`;
  return `${terminal} ${exitCode === null ? (ended ?? 'without an end') : `with exit code ${exitCode}`}${sent}`;
}
