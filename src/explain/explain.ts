import { cleanLine, wellFormed } from './clean-text.ts';
import { Cursor } from './cursor.ts';
import type { Match, Matcher } from './matcher.ts';
import { NearestMessages } from './nearest.ts';
import { eventIn, eventKey, readLine } from './statements.ts';
import type { JsonObject, Statement } from './statements.ts';
import { statementStart } from './statement-start.ts';
import type { Level } from './statement-start.ts';
import type { TableEvent } from './table.ts';

/** Values that a message came with, and how often it came with them. */
export interface Sample {
  readonly parameters: Readonly<Record<string, string>>;
  readonly count: number;
  /** Where it came first, counted from 1. */
  readonly line: number;
}

/** What all kinds of findings have in common: equal ones are counted, not repeated. */
interface Found {
  readonly count: number;
  /** The first lines in which it stands, counted from 1. */
  readonly lines: readonly number[];
  /** The first of these lines, cut when it is long. */
  readonly excerpt: string;
}

/** A known message. */
export interface FoundMessage extends Found {
  readonly kind: 'message';
  /** Position in the matcher's list of known texts. */
  readonly message: number;
  /** Different values of its parameters, the first first. */
  readonly samples: readonly Sample[];
  /** Further different values that are not kept. */
  readonly moreSamples: number;
  /** True when it stood only inside other messages, as their reason. */
  readonly inside: boolean;
}

/** An event that a command printed with `--json`. */
export interface FoundEvent extends Found {
  readonly kind: 'event';
  /** Entries of the table: one for each command and meaning. */
  readonly events: readonly TableEvent[];
}

/** Lines that no known message stands in. */
export interface UnknownLine extends Found {
  /** The words of the program, without what stands before them. */
  readonly text: string;
  readonly level?: Level;
  /** Position of the known text that comes closest. */
  readonly nearest?: number;
}

/** What an input says. */
export interface Explanation {
  /** Lines of the input. */
  readonly lines: number;
  /** In the order in which each came first. */
  readonly findings: readonly (FoundMessage | FoundEvent)[];
  /** What came when: positions in `findings`. Cut after {@link LONGEST_ORDER} entries. */
  readonly order: readonly { readonly finding: number; readonly line: number }[];
  /** The first ones; equal lines, numbers aside, stand once. */
  readonly unknown: readonly UnknownLine[];
  /** All lines with words that are not known, also those that are not listed. */
  readonly unknownLines: number;
}

/** How far a running explanation is. */
export interface Progress {
  /** UTF-16 units that are read. */
  readonly done: number;
  readonly total: number;
}

/** Entries of `order` are kept up to this number. */
export const LONGEST_ORDER = 20_000;

const KEPT_LINES = 20;
const KEPT_SAMPLES = 8;
const KEPT_UNKNOWN = 200;
const LONGEST_EXCERPT = 400;

/** Between two reports of progress lies so much text, some milliseconds of work. */
const STEP = 16_384;

/** So many lines may belong to one that a terminal has wrapped. */
const MOST_WRAPPED = 3;
const LONGEST_WRAPPED = 2_000;

/**
 * Explains a text at once.
 *
 * @param text - lines of a worker, of `swamp serve` or of a command, in any mixture.
 */
export function explain(text: string, matcher: Matcher): Explanation {
  const steps = explainInSteps(text, matcher);
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
  }
}

/**
 * Explains a text in small steps, so that whoever drives them can do something else in between, or
 * stop. Every step takes a few milliseconds, whatever the text holds.
 */
export function* explainInSteps(text: string, matcher: Matcher): Generator<Progress, Explanation> {
  const collector = new Collector(matcher);
  let reported = 0;
  let number = 0;
  for (const { line, end } of linesOf(text)) {
    number += 1;
    for (const _ of collector.take(line, number)) {
      yield { done: end - line.length, total: text.length };
    }
    if (end - reported >= STEP) {
      reported = end;
      yield { done: end, total: text.length };
    }
  }
  const last = collector.finish(number);
  for (;;) {
    const step = last.next();
    if (step.done === true) {
      return step.value;
    }
    yield { done: text.length, total: text.length };
  }
}

