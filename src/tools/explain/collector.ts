import { wellFormed } from '../../facts/clean-text.ts';
import { joinEntries, weightOf } from './entries.ts';
import type { Entry } from './entries.ts';
import { LONGEST_ORDER } from './explanation.ts';
import type { Explanation, UnknownLine } from './explanation.ts';
import { MOST_JOINED } from './line-joiner.ts';
import type { NumberedLine } from './line-reader.ts';
import type { Match, Matcher } from './matcher.ts';
import { NearestMessages } from './nearest.ts';
import { isOrdinary } from './ordinary-lines.ts';
import { eventIn, eventKey } from './statements.ts';
import type { JsonObject, Statement } from './statements.ts';
import type { TableEvent } from './table.ts';

const KEPT_LINES = 20;
const KEPT_SAMPLES = 8;
const KEPT_UNKNOWN = 200;
const LONGEST_EXCERPT = 400;

/** So many lines wait until it is known which of them belong together. */
const MOST_PENDING = 240;
const LONGEST_PENDING = 32_768;

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

/** Reads line after line and counts what it finds. */
export class Collector {
  readonly #findings: (CountedMessage | CountedEvent)[] = [];
  readonly #byKey = new Map<string, CountedMessage | CountedEvent>();
  readonly #positions = new Map<CountedMessage | CountedEvent, number>();
  readonly #order: { finding: number; line: number }[] = [];
  readonly #unknown = new Map<string, Counted & Pick<UnknownLine, 'text' | 'level'>>();
  readonly #events: ReadonlyMap<string, TableEvent[]>;
  #unknownLines = 0;
  #ordinaryLines = 0;
  #pending: Entry[] = [];
  #pendingLength = 0;

  constructor(private readonly matcher: Matcher) {
    const events = new Map<string, TableEvent[]>();
    for (const event of matcher.table.events) {
      events.set(eventKey(event), [...(events.get(eventKey(event)) ?? []), event]);
    }
    this.#events = events;
  }

  /** Takes the next line; `undefined` for an empty one, which parts what stands around it. */
  take(line: NumberedLine | undefined): void {
    if (line === undefined) {
      this.#settle(this.#pending.length);
      return;
    }
    const { statements, object, number, text } = line;
    const isEvent = object !== undefined && eventIn(object, this.#events) !== undefined;
    let isExplained = false;
    for (const statement of statements) {
      for (const entry of this.#entriesOf(statement, number)) {
        const isFound = entry.matches.length > 0;
        isExplained ||= isFound;
        if (isFound || !(isEvent || entry.statement?.isData === true)) {
          this.#pending.push(entry);
        }
      }
    }
    // A message inside an event says more than the event.
    if (isEvent && !isExplained) {
      this.#pending.push({ number, event: { object, text }, matches: [] });
    }
    this.#pendingLength += text.length;
    if (this.#pending.length >= MOST_PENDING || this.#pendingLength >= LONGEST_PENDING) {
      this.#settle(Math.max(1, this.#pending.length - MOST_JOINED));
    }
  }

  /** What was found, when all lines were taken. */
  finish(lines: number): Explanation {
    this.#settle(this.#pending.length);
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
      ordinaryLines: this.#ordinaryLines,
    };
  }

  /** What a statement says: as it stands, or as what is written in it in other signs. */
  #entriesOf(statement: Statement, number: number): Entry[] {
    const plain = this.#entryOf(statement, number);
    if (statement.writtenOut === undefined) {
      return [plain];
    }
    const read = statement.writtenOut
      .flatMap((inner) => this.#entriesOf(inner, number))
      .map((entry) => (statement.isData ? { ...entry, statement: { ...entry.statement!, isData: true } } : entry));
    return read.length > 0 && weightOf(read) >= weightOf([plain]) ? read : [plain];
  }

  #entryOf(statement: Statement, number: number): Entry {
    const { text, start } = statement;
    const matches = statement.isFrame === true ? [] : this.matcher.find(text, start);
    if (matches.length > 0 || !/\S[ \t]{2,}\S/.test(text.slice(start))) {
      return { number, statement, matches };
    }
    // Perhaps with blanks in between that the message has not.
    const collapsed = text.slice(start).replace(/[ \t]{2,}/g, ' ');
    const found = this.matcher.find(collapsed, 0);
    return found.length === 0
      ? { number, statement, matches }
      : { number, statement: { ...statement, text: collapsed, start: 0 }, matches: found };
  }

  /** Counts the first of the lines that wait, those joined that belong together. */
  #settle(until: number): void {
    const entries = this.#pending;
    const groups = joinEntries(entries, this.matcher);
    let position = 0;
    while (position < until) {
      const group = groups.get(position);
      if (group !== undefined) {
        // A message that begins before the end is settled as a whole.
        this.#count(group.entry);
        position = group.to + 1;
      } else {
        this.#count(entries[position]!);
        position += 1;
      }
    }
    this.#pending = entries.slice(position);
    this.#pendingLength = 0;
  }

  #count({ number, event, statement, matches }: Entry): void {
    if (event !== undefined) {
      this.#addEvent(event.object, event.text, number);
    } else if (statement !== undefined && matches.length > 0) {
      matches.forEach((match) => this.#addMatch(match, statement.text, number));
    } else if (statement !== undefined && statement.isFrame !== true) {
      this.#addWithout(statement, number);
    }
  }

  /** A line in which no message stands. */
  #addWithout(statement: Statement, number: number): void {
    const words = statement.text.slice(statement.start);
    if (isOrdinary(words)) {
      this.#ordinaryLines += 1;
      return;
    }
    this.#unknownLines += 1;
    const text = cut(words);
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
