import { withoutSequences } from '../../src/facts/clean-text.ts';
import { normalizeOutput } from '../../src/facts/normalize.ts';
import { messageMatcher } from '../../src/facts/message-pattern.ts';
import type { Message } from '../../src/facts/schema/message.ts';

/** Time, level and category before a logged text; older releases and the argument parser write it differently. */
const LOG_PREFIX =
  /^(?:\d{4}-\d{2}-\d{2}[T ])?\d{2}:\d{2}:\d{2}\.\d{3}(?:Z| [+-]\d{2}:\d{2})? (\[[A-Z]{3}\] \S+:|[A-Z]{3} \S+) /u;

/** What newer releases put before each line of the orchestrator's log. */
const SPEAKER_PREFIX = /^ *[\w-]+ │ /u;

/** Words with which the program introduces the reason why something failed; an error may name its class. */
const LEAD_IN = /^(?:Disconnected|Worker stopped|Step failed|Workflow failed|[A-Z]\w*Error|Error|AddrInUse): /;

/** The sign before a warning of `workflow validate`. */
const WARNING_SIGN = /^⚠ /u;

/** The reason why a workflow file cannot be read, in the words with which a command or the log tells it. */
const BROKEN_FILE = /^(?:Workflow '[^']*' exists but failed to load: |Skipping broken workflow "[^"]*": )(.+)$/;

/** The reason inside the sentence with which a worker gives up. */
const LAST_ERROR = /\(last error: (.+)\)$/;

/** The reason at the end of the line with which a worker ends a dispatch. */
const DISPATCH_ERROR = /^✗ Dispatch \S+: \S+ failed in \d+ms — (.+)$/u;

/** The reason in a JSON output of several lines. */
const JSON_ERROR = /^"error": (".*?"),?$/;

/** The first line of a validation error, and what is logged of a job: the reasons stand on other lines. */
const WITHOUT_REASON: ReadonlySet<string> = new Set(['[', 'Job failed']);

/** How the log ends a line of a text that has several: the next line goes on behind the plus sign. */
const WRAPPED_VALUE = /\\n" \+$/;

/** A line of a stack trace. */
const STACK_FRAME = /^at \S/;

/** A fault inside a validation error that is printed as JSON over several lines. */
const JSON_MESSAGE = /^"message": (".*?"),?$/;

/**
 * Every text that a line of output can be read as: the whole line, and what remains without the
 * log's prefix, without words such as `Error:`, and without the quotes that older logs put around it.
 */
export function statementsOf(printed: string): string[] {
  return readingsByLine(printed).flat();
}

/** The texts that each line of output can be read as, from the whole line to its core. */
export function readingsByLine(printed: string): string[][] {
  return linesOf(printed).map(readingsOf);
}

/**
 * The reasons for which something was refused or ended, each once: what remains of a line without
 * everything that introduces it.
 */
export function refusalsOf(printed: string): string[] {
  const reasons = linesOf(printed)
    .filter(tellsFailure)
    .map((line) => readingsOf(line).at(-1)!)
    .filter((reason) => !WITHOUT_REASON.has(reason));
  return [...new Set(reasons)];
}

/** Whether a message says why something was refused: alone, or in the words with which the worker says it. */
export function explainsRefusal(message: Pick<Message, 'text' | 'parameters'>, refusal: string): boolean {
  // 'Disconnected: {reason}' would explain everything and so nothing.
  const saysNothing = /^(?:[A-Z][a-z ]+: )?\{\w+\}$/.test(message.text);
  return (
    !saysNothing && ['', 'Disconnected: ', 'Worker stopped: '].some((leadIn) => isMessage(message, leadIn + refusal))
  );
}

/** Whether a statement is a message from its first to its last character. */
function isMessage(message: Pick<Message, 'text' | 'parameters'>, statement: string): boolean {
  return isWhole(messageMatcher(message), statement);
}

