import type { TableEvent } from './table.ts';
import { EVENT_FIELDS } from './table.ts';
import { cleanLine, unescapeQuotes } from '../../facts/clean-text.ts';
import { statementStart } from './statement-start.ts';
import type { Level } from './statement-start.ts';

/** Something that a line says. */
export interface Statement {
  readonly text: string;
  /** Where the program's own words begin in it. */
  readonly start: number;
  readonly level?: Level;
  /** True for a value of JSON that need not be a message, such as a name. */
  readonly isData: boolean;
}

/** An object that a command printed as one line of `--json`. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What one line was read as. */
export interface ReadLine {
  readonly statements: readonly Statement[];
  /** The whole line, when it is a JSON object. */
  readonly object?: JsonObject;
}

/** Keys of JSON under which a text for people stands. */
const KEYS_OF_MESSAGES = new Set(['error', 'message', 'msg', 'reason', 'detail', 'details', 'note', 'warning', 'log']);

/**
 * Reads one line: words, a line of JSON, a piece of JSON that is spread over lines, or JSON behind
 * what a collector puts before it.
 *
 * @param line - cleaned.
 */
export function readLine(line: string): ReadLine {
  const trimmed = line.trim();
  const value = jsonIn(trimmed);
  if (value !== undefined) {
    return {
      statements: textsIn(value),
      ...(!Array.isArray(value) && { object: value as JsonObject }),
    };
  }
  return { statements: fieldOf(trimmed) ?? wordsIn(line) };
}

function wordsIn(line: string): Statement[] {
  const text = unescapeQuotes(line).trimEnd();
  const { start, level } = statementStart(text);
  // Brackets, rules and the frames of tables say nothing.
  return start < text.length && hasLetter(text, start) ? [{ text, start, isData: false, ...(level && { level }) }] : [];
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
      return JSON.parse(trimmed.slice(start)) as object;
    } catch {
      // Not JSON after all, or nested deeper than the parser goes: it is read as words.
    }
  }
  return undefined;
}

/** `"error": "…",` of an object that is spread over lines. */
function fieldOf(trimmed: string): Statement[] | undefined {
  if (!trimmed.startsWith('"')) {
    return undefined;
  }
  const field = trimmed.endsWith(',') ? trimmed.slice(0, -1) : trimmed;
  try {
    return textsIn(JSON.parse(`{${field}}`) as object);
  } catch {
    return undefined;
  }
}

/** Every text inside a value, in order, without recursion: a file can be nested to any depth. */
function textsIn(value: object): Statement[] {
  const statements: Statement[] = [];
  const pending: { key: string; value: unknown }[] = [{ key: '', value }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { key } = next;
    if (typeof next.value === 'string') {
      statements.push(...statementsOfText(next.value, key));
    } else if (typeof next.value === 'object' && next.value !== null) {
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

function statementsOfText(text: string, key: string): Statement[] {
  const isData = !KEYS_OF_MESSAGES.has(key);
  return text
    .split('\n')
    .map(cleanLine)
    .filter((line) => hasLetter(line, 0))
    .map((line) => {
      const { start, level = key === 'error' ? 'error' : undefined } = statementStart(line);
      return { text: line, start, isData, ...(level && { level }) };
    });
}

function hasLetter(text: string, from: number): boolean {
  return /\p{L}/u.test(from === 0 ? text : text.slice(from));
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
