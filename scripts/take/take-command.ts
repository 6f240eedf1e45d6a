import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SpecError } from '../../src/facts/spec-error.ts';
import { CHECK_NAMES } from '../../verify/check.ts';
import type { CheckName } from '../../verify/check.ts';
import { CannotRunError } from '../../verify/detect.ts';
import type { ProcessGroup, ScratchFactory } from '../../verify/harness/index.ts';
import { OptionError, parseOptions } from '../../verify/options.ts';
import type { ProgramKind } from '../../verify/program-kind.ts';
import { checkTaken } from './check-taken.ts';
import { RELEASE_IN_PATTERN } from './programs.ts';
import { ProgramError } from './read-help.ts';
import { reportOf } from './report.ts';
import type { TakeReport } from './report.ts';
import { Staging } from './staging.ts';
import { NotTakenError, releaseToTake, specOf, takeChanges, takeHelp } from './take.ts';
import type { TakeContext, TakeRequest } from './take.ts';

const USAGE = `Usage: npm run -s release:take -- --swamp <path> [options]

Takes a release that the facts do not know: asks its program, and writes what it has otherwise into spec/. What needs a
person's words becomes a marked gap, with which no build passes. Then compares the facts with the program.

Options:
  --swamp <path>        the program of the release
  --programs <pattern>  programs of other releases, to find the first one of each change: '/opt/swamp-${RELEASE_IN_PATTERN}'
  --tags <file>         the tags up to the release: one a line, or what git ls-remote --tags prints
  --only <checks>       comma-separated: ${CHECK_NAMES.join(', ')} (default: all)
  --record              when all checks agree, also records their output again and moves 'verified'
  --program <kind>      what a recording says of the program: binary or source (default: binary)
  --report <file>       also writes the report into a file
  --help                shows this text

Exit code: 0 it is taken and nothing waits for a person, 1 it is taken and something does, 2 it is not taken and nothing
was written.`;

/** Where the command works, and prints. */
export interface TakeSurroundings extends Omit<TakeContext, 'progress'> {
  /** The project's folder. */
  readonly root: string;
  readonly scratches: ScratchFactory;
  readonly processes: ProcessGroup;
  /** Takes what belongs to standard output. */
  print(text: string): void;
  /** Takes what belongs to standard error. */
  complain(text: string): void;
}

/** What the command line asks for. */
interface TakeOptions extends TakeRequest {
  readonly only: readonly CheckName[];
  readonly record: boolean;
  readonly program: ProgramKind;
  readonly report?: string | undefined;
}

/**
 * `npm run release:take`: from a new release to a change that can be reviewed.
 *
 * @returns the exit code.
 */
export async function takeCommand(args: readonly string[], surroundings: TakeSurroundings): Promise<number> {
  const { print, complain } = surroundings;
  try {
    const options = optionsIn(args);
    if (options === undefined) {
      print(`${USAGE}\n`);
      return 0;
    }
    const report = await takeRelease(options, surroundings);
    print(report.text);
    return report.waiting === 0 ? 0 : 1;
  } catch (error) {
    if (!isExpected(error)) {
      throw error;
    }
    complain(`${error.message}\nNothing was written.\n`);
    return 2;
  } finally {
    // Where one question failed, another may still be asked.
    surroundings.processes.killAll(surroundings.scratches.roots());
    surroundings.scratches.removeAll();
  }
}

function isExpected(error: unknown): error is Error {
  return [NotTakenError, OptionError, CannotRunError, SpecError, ProgramError].some((kind) => error instanceof kind);
}

async function takeRelease(options: TakeOptions, surroundings: TakeSurroundings): Promise<TakeReport> {
  const { root, complain } = surroundings;
  const context: TakeContext = { ...surroundings, progress: (line) => complain(`${line}\n`) };
  const taken = await releaseToTake(options, root, context);
  const staging = Staging.open(root, options.record);
  // Also when a signal ends the command, on whose way out nothing is waited for.
  const remove = (): void => staging.remove();
  process.once('exit', remove);
  try {
    const help = await takeHelp(taken, staging);
    const checked = await checkTaken(taken, staging, options, context);
    const changes = takeChanges(taken, staging);
    const spec = specOf(staging, taken.program.protocol.number);
    const report = reportOf({ taken, help, checked, changes, spec, staging });
    if (options.report !== undefined) {
      writeFileSync(options.report, report.text);
    }
    staging.commit();
    return report;
  } finally {
    process.off('exit', remove);
    remove();
  }
}

function optionsIn(args: readonly string[]): TakeOptions | undefined {
  const { values, positionals } = parsed(args);
  if (values.help === true) {
    return undefined;
  }
  if (positionals.length > 0) {
    throw new OptionError(`'${positionals[0]}' is no option. Give the program as --swamp <path>.`);
  }
  const { swamp, programs, tags, report } = values;
  if (swamp === undefined) {
    throw new OptionError(`Give the program of the release as --swamp <path>.\n\n${USAGE}`);
  }
  if (programs !== undefined && !programs.includes(RELEASE_IN_PATTERN)) {
    throw new OptionError(`--programs: '${programs}' names no release. Write ${RELEASE_IN_PATTERN} where it stands.`);
  }
  assertWritable(report);
  // The verifier's own options are read by its own rules.
  const { only, record, program } = parseOptions([
    ...(values.only ?? []).map((list) => `--only=${list}`),
    ...(values.record === true ? ['--record'] : []),
    ...(values.program === undefined ? [] : [`--program=${values.program}`]),
  ]);
  return { swamp, programs, tags: tags === undefined ? undefined : listIn(tags), report, only, record, program };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        swamp: { type: 'string' },
        programs: { type: 'string' },
        tags: { type: 'string' },
        only: { type: 'string', multiple: true },
        record: { type: 'boolean' },
        program: { type: 'string' },
        report: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new OptionError(`${(error as Error).message.split('. ')[0]!.replace(/\.$/, '')}. See --help.`);
  }
}

function listIn(file: string): string {
  if (!(existsSync(file) && statSync(file).isFile())) {
    throw new OptionError(`--tags: there is no file '${file}'.`);
  }
  return readFileSync(file, 'utf8');
}

/** The report is written long after the command began: better to complain now. */
function assertWritable(file: string | undefined): void {
  if (
    file !== undefined &&
    (!existsSync(path.dirname(path.resolve(file))) || (existsSync(file) && !statSync(file).isFile()))
  ) {
    throw new OptionError(`--report: '${file}' cannot be written. Name a file in a folder that exists.`);
  }
}
