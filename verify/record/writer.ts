import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse, stringify } from 'yaml';
import { recordingSchema } from '../../src/facts/schema/recording.ts';
import type { RecordedProcess, Recording } from '../../src/facts/schema/recording.ts';
import type { Swamp } from '../check.ts';
import type { ProgramKind } from '../program-kind.ts';
import { normalizedRecording } from './normalized.ts';
import type { RecordedScenario } from './normalized.ts';
import type { Recorder, ScenarioToRecord } from './recorder.ts';

/** Collects recordings and writes those whose text changed. */
export class RecordingWriter implements Recorder {
  private readonly recordings = new Map<string, Recording>();

  constructor(
    /** The folder that holds the recordings of the program's release. */
    private readonly folder: string,
    private readonly swamp: Pick<Swamp, 'release' | 'runtime'>,
    private readonly program: ProgramKind,
    /** Day of the run, `YYYY-MM-DD`. */
    private readonly date: string = new Date().toISOString().slice(0, 10),
  ) {}

  take(scenario: ScenarioToRecord): void {
    const ended = scenario.processes.map(({ process }) => ('exitCode' in process ? process : process.finished()));
    // What the verifier had to break off shows nothing of the program.
    if (!ended.some((finished) => finished?.timedOut === true || finished?.flooded === true)) {
      this.keep(scenario.id, normalizedRecording(scenario));
    }
  }

  takeSteps(id: string, title: string, steps: readonly RecordedProcess[]): void {
    this.keep(id, { title, files: [], processes: [...steps] });
  }

  /**
   * Writes what was taken. A file whose text is the same stays as it is, with its day, so that a
   * change shows only where the program changed.
   *
   * @returns what was done, in a sentence.
   */
  write(): string {
    const written = [...this.recordings].filter(([id, recording]) => this.writeOne(id, recording)).length;
    return `${this.recordings.size} taken, ${written} written, ${this.recordings.size - written} unchanged`;
  }

  private keep(id: string, { title, note, files, processes }: RecordedScenario): void {
    const { swamp, date, program } = this;
    const { release, runtime } = swamp;
    const noted = note === undefined ? {} : { note };
    this.recordings.set(
      id,
      recordingSchema.parse({ title, ...noted, release, date, program, runtime, files, processes }),
    );
  }

  private writeOne(id: string, recording: Recording): boolean {
    const file = path.join(this.folder, `${id}.yaml`);
    const before = existsSync(file) ? recordingSchema.safeParse(parse(readFileSync(file, 'utf8'))).data : undefined;
    if (before !== undefined && sameText(before, recording)) {
      return false;
    }
    const { files, ...rest } = recording;
    const content = files.length === 0 ? rest : recording;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, stringify(content, { lineWidth: 0, blockQuote: 'literal', defaultStringType: 'PLAIN' }));
    return true;
  }
}

/**
 * Where recordings of a release are kept.
 *
 * @returns undefined when none are kept of it: pages quote only a protocol's first release and the
 *   one against which they are proven.
 */
export function folderOfRecordings({ release, protocol }: Pick<Swamp, 'release' | 'protocol'>): string | undefined {
  if (release === protocol.verified) {
    return protocol.pathName;
  }
  return release === protocol.first ? `${protocol.pathName}/first-release` : undefined;
}

/** Lines of the orchestrator's log that come or not, as the moment has it, and mean nothing. */
const UNSTEADY_LINES = /^.*(?:WebSocket error: "Unexpected EOF"|Failed to rekey active-run record).*\n/gm;

/** What a busy machine takes longer for; how long a worker waits before it tries again is none. */
const SHORT_DURATIONS = /(?<!Reconnecting )\bin (?:\d{1,4}ms|\d\.\ds)/g;
const SHORT_JSON_DURATIONS = /(?<="(?:durationMs|ageMs|duration|elapsedMs)\\?": ?)\d{1,4}\b/g;

/** The program lists vaults in the order of their files, which have random names. */
const VAULT_NAMES = /(?<=vaults are configured \()[^)]*/g;

/** Compares everything but the day, the way the program was made, and what only the moment decides. */
function sameText(a: Recording, b: Recording): boolean {
  const textOf = ({ date: _date, program: _program, processes, ...rest }: Recording): unknown => ({
    ...rest,
    processes: processes.map((process) => ({
      ...process,
      stdout: steady(process.stdout),
      stderr: steady(process.stderr),
    })),
  });
  return isDeepStrictEqual(textOf(a), textOf(b));
}

function steady(text: string): string {
  return text
    .replace(UNSTEADY_LINES, '')
    .replace(SHORT_DURATIONS, 'in a moment')
    .replace(SHORT_JSON_DURATIONS, '0')
    .replace(VAULT_NAMES, (names) => names.split(', ').sort().join(', '));
}
