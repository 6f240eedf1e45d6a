import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadProtocolSpec } from '../src/facts/load.ts';
import { shortRelease } from '../src/facts/release.ts';
import { loadReleases } from '../src/facts/releases.ts';
import { SpecError } from '../src/facts/spec-error.ts';
import type { Swamp } from './check.ts';
import { CHECKS } from './checks/index.ts';
import { CannotRunError, detectSwamp } from './detect.ts';
import type { ProcessGroup, ScratchFactory } from './harness/index.ts';
import { Hearing } from './hearing.ts';
import { OptionError, parseOptions, USAGE } from './options.ts';
import type { Options } from './options.ts';
import { folderOfRecordings, RecordingWriter } from './record/writer.ts';
import { assertFiguresCanJoin, keepFigures } from './record/figures.ts';
import { EXIT_CODES, formatReport, notRunJson, resultOf, runtimeWords, toJson } from './report.ts';
import { runChecks } from './run-checks.ts';
import { wrongRuntime } from './runtime.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** What the command runs with, and where it prints. */
export interface VerifySurroundings {
  readonly scratches: ScratchFactory;
  readonly processes: ProcessGroup;
  /** Takes what belongs to standard output. */
  print(text: string): void;
  /** Tells the person who waits what happens now. */
  progress(line: string): void;
}

/**
 * `npm run verify`: compares the facts with a program.
 *
 * @returns the exit code.
 */
export async function verifyCommand(argv: readonly string[], surroundings: VerifySurroundings): Promise<number> {
  const { print, progress } = surroundings;
  let json: string | undefined;
  try {
    const options = parseOptions(argv);
    if (options.help) {
      print(`${USAGE}\n`);
      return 0;
    }
    if (options.json !== undefined) {
      assertWritable(options.json);
      json = options.json;
    }
    return await verify(options, surroundings);
  } catch (error) {
    if (error instanceof CannotRunError || error instanceof OptionError || error instanceof SpecError) {
      progress(error.message);
      if (json !== undefined) {
        writeFileSync(json, notRunJson(error.message));
      }
      return EXIT_CODES['not-run'];
    }
    throw error;
  }
}

async function verify(options: Options, surroundings: VerifySurroundings): Promise<number> {
  const { scratches, processes, print, progress } = surroundings;
  if (options.swamp === undefined) {
    throw new CannotRunError('Not run: there is no swamp to verify. Give one with --swamp <path>.');
  }
  const index = loadReleases(PROJECT);
  const swamp = await detectSwamp(options.swamp, { index, scratches, processes });
  const otherSwamps: Swamp[] = [];
  for (const other of options.otherSwamps) {
    otherSwamps.push(await detectSwamp(other, { index, scratches, processes }));
  }
  progress(
    `swamp ${shortRelease(swamp.release)} speaks protocol ${swamp.protocol.number} and runs on ${runtimeWords(swamp)}`,
  );
  const wrong = [swamp, ...otherSwamps].flatMap((program) => wrongRuntime(index, program) ?? []);
  wrong.forEach(progress);
  if (wrong.length > 0 && (options.record || options.publish)) {
    throw new CannotRunError('--record and --publish keep evidence of the release as it is compiled: not run.');
  }
  if (options.publish) {
    assertFiguresCanJoin(PROJECT, swamp, options.program, options.only);
  }

  // The program has something to say also of facts that wait for a person's words.
  const spec = loadProtocolSpec(PROJECT, swamp.protocol.number, index, 'when-asked', 'allowed');
  const recorder = options.record ? recorderFor(swamp, options) : undefined;
  const hearing = new Hearing(swamp, spec.messages);
  processes.onEnd((ended) => hearing.hear(ended));
  const context = {
    root: PROJECT,
    swamp,
    otherSwamps,
    spec,
    scratches,
    processes,
    progress,
    hearing,
    recorder,
    pages: options.pages,
    scenarios: options.scenarios,
    scenes: options.scenes,
    placement: options.placement,
  };
  const run = await runChecks(
    context,
    options.only.map((name) => CHECKS[name]),
  );

  const report = { swamp, warnings: wrong, heard: hearing.heard(), ...run };
  print(formatReport(report));
  if (options.json !== undefined) {
    writeFileSync(options.json, toJson(report));
  }
  // First what took long to get: figures may be refused.
  if (recorder !== undefined) {
    progress(`recordings: ${recorder.write()}`);
  }
  if (options.publish) {
    progress(
      `figures: ${keepFigures(PROJECT, report, options.program, { isPart: (options.scenarios ?? options.pages) !== undefined })}`,
    );
  }
  return EXIT_CODES[resultOf(run.findings)];
}

function recorderFor(swamp: Swamp, options: Options): RecordingWriter {
  const folder = folderOfRecordings(swamp);
  if (folder === undefined) {
    const { label, first, verified } = swamp.protocol;
    throw new CannotRunError(
      `--record: recordings of ${label} are kept for ${shortRelease(verified)} and ${shortRelease(first)} only, and this is ${shortRelease(swamp.release)}.`,
    );
  }
  return new RecordingWriter(path.join(PROJECT, 'recordings', folder), swamp, options.program);
}

/** The report is written minutes later: better to complain now. */
function assertWritable(file: string): void {
  const folder = path.dirname(path.resolve(file));
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new OptionError(`--json: the folder '${folder}' does not exist or cannot be written.`);
  }
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new OptionError(`--json: '${file}' is a folder. Name a file.`);
  }
}
