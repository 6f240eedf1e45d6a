import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { project } from '../../src/site/project.ts';
import { decodeLog, LARGEST_INPUT, looksBinary } from '../../src/tools/explain/decode.ts';
import { parsePort } from './port.ts';
import { projectRoot } from './project-root.ts';

const USAGE = `Usage: npm run -s explain -- [options] [file ...]
       npm run -s explain < worker.log

Finds the messages of swamp in logs, and says what each means and what to do. Without a file it
reads standard input.

Options:
  --protocol <N>  explain as of this protocol (default: the newest that prints the message)
  --site <URL>    where the portal is that links lead to (default: SITE_URL with BASE_URL; without
                  SITE_URL the portal of npm start, at the port that PORT names, or 3000)
  --json          print the findings as JSON (spec/PUBLISHED.md describes them)
  --help          show this text

Exit code: 0 a known message was found, 1 none was found, 2 the input or the options are no good.`;

/** What the command reads and writes beside its arguments. */
export interface Surroundings {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Takes what belongs to standard output. */
  print(text: string): void;
  /** Takes what belongs to standard error. */
  complain(text: string): void;
}

/** Thrown for input that cannot be explained; the message says what to do. */
class InputError extends Error {}

/**
 * `npm run explain`: explains files or standard input.
 *
 * @returns the exit code.
 */
export async function explainCommand(args: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    return await answer(args, surroundings);
  } catch (error) {
    surroundings.complain(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

async function answer(args: readonly string[], { stdin, env, print }: Surroundings): Promise<number> {
  const { values, positionals } = optionsIn(args);
  if (values.help === true) {
    print(`${USAGE}\n`);
    return 0;
  }
  const site = siteOf(values.site, env);
  const text = positionals.length === 0 ? await standardInput(stdin) : positionals.map(fileText).join('\n');
  if (text.trim() === '') {
    throw new InputError('There is nothing to explain: the input is empty. Try: npm run -s explain < worker.log');
  }
  // Only now what takes time: a mistyped option or file is told at once.
  const [
    { cachedProtocolSpec, cachedReleases },
    { buildMessageTable },
    { explain },
    { Matcher },
    { jsonReport, textReport },
  ] = await Promise.all([
    import('../../src/facts/cache.ts'),
    import('../../src/tools/explain/build-table.ts'),
    import('../../src/tools/explain/explain.ts'),
    import('../../src/tools/explain/matcher.ts'),
    import('../../src/tools/explain/report.ts'),
  ]);
  const known = cachedReleases(projectRoot).protocols.map(({ number }) => number);
  const matcher = new Matcher(buildMessageTable(known.map((number) => cachedProtocolSpec(projectRoot, number))));
  const report = { matcher, protocol: protocolOf(values.protocol, known), site };
  const explanation = explain(text, matcher);
  print(
    values.json === true
      ? `${JSON.stringify(jsonReport(explanation, report), null, 2)}\n`
      : textReport(explanation, report),
  );
  return explanation.findings.length > 0 ? 0 : 1;
}

function optionsIn(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
        protocol: { type: 'string' },
        site: { type: 'string' },
      },
    });
  } catch (error) {
    throw new InputError(`${(error as Error).message.split('. ')[0]!}.\n\n${USAGE}`);
  }
}

/** Where links lead, without a slash at the end. */
function siteOf(option: string | undefined, env: Surroundings['env']): string {
  if (option !== undefined && !(/^https?:\/\//.test(option) && URL.canParse(option))) {
    throw new InputError(`--site is '${option}', but it is the address of a portal: --site https://docs.example.org`);
  }
  const origin = env.SITE_URL ?? `http://localhost:${parsePort(env.PORT)}`;
  return (option ?? `${origin}${project.baseUrl}`).replace(/\/+$/, '');
}

function protocolOf(text: string | undefined, known: readonly number[]): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const number = Number(text);
  if (!known.includes(number)) {
    throw new InputError(`There is no protocol '${text}'. Known: ${known.join(', ')}.`);
  }
  return number;
}

async function standardInput(stdin: Surroundings['stdin']): Promise<string> {
  if (stdin.isTTY === true) {
    throw new InputError(`Nothing is piped in and no file is named.\n\n${USAGE}`);
  }
  return textOf(await buffer(stdin), 'standard input');
}

function fileText(file: string): string {
  if (!existsSync(file)) {
    throw new InputError(`There is no file '${file}'.`);
  }
  if (!statSync(file).isFile()) {
    throw new InputError(`'${file}' is no file. Name a log file.`);
  }
  return textOf(readFileSync(file), `'${file}'`);
}

function textOf(bytes: Uint8Array, name: string): string {
  if (bytes.length > LARGEST_INPUT) {
    const limit = LARGEST_INPUT / 1024 / 1024;
    throw new InputError(
      `${name} is larger than ${limit} MB. Explain its end: tail -c ${limit}M <file> | npm run -s explain`,
    );
  }
  if (looksBinary(bytes)) {
    throw new InputError(`${name} is no text. Unpack it first if it is an archive.`);
  }
  return decodeLog(bytes);
}