/** Lines that end with LF, CRLF or CR; the end of the text after a line end is no line. */
function* linesOf(text: string): Generator<{ line: string; end: number }> {
  const feeds = new Cursor((from) => text.indexOf('\n', from));
  const returns = new Cursor((from) => text.indexOf('\r', from));
  let start = 0;
  while (start < text.length) {
    const ends = [feeds.next(start), returns.next(start)].filter((end) => end !== -1);
    const end = ends.length === 0 ? text.length : Math.min(...ends);
    yield { line: text.slice(start, end), end };
    start = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
}

interface Counted {
  count: number;
  readonly lines: number[];
  readonly excerpt: string;
}

interface CountedMessage extends Counted {
  readonly kind: 'message';
  readonly message: number;
  readonly samples: Map<string, { parameters: Match['parameters']; count: number; line: number }>;
  moreSamples: number;
  inside: boolean;
}

interface CountedEvent extends Counted {
  readonly kind: 'event';
  readonly events: readonly TableEvent[];
}

/** A line that nobody knows yet; the lines after it may go on with it. */
interface Open {
  readonly statement: Statement;
  readonly number: number;
  /** The line with those after it, as far as they were read. */
  readonly joined: string;
  readonly wrapped: number;
}

/** Reads line after line and counts what it finds. */
class Collector {
  readonly #findings: (CountedMessage | CountedEvent)[] = [];
  readonly #byKey = new Map<string, CountedMessage | CountedEvent>();
  readonly #positions = new Map<CountedMessage | CountedEvent, number>();
  readonly #order: { finding: number; line: number }[] = [];
  readonly #unknown = new Map<string, Counted & Pick<UnknownLine, 'text' | 'level'>>();
  readonly #events: ReadonlyMap<string, TableEvent[]>;
  #unknownLines = 0;
  #open: Open | undefined;

  constructor(private readonly matcher: Matcher) {
    const events = new Map<string, TableEvent[]>();
    for (const event of matcher.table.events) {
      events.set(eventKey(event), [...(events.get(eventKey(event)) ?? []), event]);
    }
    this.#events = events;
  }

  /** Takes a line; yields whenever it has worked for a step. */
  *take(raw: string, number: number): Generator<void> {
    if (raw === '') {
      this.#close();
      return;
    }
    const line = cleanLine(raw);
    if (this.#goesOn(line)) {
      return;
    }
    this.#close();
    const { statements, object } = readLine(line);
    const isEvent = object !== undefined && eventIn(object, this.#events) !== undefined;
    let explained = false;
    let work = 0;
    for (const statement of statements) {
      let found = false;
      for (const match of this.matcher.find(statement.text, statement.start)) {
        if (match === 'window') {
          yield;
        } else {
          found = true;
          explained = true;
          this.#addMatch(match, statement.text, number);
        }
      }
      if (!found && !isEvent && !statement.isData) {
        this.#close();
        this.#open = { statement, number, joined: statement.text, wrapped: 0 };
      }
      work += statement.text.length;
      if (work >= STEP) {
        yield;
        work = 0;
      }
    }
    // A message inside an event says more than the event.
    if (object !== undefined && !explained) {
      this.#addEvent(object, line, number);
    }
  }

  /** What was found, when all lines were taken. */
  *finish(lines: number): Generator<void, Explanation> {
    this.#close();
    // Making this index takes longer than explaining a line, and mostly it is not needed.
    const nearest = this.#unknown.size === 0 ? undefined : new NearestMessages(this.matcher);
    const unknown: UnknownLine[] = [];
    for (const line of this.#unknown.values()) {
      const near = nearest?.of(line.text);
      unknown.push({ ...line, ...(near !== undefined && { nearest: near }) });
      yield;
    }
    return {
      lines,
      findings: this.#findings.map((finding) =>
        finding.kind === 'event' ? finding : { ...finding, samples: [...finding.samples.values()] },
      ),
      order: this.#order,
      unknown,
      unknownLines: this.#unknownLines,
    };
  }

  /** Whether a line goes on with the words of the one before, as a narrow terminal shows them. */
  #goesOn(line: string): boolean {
    const open = this.#open;
    if (open === undefined || open.wrapped === MOST_WRAPPED || line.length > LONGEST_WRAPPED || !isIndented(line)) {
      return false;
    }
    const joined = `${open.joined} ${line.trim()}`;
    if (joined.length > LONGEST_WRAPPED) {
      return false;
    }
    const matches = [...this.matcher.find(joined, open.statement.start)].filter(
      (match) => match !== 'window' && match.end > open.joined.length,
    ) as Match[];
    if (matches.some(({ start }) => start < open.joined.length)) {
      this.#open = undefined;
      matches.forEach((match) => this.#addMatch(match, joined, open.number));
      return true;
    }
    if (matches.length > 0 || statementStart(line).start !== line.length - line.trimStart().length) {
      return false;
    }
    // Perhaps its rest stands on the next line.
    this.#open = { ...open, joined, wrapped: open.wrapped + 1 };
    return true;
  }

  /** The line that was open is unknown after all. */
  #close(): void {
    if (this.#open === undefined) {
      return;
    }
    const { statement, number } = this.#open;
    this.#open = undefined;
    this.#unknownLines += 1;
    const text = cut(statement.text.slice(statement.start));
    const key = text.replace(/\d+/g, '0');
    const known = this.#unknown.get(key);
    if (known !== undefined) {
      count(known, number);
    } else if (this.#unknown.size < KEPT_UNKNOWN) {
      const { level } = statement;
      this.#unknown.set(key, { ...counted(number, statement.text), text, ...(level && { level }) });
    }
  }

  #addEvent(object: JsonObject, line: string, number: number): void {
    const events = eventIn(object, this.#events);
    if (events !== undefined) {
      this.#add(eventKey(events[0]!), number, () => ({ kind: 'event', events, ...counted(number, line) }));
    }
  }

  #addMatch({ message, parameters, inside }: Match, line: string, number: number): void {
    const finding = this.#add(`message ${message}`, number, () => ({
      kind: 'message',
      message,
      samples: new Map(),
      moreSamples: 0,
      inside,
      ...counted(number, line),
    })) as CountedMessage;
    finding.inside &&= inside;
    const key = JSON.stringify(parameters);
    const sample = finding.samples.get(key);
    if (sample !== undefined) {
      sample.count += 1;
    } else if (finding.samples.size < KEPT_SAMPLES) {
      finding.samples.set(key, { parameters, count: 1, line: number });
    } else {
      finding.moreSamples += 1;
    }
  }

  #add(key: string, number: number, create: () => CountedMessage | CountedEvent): CountedMessage | CountedEvent {
    let finding = this.#byKey.get(key);
    if (finding === undefined) {
      finding = create();
      this.#byKey.set(key, finding);
      this.#positions.set(finding, this.#findings.length);
      this.#findings.push(finding);
    } else {
      count(finding, number);
    }
    if (this.#order.length < LONGEST_ORDER) {
      this.#order.push({ finding: this.#positions.get(finding)!, line: number });
    }
    return finding;
  }
}

function counted(line: number, text: string): Counted {
  return { count: 1, lines: [line], excerpt: cut(text.trim()) };
}

function count(found: Counted, line: number): void {
  found.count += 1;
  if (found.lines.length < KEPT_LINES && found.lines.at(-1) !== line) {
    found.lines.push(line);
  }
}

function cut(text: string): string {
  return text.length > LONGEST_EXCERPT ? `${wellFormed(text.slice(0, LONGEST_EXCERPT))}…` : text;
}

function isIndented(line: string): boolean {
  return line.startsWith('  ') && line.trim() !== '';
}
