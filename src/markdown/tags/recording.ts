import type { BlockContent } from 'mdast';
import * as z from 'zod';
import { shortRelease } from '../../facts/release.ts';
import type { RecordedProcess, Recording } from '../../facts/schema/recording.ts';
import { lookup, lookupRecording } from '../lookup.ts';
import { printedCode } from '../printed-code.ts';
import { code, paragraph, text } from '../nodes.ts';
import { defineTag } from '../tag.ts';

const TERMINAL_TITLES: Readonly<Record<RecordedProcess['terminal'], string>> = {
  operator: 'Operator',
  orchestrator: 'Orchestrator',
  worker: 'Worker',
  'second-worker': 'Second worker',
  client: 'Client',
};

/**
 * `<Recording id="log/token-create" />`: commands of a recording with what they printed.
 *
 * `process` picks one by its position, counted from 1; `terminal` picks all of one terminal;
 * `show="output"` leaves out the command, for a page that shows it in its own words.
 */
export const recordingTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({
    id: z.string(),
    process: z.coerce.number().int().positive().optional(),
    terminal: z.enum(['operator', 'orchestrator', 'worker', 'second-worker', 'client']).optional(),
    show: z.enum(['all', 'command', 'output']).default('all'),
  }),
  expand: ({ id, process, terminal, show }, { spec }) => {
    const recording = lookupRecording(spec, id).value;
    const chosen = recording.processes.filter(
      (candidate, index) =>
        (process === undefined || index === process - 1) && (terminal === undefined || candidate.terminal === terminal),
    );
    if (chosen.length === 0) {
      throw new Error(`recording '${id}' has no such process; it has ${describeProcesses(recording)}`);
    }
    const severalTerminals = new Set(chosen.map((candidate) => candidate.terminal)).size > 1;
    return chosen.flatMap((candidate) => processBlocks(candidate, show, severalTerminals));
  },
});

/** `<RecordedFile id="placement/labels-match" path="workflow.yaml" />`: a file that took part in a recording. */
export const recordedFileTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ id: z.string(), path: z.string(), title: z.string().optional() }),
  expand: ({ id, path, title }, { spec }) => {
    const files = lookupRecording(spec, id).value.files;
    const file = lookup(
      new Map(files.map((entry) => [entry.path, entry])),
      `file of recording '${id}' called`,
      path,
      spec,
    );
    return [code(path.endsWith('.yaml') ? 'yaml' : 'text', file.content.trimEnd(), `title="${title ?? path}"`)];
  },
});

/** `<RecordedWith id="log/token-create" />`: the release and day of a recording, in a sentence. */
export const recordedWithTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ id: z.string() }),
  expand: ({ id }, { spec }) => {
    const { release, date } = lookupRecording(spec, id).value;
    return [paragraph(text(`Recorded with ${shortRelease(release)} on ${date}.`))];
  },
});

/** The blocks that show one process: its command, then what it printed. */
export function processBlocks(
  process: RecordedProcess,
  show: 'all' | 'command' | 'output',
  named: boolean,
): BlockContent[] {
  const title = named ? TERMINAL_TITLES[process.terminal] : undefined;
  const shown: BlockContent[] = [];
  if (show !== 'output') {
    shown.push(code('bash', process.command, title && `title="${title}"`));
  }
  if (show !== 'command') {
    shown.push(...outputBlocks(process));
  }
  return shown;
}

function outputBlocks({ stdout, stderr }: RecordedProcess): BlockContent[] {
  const printed = [prettyIfJson(stdout), withoutBlankEnds(stderr)].filter((part) => part !== '');
  if (printed.length === 0) {
    return [paragraph(text('It prints nothing.'))];
  }
  const language = printed.length === 1 && looksLikeJson(printed[0]!) ? 'json' : 'output';
  return [printedCode(language, printed.join('\n'))];
}

function prettyIfJson(stdout: string): string {
  const trimmed = stdout.trim();
  if (!looksLikeJson(trimmed)) {
    return withoutBlankEnds(stdout);
  }
  try {
    // One-line JSON is one unreadable word to a reader and to the search index.
    return JSON.stringify(JSON.parse(trimmed), null, 2);
  } catch {
    return trimmed;
  }
}

/** Without empty lines at both ends; the first line keeps its indentation. */
function withoutBlankEnds(printed: string): string {
  return printed.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}

function looksLikeJson(printed: string): boolean {
  // A configuration file may begin with a section, `[Unit]`.
  return /^(?:\{|\[\s*[[\]{"\d])/.test(printed);
}

function describeProcesses(recording: Recording): string {
  return recording.processes
    .map((process, index) => `${index + 1} (${process.terminal}: ${process.command})`)
    .join(', ');
}
