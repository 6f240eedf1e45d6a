import type { TableEvent } from './table.ts';
import { EVENT_FIELDS } from './table.ts';
import { statementStart } from './statement-start.ts';
import type { StatementStart } from './statement-start.ts';
import { readWrittenOut, withoutColors } from './written-out.ts';

/** Something that a line says. */
export interface Statement extends StatementStart {
  /** Its `start` is where the program's own words begin in it. */
  readonly text: string;
  /** True for a value of JSON that need not be a message, such as a name: it has few words, and its key is no message's. */
  readonly isData: boolean;
  /** True for what has no words, such as a bracket or a rule; it may be the end of a message that was cut. */
  readonly isFrame?: boolean;
  /** What the text says if it is written in other signs; that can be several lines. */
  readonly writtenOut?: readonly Statement[];
}

/** An object that a command printed as one line of `--json`. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What one line was read as. */
export interface ReadLine {
  readonly statements: readonly Statement[];
  /** The whole line, when it is a JSON object. */
  readonly object?: JsonObject | undefined;
}

/** Keys of JSON under which a text for people stands, in small letters. */
const KEYS_OF_MESSAGES = new Set([
  '@message',
  'body',
  'content',
  'description',
  'detail',
  'details',
  'err',
  'error',
  'line',
  'log',
  'message',
  'msg',
  'note',
  'output',
  'reason',
  'stderr',
  'stdout',
  'text',
  'textpayload',
  'warning',
]);

/** A log may stand in a log in a log. */
const MOST_LAYERS = 6;

/**
 * Reads one line: words, a line of JSON, a piece of JSON that is spread over lines, or JSON behind
 * what a collector puts before it.
 *
 * @param line - without colors.
 */
export function readLine(line: string, layer = 0): ReadLine {
  const trimmed = line.trim();
  const value = jsonIn(trimmed);
  if (value !== undefined) {
    return {
      statements: textsIn(value, layer),
      ...(!Array.isArray(value) && { object: value as JsonObject }),
    };
  }
  return { statements: textOf(trimmed, layer) ?? fieldOf(trimmed, layer) ?? wordsIn(line, layer) };
}

function wordsIn(line: string, layer: number): Statement[] {
  const text = line.trimEnd();
  const start = statementStart(text);
  if (text === '') {
    return [];
  }
  if (start.start >= text.length || !/\p{L}/u.test(text.slice(start.start))) {
    return [{ text, isData: false, isFrame: true, ...start }];
  }
  const read = layer < MOST_LAYERS ? readWrittenOut(text) : text;
  const writtenOut = read === text ? undefined : linesOf(read, layer + 1);
  return [{ text, isData: false, ...start, ...(writtenOut !== undefined && { writtenOut }) }];
}

function linesOf(text: string, layer: number): Statement[] {
  return text.split(/[\r\n]+/).flatMap((line) => readLine(withoutColors(line), layer).statements);
}

/** The object or list that a line holds, alone or behind a prefix. */
function jsonIn(trimmed: string): object | undefined {
  const last = trimmed.at(-1);
  if (last !== '}' && last !== ']') {
    return undefined;
  }
  // Behind words it is a part of what they say, such as the answer of a proxy.
  const start = trimmed[0] === '{' || trimmed[0] === '[' ? 0 : statementStart(trimmed).start;
  if (trimmed[start] === '{' || trimmed[start] === '[') {
    try {
      const value = JSON.parse(trimmed.slice(start)) as object;
      // `["…"]` is the end of a message, too.
      return Array.isArray(value) && value.length === 1 && typeof value[0] === 'string' && !hasWords(value[0])
        ? undefined
        : value;
    } catch {
      // Not JSON after all, or nested deeper than the parser goes: it is read as words.
    }
  }
  return undefined;
}

/** `"…",` of a list, when it is more than a name. */
function textOf(trimmed: string, layer: number): Statement[] | undefined {
  // Without a comma it is as likely the quoted end of a message that was cut before the quote.
  const isItem = trimmed.endsWith('",') || (trimmed.endsWith('"') && trimmed.includes('\\'));
  if (!trimmed.startsWith('"') || !isItem) {
    return undefined;
  }
  try {
    const text = JSON.parse(trimmed.endsWith(',') ? trimmed.slice(0, -1) : trimmed) as string;
    return hasWords(text) && layer < MOST_LAYERS ? linesOf(text, layer + 1) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a text may be a message and not a name: it has three words. */
function hasWords(text: string): boolean {
  return /\S\s+\S+\s+\S/.test(text.slice(0, 400));
}

/** `"error": "…",` of an object that is spread over lines. */
function fieldOf(trimmed: string, layer: number): Statement[] | undefined {
  // `"127.0.0.1":9090` is the end of a message that was cut, and so is `"/srv/swamp/models/a.yaml": "…"`.
  if (!/^"(?!\/)(?:[^"\\]|\\.){0,200}"\s{0,8}:\s/.test(trimmed)) {
    return undefined;
  }
  const field = trimmed.endsWith(',') ? trimmed.slice(0, -1) : trimmed;
  try {
    return textsIn(JSON.parse(`{${field}}`) as object, layer);
  } catch {
    return undefined;
  }
}

/** Every text inside a value, in order, without recursion: a file can be nested to any depth. */
function textsIn(value: object, layer: number): Statement[] {
  const statements: Statement[] = [];
  const pending: { key: string; value: unknown }[] = [{ key: '', value }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { key } = next;
    if (typeof next.value === 'string') {
      statements.push(...statementsOfText(next.value, key, layer));
    } else if (typeof next.value === 'object' && next.value !== null) {
      const bytes = bytesIn(next.value);
      if (bytes !== undefined) {
        statements.push(...statementsOfText(bytes, key, layer));
        continue;
      }
      const list = Array.isArray(next.value);
      const inner = Object.entries(next.value).map(([name, item]) => ({
        key: list ? key : name,
        value: item as unknown,
      }));
      for (const item of inner.reverse()) {
        pending.push(item);
      }
    }
  }
  return statements;
}

/** A journal writes a text with a control character in it as a list of its bytes. */
function bytesIn(value: object): string | undefined {
  const isBytes =
    Array.isArray(value) &&
    value.length > 1 &&
    value.every((item) => Number.isInteger(item) && (item as number) >= 0 && (item as number) < 256);
  return isBytes ? textOfBytes(value as number[]) : undefined;
}

/** The text of bytes that are written as numbers. */
export function textOfBytes(bytes: readonly number[]): string {
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

function statementsOfText(text: string, key: string, layer: number): Statement[] {
  const isData = !KEYS_OF_MESSAGES.has(key.toLowerCase()) && !hasWords(text);
  const statements = layer < MOST_LAYERS ? linesOf(text, layer + 1) : [];
  return statements.map((statement) => ({
    ...statement,
    isData: statement.isData || isData,
    ...(key === 'error' && statement.level === undefined && { level: 'error' as const }),
  }));
}

/** The event that an object is, of those that some command prints. */
export function eventIn(object: JsonObject, events: ReadonlyMap<string, TableEvent[]>): TableEvent[] | undefined {
  for (const field of EVENT_FIELDS) {
    const name = object[field];
    const found = typeof name === 'string' ? events.get(eventKey({ field, name })) : undefined;
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** What tells events apart. */
export function eventKey({ field, name }: Pick<TableEvent, 'field' | 'name'>): string {
  return `${field}=${name}`;
}