/** Whether a statement is a message, or one and then, as the log writes it, a reason that is not part of its text. */
function isWholeOrBeforeReason(matcher: ReturnType<typeof messageMatcher>, statement: string): boolean {
  const match = matcher(statement);
  return match?.start === 0 && (match.length === statement.length || statement.startsWith('": ', match.length - 1));
}

function isWhole(matcher: ReturnType<typeof messageMatcher>, statement: string): boolean {
  const match = matcher(statement);
  return match !== undefined && match.start === 0 && match.length === statement.length;
}

/** What a process printed, read once for many messages. */
interface ReadOutput {
  readonly text: string;
  readonly statements: readonly string[];
}

/** Reads what a process printed. */
export function readOutput(printed: string): ReadOutput {
  return { text: withoutSequences(printed), statements: statementsOf(printed) };
}

/** Makes a function that says whether a message was printed. One of several lines is looked for in the whole text. */
export function messageListener(message: Pick<Message, 'text' | 'parameters'>): (output: ReadOutput) => boolean {
  const match = messageMatcher(message);
  return message.text.includes('\n')
    ? ({ text }) => match(text) !== undefined
    : ({ statements }) => statements.some((statement) => isWholeOrBeforeReason(match, statement));
}

/** Whether a message was printed. */
export function wasPrinted(message: Pick<Message, 'text' | 'parameters'>, printed: string): boolean {
  return messageListener(message)(readOutput(printed));
}

/**
 * What was printed from the first line on that is a message; undefined when none is.
 */
export function printedFrom(message: Pick<Message, 'text' | 'parameters'>, printed: string): string | undefined {
  const lines = linesOf(printed);
  const first = lines.findIndex((line) => readingsOf(line).some((reading) => isMessage(message, reading)));
  return first < 0 ? undefined : lines.slice(first).join('\n');
}

/** Lines of output that say something, for reports: without prefixes, repetitions and noise, and bounded in length. */
export function essenceOf(printed: string): string {
  const told = linesOf(normalizeOutput(printed)).filter((line) => !STACK_FRAME.test(line));
  const lines = [...new Set(told.map((line) => line.replace(LOG_PREFIX, '').replace(SPEAKER_PREFIX, '')))];
  return lines.length === 0 ? '(nothing)' : lines.slice(-8).join(' / ').slice(-800);
}

function linesOf(printed: string): string[] {
  return withoutSequences(printed)
    .split(/\r?\n/)
    .map((line) => line.trim().replace(WRAPPED_VALUE, '"'))
    .filter((line) => line !== '');
}

function tellsFailure(line: string): boolean {
  const level = LOG_PREFIX.exec(line)?.[1];
  return LEAD_IN.test(line) || JSON_MESSAGE.test(line) || (level !== undefined && /^\[?(?:FTL|ERR)\b/.test(level));
}

/** From the whole line to its core, each reading shorter than the one before. */
function readingsOf(line: string): string[] {
  const readings = [line];
  for (;;) {
    const last = readings.at(-1)!;
    const next = peeled(last);
    if (next === last) {
      return readings;
    }
    readings.push(next);
  }
}

function peeled(text: string): string {
  const jsonMessage = (JSON_MESSAGE.exec(text) ?? JSON_ERROR.exec(text))?.[1];
  if (jsonMessage !== undefined) {
    return JSON.parse(jsonMessage) as string;
  }
  for (const prefix of [LOG_PREFIX, SPEAKER_PREFIX, WARNING_SIGN, LEAD_IN]) {
    if (prefix.test(text)) {
      return text.replace(prefix, '');
    }
  }
  return unquoted((LAST_ERROR.exec(text) ?? DISPATCH_ERROR.exec(text) ?? BROKEN_FILE.exec(text))?.[1] ?? text);
}

/** The text inside quotes that stand around all of it, as the log writes values. */
function unquoted(text: string): string {
  const quote = text[0];
  const wrapped = text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote);
  return wrapped ? text.slice(1, -1).replace(/\\(["'\\])/g, '$1') : text;
}
