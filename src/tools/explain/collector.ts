import { cleanLine, wellFormed } from '../../facts/clean-text.ts';
import { LONGEST_ORDER } from './explanation.ts';
import type { Explanation, UnknownLine } from './explanation.ts';
import type { Match, Matcher } from './matcher.ts';
import { NearestMessages } from './nearest.ts';
import { eventIn, eventKey, readLine } from './statements.ts';
import type { JsonObject, Statement } from './statements.ts';
import { statementStart } from './statement-start.ts';
import type { TableEvent } from './table.ts';

const KEPT_LINES = 20;
const KEPT_SAMPLES = 8;
const KEPT_UNKNOWN = 200;
const LONGEST_EXCERPT = 400;

/** So many lines may belong to one that a terminal has wrapped. */
const MOST_WRAPPED = 3;
const LONGEST_WRAPPED = 2_000;

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
export class Collector {
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

  take(raw: string, number: number): void {
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
    for (const statement of statements) {
      const matches = this.matcher.find(statement.text, statement.start);
      matches.forEach((match) => this.#addMatch(match, statement.text, number));
      explained ||= matches.length > 0;
      if (matches.length === 0 && !isEvent && !statement.isData) {
        this.#close();
        this.#open = { statement, number, joined: statement.text, wrapped: 0 };
      }
    }
    // A message inside an event says more than the event.
    if (object !== undefined && !explained) {
      this.#addEvent(object, line, number);
    }
  }

  /** What was found, when all lines were taken. */
  finish(lines: number): Explanation {
    this.#close();
    // Making this index takes longer than explaining a line, and mostly it is not needed.
    const nearest = this.#unknown.size === 0 ? undefined : new NearestMessages(this.matcher);
    const unknown = [...this.#unknown.values()].map((line): UnknownLine => {
      const near = nearest?.of(line.text);
      return { ...line, ...(near !== undefined && { nearest: near }) };
    });
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
    const matches = this.matcher.find(joined, open.statement.start).filter(({ end }) => end > open.joined.length);
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
