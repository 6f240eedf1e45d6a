import { normalizeOutput } from '../../../src/facts/normalize.ts';

/** The port that the pages name. */
export const PAGE_PORT = '9090';

/** The home folder that the pages show. */
const PAGE_HOME = '/home/you';

/** What differs from run to run by the verifier's own choice. */
export interface Surroundings {
  readonly home: string;
  readonly port: number;
}

/** Stands between the outputs of two steps while all are normalized together. */
const BOUNDARY = '\u001e';

/**
 * Lines that a busy machine may add or leave out, or print a moment later. They stay in recordings;
 * comparing passes over them.
 */
const UNSTEADY = [
  /WebSocket error: "Unexpected EOF"/,
  /Unregistered (?:scheduled workflow|schedule for workflow) /,
  /Failed to rekey active-run record /,
  /datastore·lock: (?:Acquiring|Waiting for) lock /,
  /Still running\.\.\. \[/,
] as const;

/**
 * Makes what the steps of one page printed fit to be recorded. All of them are normalized together,
 * so that an id has the same stand-in in every step.
 */
export function normalizeTranscripts(outputs: readonly string[], { home, port }: Surroundings): string[] {
  const text = outputs
    .map((output) => output.replaceAll(BOUNDARY, ''))
    .join(`\n${BOUNDARY}\n`)
    .replaceAll(new RegExp(`(?<![\\w.])${port}(?!\\w)`, 'g'), PAGE_PORT);
  return normalizeOutput(text, [{ actual: home, shown: PAGE_HOME }])
    .split(BOUNDARY)
    .map((output) => output.replaceAll(/^\n+|\n+$/g, ''));
}

/** The first place in which two transcripts differ. */
export interface TranscriptDifference {
  /** 1-based line of the expected transcript. */
  readonly line: number;
  readonly expected: string;
  readonly actual: string;
}

/**
 * Compares what a step printed with its recording, line by line. Blank lines and lines that come and
 * go say nothing; durations and sizes differ from machine to machine.
 */
export function compareTranscripts(expected: string, actual: string): TranscriptDifference | undefined {
  const [wanted, found] = [comparableLines(expected), comparableLines(actual)];
  const length = Math.max(wanted.length, found.length);
  for (let position = 0; position < length; position += 1) {
    if (wanted[position]?.key !== found[position]?.key) {
      return {
        line: wanted[position]?.line ?? expected.split('\n').length,
        expected: wanted[position]?.text ?? '(nothing more)',
        actual: found[position]?.text ?? '(nothing more)',
      };
    }
  }
  return undefined;
}

function comparableLines(transcript: string): { line: number; text: string; key: string }[] {
  const telling = transcript
    .split('\n')
    .map((text, index) => ({ line: index + 1, text }))
    .filter(({ text }) => text.trim() !== '' && !UNSTEADY.some((pattern) => pattern.test(text)));
  // Normalized once more and for this step alone, so that an id less in an earlier step shows there only.
  const keys = normalizeOutput(telling.map(({ text }) => text).join('\n')).split('\n');
  return telling.map(({ line, text }, position) => ({ line, text, key: withoutMeasures(keys[position] ?? text) }));
}

function withoutMeasures(line: string): string {
  return line
    .replaceAll(/\b(?:\d+h)?(?:\d+m)?\d+(?:\.\d+)?m?s\b/g, '(duration)')
    .replaceAll(/(?<=durationMs"?:? *)\d+/g, '(duration)')
    .replaceAll(/\b\d+(?:\.\d+)?[KM]?B\b/g, '(size)')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
