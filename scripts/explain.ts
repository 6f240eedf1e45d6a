import { existsSync, readFileSync, statSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { buildMessageTable } from '../src/tools/explain/build-table.ts';
import { decodeLog, LARGEST_INPUT, looksBinary } from '../src/tools/explain/decode.ts';
import { explain } from '../src/tools/explain/explain.ts';
import { Matcher } from '../src/tools/explain/matcher.ts';
import { jsonReport, textReport } from '../src/tools/explain/report.ts';
import { project } from '../src/site/project.ts';
import { loadAllProtocolSpecs } from '../src/facts/load.ts';
import { projectRoot } from './lib/project-root.ts';

const USAGE = `Usage: npm run -s explain -- [options] [file ...]
       npm run -s explain < worker.log

Finds the messages of swamp in logs, and says what each means and what to do. Without a file it
reads standard input.

Options:
  --protocol <N>  explain as of this protocol (default: the newest that prints the message)
  --json          print the findings as JSON (spec/PUBLISHED.md describes them)
  --help          show this text

Exit code: 0 a known message was found, 1 none was found, 2 the input or the options are no good.`;

/** Thrown for input that cannot be explained; the message says what to do. */
class InputError extends Error {}

/** Explains files or standard input; returns the exit code. */
async function run(): Promise<number> {
  const { values, positionals } = options();
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  const matcher = new Matcher(buildMessageTable(loadAllProtocolSpecs(projectRoot)));
  const known = matcher.table.protocols.map(({ number }) => number);
  const protocol = protocolOf(values.protocol, known);
  const text = positionals.length === 0 ? await standardInput() : positionals.map(fileText).join('\n');
  if (text.trim() === '') {
    throw new InputError('There is nothing to explain: the input is empty. Try: npm run -s explain < worker.log');
  }
  const explanation = explain(text, matcher);
  const report = { matcher, protocol, site: `${project.url}${project.baseUrl.replace(/\/$/, '')}` };
  process.stdout.write(
    values.json === true
      ? `${JSON.stringify(jsonReport(explanation, report), null, 2)}\n`
      : textReport(explanation, report),
  );
  return explanation.findings.length > 0 ? 0 : 1;
}

function options() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
        protocol: { type: 'string' },
      },
    });
  } catch (error) {
    throw new InputError(`${(error as Error).message.split('. ')[0]!}.\n\n${USAGE}`);
  }
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

async function standardInput(): Promise<string> {
  if (process.stdin.isTTY) {
    throw new InputError(`Nothing is piped in and no file is named.\n\n${USAGE}`);
  }
  return textOf(await buffer(process.stdin), 'standard input');
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

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
