import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseRelease } from '../../src/facts/release.ts';
import type { Release } from '../../src/facts/release.ts';
import type { PlanFile, PlanRequest, Pool } from '../../src/tools/plan/request.ts';
import { projectRoot } from './project-root.ts';

const USAGE = `Usage: npm run -s plan -- [options] <workflow.yaml> [nested.yaml ...]

Says where each step of a workflow will run, and why it waits. The first file is planned; the others are
workflows that it runs. Nothing is sent anywhere.

Options:
  --release <release>   the release of the orchestrator (default: the newest that is verified)
  --compare <release>   also say what differs at this release
  --workers <file>      what swamp worker list --json printed, or its table
  --input <name=value>  an input of the run; repeatable
  --queue-timeout <s>   seconds of swamp serve --queue-timeout
  --remote-only         swamp serve runs with --remote-only
  --markdown            print the plan as Markdown, for a review
  --json                print the plan as JSON
  --help                show this text

Exit code: 0 every step has a place; 1 one waits in vain, is refused, or probably runs where it was not meant
to; 2 the files or options are no good.`;

/** Where the command prints. */
export interface Surroundings {
  /** Takes what belongs to standard output. */
  print(text: string): void;
  /** Takes what belongs to standard error. */
  complain(text: string): void;
}

/** Thrown for what cannot be planned; the message says what to do. */
class InputError extends Error {}

/**
 * `npm run plan`: plans a workflow file.
 *
 * @returns the exit code.
 */
export async function planCommand(args: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    return await answer(args, surroundings);
  } catch (error) {
    surroundings.complain(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

async function answer(args: readonly string[], { print, complain }: Surroundings): Promise<number> {
  const { values, positionals } = optionsIn(args);
  if (values.help === true) {
    print(`${USAGE}\n`);
    return 0;
  }
  const [first, ...nested] = positionals.map(fileIn);
  if (first === undefined) {
    throw new InputError(`No file is named.\n\n${USAGE}`);
  }
  const inputs = Object.fromEntries((values.input ?? []).map(inputIn));
  const queueTimeout = secondsIn(values['queue-timeout']);
  const asked = values.release === undefined ? undefined : releaseIn('release', values.release);
  const compared = values.compare === undefined ? undefined : releaseIn('compare', values.compare);
  // Only now what takes time: a mistyped option or file is told at once.
  const [{ cachedProtocolSpec, cachedReleases }, { loadWorkflowFile }, { buildPlanRules }, { planWorkflow }, report] =
    await Promise.all([
      import('../../src/facts/cache.ts'),
      import('../../src/facts/workflow-file.ts'),
      import('../../src/tools/plan/build-rules.ts'),
      import('../../src/tools/plan/plan-workflow.ts'),
      import('../../src/tools/plan/report.ts'),
    ]);
  const pool = values.workers === undefined ? undefined : await poolIn(values.workers, complain);
  const protocols = cachedReleases(projectRoot).protocols.filter(({ released }) => released);
  const request: PlanRequest = {
    files: [first, ...nested],
    release: asked ?? protocols[0]!.verified,
    pool,
    inputs,
    server: { queueTimeout, remoteOnly: values['remote-only'] },
  };
  const rules = buildPlanRules(
    protocols.map(({ number }) => cachedProtocolSpec(projectRoot, number)),
    loadWorkflowFile(projectRoot),
  );
  const plan = planWorkflow(request, rules);
  if (values.json === true) {
    print(`${JSON.stringify(report.jsonReport(plan), null, 2)}\n`);
  } else if (values.markdown === true) {
    const { planAsMarkdown } = await import('../../src/tools/plan/markdown.ts');
    print(planAsMarkdown(plan));
  } else {
    print(report.textReport(plan, [first, ...nested]));
    if (compared !== undefined) {
      const { differencesBetween } = await import('../../src/tools/plan/differences.ts');
      print(report.differencesReport(differencesBetween(request, compared, rules)));
    }
  }
  return report.exitCodeOf(plan);
}

function optionsIn(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        release: { type: 'string' },
        compare: { type: 'string' },
        workers: { type: 'string' },
        input: { type: 'string', multiple: true },
        'queue-timeout': { type: 'string' },
        'remote-only': { type: 'boolean' },
        markdown: { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new InputError(`${(error as Error).message.split('. ')[0]!}.\n\n${USAGE}`);
  }
}

function releaseIn(option: string, text: string): Release {
  const release = parseRelease(text);
  if (release === undefined) {
    throw new InputError(
      `--${option} is '${text}', but a release is such as 20260822.011157: swamp --version prints it.`,
    );
  }
  return release;
}

function secondsIn(text: string | undefined): number | undefined {
  const seconds = text === undefined ? undefined : Number(text);
  if (seconds !== undefined && !(seconds >= 0)) {
    throw new InputError(`--queue-timeout is '${text}', but it is a number of seconds, such as 300.`);
  }
  return seconds;
}

function inputIn(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) {
    throw new InputError(`--input is '${text}', but it is <name>=<value>.`);
  }
  return [text.slice(0, at), text.slice(at + 1)];
}

async function poolIn(file: string, complain: Surroundings['complain']): Promise<Pool> {
  const { parsePool } = await import('../../src/tools/plan/pool-text.ts');
  const read = parsePool(contentOf(file));
  if (read.kind === 'unreadable') {
    throw new InputError(`'${file}': ${read.problem.replaceAll('`', '')}`);
  }
  read.notes.forEach((note) => complain(`${note.replaceAll('`', '')}\n`));
  return read.pool;
}

function fileIn(file: string): PlanFile {
  return { name: path.basename(file), text: contentOf(file) };
}

/** Larger files are read no further than it takes to see that they are too large. */
const LARGEST = 4 * 1024 * 1024;

function contentOf(file: string): string {
  if (!existsSync(file)) {
    throw new InputError(`There is no file '${file}'.`);
  }
  const { size } = statSync(file);
  if (!statSync(file).isFile()) {
    throw new InputError(`'${file}' is no file.`);
  }
  if (size > LARGEST) {
    throw new InputError(`'${file}' is larger than 1 MB. Name a workflow file.`);
  }
  return readFileSync(file, 'utf8');
}
