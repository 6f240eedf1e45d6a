import { normalizeOutput } from '../../src/facts/normalize.ts';
import type { KnownValue } from '../../src/facts/normalize.ts';
import type { RecordedProcess, Recording } from '../../src/facts/schema/recording.ts';
import { quoted } from '../harness/command-line.ts';
import type { Scratch } from '../harness/scratch.ts';
import type { ProcessToRecord, ScenarioToRecord } from './recorder.ts';

/** Folders that pages show in place of the scratch folders. */
const SHOWN = { repository: '/srv/swamp', home: '/home/operator', rest: '/var/lib/swamp', temporary: '/tmp' } as const;

/** Port that pages show for the first orchestrator of a scenario. */
const FIRST_PORT = 9090;

/** Stands between the texts of a scenario while they are normalized together. */
const SEPARATOR = '\u001e';

/** The part of a recording that tells what ran. */
export interface RecordedScenario {
  readonly title: string;
  readonly note?: string | undefined;
  readonly files: Recording['files'];
  readonly processes: RecordedProcess[];
}

/**
 * Turns what ran into a recording. All texts of a scenario are normalized together, so that an id
 * is the same one in every process.
 */
export function normalizedRecording(scenario: ScenarioToRecord): RecordedScenario {
  const { title, note, files = [], processes } = scenario;
  const raw = processes.map(textsOf);
  const texts = normalizedTogether(raw.flat(), knownValues(scenario));
  return {
    title,
    note,
    files,
    processes: processes.map((entry, index) => ({
      terminal: entry.terminal,
      command: texts[index * 3]!,
      directory: entry.directory,
      ...endOf(entry),
      stdout: asFile(texts[index * 3 + 1]!),
      stderr: asFile(texts[index * 3 + 2]!),
    })),
  };
}

function textsOf(entry: ProcessToRecord): [command: string, stdout: string, stderr: string] {
  const { process, since = { stdout: 0, stderr: 0 } } = entry;
  const [stdout, stderr] =
    typeof process.stdout === 'string'
      ? [process.stdout, process.stderr as string]
      : [process.stdout(), (process.stderr as () => string)()];
  return [typedCommand(entry), stdout.slice(since.stdout), stderr.slice(since.stderr)];
}

/** A command with its variables, as a person types it. */
export function typedCommand({ process, command = process.command, env = {} }: ProcessToRecord): string {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${quoted(value)} `);
  return `${variables.join('')}${command}`;
}

function normalizedTogether(texts: readonly string[], known: readonly KnownValue[]): string[] {
  const normalized = normalizeOutput(texts.join(`\n${SEPARATOR}\n`), known).split(SEPARATOR);
  if (normalized.length !== texts.length) {
    throw new Error('The program printed the character U+001E, so that its output cannot be recorded.');
  }
  return normalized.map((text) => text.replace(/^\n+|\n+$/g, ''));
}

function knownValues(scenario: ScenarioToRecord): KnownValue[] {
  const { scratches, ports, shown = [] } = scenario;
  return [...shown, ...scratches.flatMap(knownFolders), ...ports.flatMap(knownPort)];
}

function knownFolders(scratch: Scratch): KnownValue[] {
  return [
    { actual: scratch.repository, shown: SHOWN.repository },
    { actual: scratch.elsewhere, shown: SHOWN.home },
    { actual: scratch.home, shown: SHOWN.home },
    { actual: scratch.temporary, shown: SHOWN.temporary },
    { actual: scratch.root, shown: SHOWN.rest },
  ];
}

function knownPort(port: number, index: number): KnownValue[] {
  const shown = FIRST_PORT + index;
  return [
    { actual: `:${port}`, shown: `:${shown}` },
    { actual: `--port ${port}`, shown: `--port ${shown}` },
    { actual: `"port":${port}`, shown: `"port":${shown}` },
  ];
}

function endOf({ process, signal }: ProcessToRecord): Pick<RecordedProcess, 'exitCode' | 'ended' | 'signal'> {
  const sent = signal === undefined ? {} : { signal };
  const finished = 'exitCode' in process ? process : process.finished();
  if (finished === undefined) {
    return { exitCode: null, ended: 'still-running', ...sent };
  }
  return finished.exitCode === null
    ? { exitCode: null, ended: 'killed', ...sent }
    : { exitCode: finished.exitCode, ...sent };
}

function asFile(text: string): string {
  return text === '' ? '' : `${text}\n`;
}
