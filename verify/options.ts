import { parseArgs } from 'node:util';
import { suggestName } from '../src/facts/nearest.ts';
import { CHECK_NAMES } from './check.ts';
import { SCENARIOS } from './checks/behaviors/scenarios/index.ts';
import { SCENES } from './checks/recordings/scenes/index.ts';
import { SCENE_NAMES } from './checks/two-machines/scenes/index.ts';
import type { CheckName } from './check.ts';
import type { ProgramKind } from './program-kind.ts';

/** What the command line asks for. */
export interface Options {
  readonly help: boolean;
  /** Path of the program, as typed. */
  readonly swamp?: string | undefined;
  /** Paths of programs of other protocols, as typed: workers that must be refused. */
  readonly otherSwamps: readonly string[];
  /** The checks to run, in their usual order. */
  readonly only: readonly CheckName[];
  /** Patterns of the procedure pages to perform, such as `operators/*`; all pages when absent. */
  readonly pages?: readonly string[] | undefined;
  /** The scenarios that behaviors plays; all when absent. */
  readonly scenarios?: readonly string[] | undefined;
  /** The scenes that recordings and network play; all when absent. */
  readonly scenes?: readonly string[] | undefined;
  /** What `placement` generates. */
  readonly placement: { readonly cases: number; readonly seed: number };
  /** File for the report as JSON, as typed. */
  readonly json?: string | undefined;
  readonly record: boolean;
  /** Keep the figures of this verification for the page that shows them. */
  readonly publish: boolean;
  readonly program: ProgramKind;
}

/** Thrown for a command line that cannot be followed; the message says what to do. */
export class OptionError extends Error {}

export const USAGE = `Usage: npm run verify -- --swamp <path> [options]

Runs a real swamp in scratch folders on this machine and compares what it does with spec/.

Options:
  --swamp <path>        the program to verify
  --other-swamp <path>  a program of another protocol, whose worker must be refused; repeatable
  --only <checks>       comma-separated: ${CHECK_NAMES.join(', ')} (default: all)
  --pages <patterns>    the pages that walkthrough performs, comma-separated: operators/*,authors/cancel
                        (* stands for any text; default: all)
  --scenarios <ids>     the scenarios that behaviors plays, comma-separated (default: all)
  --scenes <ids>        the scenes that recordings plays, and the scenes or groups of them that network plays,
                        comma-separated: queries,tls-token,proxy/nginx-basic (default: all)
  --cases <number>      how many generated workflows placement plans and runs (default: 20)
  --seed <number>       what they are generated from (default: 18)
  --json <file>         also write the report as JSON
  --record              also rewrite recordings/ from what ran
  --publish             also keep the figures in recordings/verifications/; with --only those of the checks
                        that ran, beside figures of the others from the same runtime; with --only behaviors
                        --scenarios or --only walkthrough --pages, of what differed before, what agrees now
  --program <kind>      what a recording says of the program: binary or source (default: binary)
  --help                show this text

Exit code: 0 all that ran agrees, 1 something differs, 2 it could not run.`;

/**
 * Reads the command line.
 *
 * @param argv - arguments after the script.
 * @throws {@link OptionError}
 */
export function parseOptions(argv: readonly string[]): Options {
  const { values, positionals } = parse(argv);
  if (positionals.length > 0) {
    throw new OptionError(`'${positionals[0]}' is no option. Give the program as --swamp <path>.`);
  }
  return {
    help: values.help ?? false,
    swamp: values.swamp,
    otherSwamps: values['other-swamp'] ?? [],
    only: checksOf(values.only),
    pages: pagesOf(values.pages),
    scenarios: idsOf('scenarios', values.scenarios, Object.keys(SCENARIOS)),
    scenes: idsOf('scenes', values.scenes, [...Object.keys(SCENES), ...SCENE_NAMES]),
    placement: { cases: numberOf('cases', values.cases, 20), seed: numberOf('seed', values.seed, 18) },
    json: values.json,
    record: values.record ?? false,
    publish: publishOf(values.publish, checksOf(values.only), {
      pages: values.pages,
      scenarios: values.scenarios,
      scenes: values.scenes,
    }),
    program: programOf(values.program),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        swamp: { type: 'string' },
        'other-swamp': { type: 'string', multiple: true },
        only: { type: 'string', multiple: true },
        pages: { type: 'string', multiple: true },
        scenarios: { type: 'string', multiple: true },
        scenes: { type: 'string', multiple: true },
        cases: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'string' },
        record: { type: 'boolean' },
        publish: { type: 'boolean' },
        program: { type: 'string' },
      },
    });
  } catch (error) {
    // Node explains how to pass text that starts with '-'; the first sentence is what helps here.
    throw new OptionError(`${(error as Error).message.split('. ')[0]!.replace(/\.$/, '')}. See --help.`);
  }
}

function itemsOf(lists: readonly string[]): readonly string[] {
  return lists
    .flatMap((list) => list.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function numberOf(option: string, text: string | undefined, usual: number): number {
  const number = text === undefined ? usual : Number(text);
  if (!Number.isInteger(number) || number < 1) {
    throw new OptionError(`--${option}: '${text}' is no whole number from 1.`);
  }
  return number;
}

function pagesOf(lists: readonly string[] | undefined): readonly string[] | undefined {
  const patterns = lists === undefined ? undefined : itemsOf(lists);
  if (patterns?.length === 0) {
    throw new OptionError('--pages names no page. Give paths within a version, such as operators/tokens.');
  }
  return patterns;
}

function checksOf(only: readonly string[] | undefined): readonly CheckName[] {
  if (only === undefined) {
    return CHECK_NAMES;
  }
  const asked = itemsOf(only);
  if (asked.length === 0) {
    throw new OptionError(`--only names no check. Known: ${CHECK_NAMES.join(', ')}.`);
  }
  for (const name of asked) {
    if (!(CHECK_NAMES as readonly string[]).includes(name)) {
      throw new OptionError(`--only: there is no check '${name}'. ${suggestName(name, CHECK_NAMES)}`);
    }
  }
  return CHECK_NAMES.filter((name) => asked.includes(name));
}

/** Ids of scenarios or scenes; what the option is called is also what they are. */
function idsOf(
  option: 'scenarios' | 'scenes',
  lists: readonly string[] | undefined,
  known: readonly string[],
): readonly string[] | undefined {
  const ids = lists === undefined ? undefined : itemsOf(lists);
  for (const id of ids ?? []) {
    if (!known.includes(id)) {
      throw new OptionError(`--${option}: there is no ${option.slice(0, -1)} '${id}'. ${suggestName(id, known)}`);
    }
  }
  return ids;
}

/** Checks of which a part can be published, by the option that names the part. */
const DECIDING: Readonly<Record<string, CheckName>> = { scenarios: 'behaviors', pages: 'walkthrough' };

function publishOf(
  publish: boolean | undefined,
  only: readonly CheckName[],
  parts: Readonly<Record<string, unknown>>,
): boolean {
  const part = Object.keys(parts).find((option) => parts[option] !== undefined);
  // What a scenario or a page decided before, it can decide again.
  const decidesAgain = only.length === 1 && only[0] === DECIDING[part ?? ''];
  if (publish === true && part !== undefined && !decidesAgain) {
    throw new OptionError(`--publish keeps the figures of complete checks: leave --${part} out.`);
  }
  return publish ?? false;
}

function programOf(kind: string | undefined): ProgramKind {
  if (kind === undefined || kind === 'binary' || kind === 'source') {
    return kind ?? 'binary';
  }
  throw new OptionError(`--program: '${kind}' is neither 'binary' nor 'source'.`);
}
