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
import { leaveNothingBehind, ProcessGroup, ScratchFactory } from './harness/index.ts';
import { OptionError, parseOptions, USAGE } from './options.ts';
import type { Options } from './options.ts';
import { folderOfRecordings, RecordingWriter } from './record/writer.ts';
import { keepFigures } from './record/figures.ts';
import { EXIT_CODES, formatReport, notRunJson, resultOf, runtimeWords, toJson } from './report.ts';
import { runChecks } from './run-checks.ts';
import { wrongRuntime } from './runtime.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

const scratches = new ScratchFactory();
const processes = new ProcessGroup();

function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function verify(options: Options): Promise<number> {
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

  // The program has something to say also of facts that wait for a person's words.
  const spec = loadProtocolSpec(PROJECT, swamp.protocol.number, index, 'when-asked', 'allowed');
  const recorder = options.record ? recorderFor(swamp, options) : undefined;
  const context = {
    root: PROJECT,
    swamp,
    otherSwamps,
    spec,
    scratches,
    processes,
    progress,
    recorder,
    pages: options.pages,
    scenarios: options.scenarios,
    placement: options.placement,
  };
  const run = await runChecks(
    context,
    options.only.map((name) => CHECKS[name]),
  );

  const report = { swamp, warnings: wrong, ...run };
  process.stdout.write(formatReport(report));
  if (options.json !== undefined) {
    writeFileSync(options.json, toJson(report));
  }
  // First what took long to get: figures may be refused.
  if (recorder !== undefined) {
    progress(`recordings: ${recorder.write()}`);
  }
  if (options.publish) {
    progress(`figures: ${keepFigures(PROJECT, report, options.program)}`);
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

async function main(argv: readonly string[]): Promise<number> {
  let json: string | undefined;
  try {
    const options = parseOptions(argv);
    if (options.help) {
      process.stdout.write(`${USAGE}\n`);
      return 0;
    }
    if (options.json !== undefined) {
      assertWritable(options.json);
      json = options.json;
    }
    return await verify(options);
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

leaveNothingBehind({ scratches, processes, progress });

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  progress(`The verifier itself failed: ${error instanceof Error ? error.stack : String(error)}`);
  process.exitCode = EXIT_CODES['not-run'];
}
// A descendant of a killed process may hold a stream open: do not wait for it.
process.exit();
