import { statementStart } from './statement-start.ts';
import { readLine, textOfBytes } from './statements.ts';
import type { ReadLine } from './statements.ts';
import { readWrittenOut, withoutColors } from './written-out.ts';

/** A line of the input, read. */
export interface NumberedLine extends ReadLine {
  /** The first of its lines, counted from 1. */
  readonly number: number;
  /** As it was pasted, without colors. */
  readonly text: string;
}

/** JSON that a terminal has wrapped is put together from so many lines at most. */
const MOST_JSON_LINES = 200;
const LONGEST_JSON = 65_536;

/** A sign that is written as several characters is not longer than this. */
const LONGEST_SIGN = 16;

/** The bytes of one text in a list that is spread over lines. */
const MOST_BYTES = 65_536;

/** The length of a field in eight bytes, before the field, as a journal exports it. */
// eslint-disable-next-line no-control-regex -- they are bytes of a number
const LENGTH_IN_BYTES = /^[^]{1,2}\u0000{5,7}/;

interface OpenJson {
  readonly lines: NumberedRaw[];
  joined: string;
  readonly depth: Depth;
  /** What stands before the first line, as far as tools have put it there. */
  readonly carrier: string;
}

interface NumberedRaw {
  readonly raw: string;
  readonly number: number;
}

/**
 * Reads the lines of a text one after another, and joins what only makes sense together: JSON that a terminal has
 * wrapped, bytes that stand one a line, and a sign such as `\u2014` that was cut in two.
 */
export class LineReader {
  #held: NumberedRaw | undefined;
  #json: OpenJson | undefined;
  /** Up to this line JSON was tried in vain, and is not tried again: time grows with the length of the input. */
  #triedUntil = 0;
  #bytes: { values: number[]; number: number } | undefined;

  constructor(private readonly take: (line: NumberedLine | undefined) => void) {}

  /** @param raw - a line as it was pasted; an empty one parts what stands around it. */
  push(raw: string, number: number): void {
    const line = { raw: raw[2] === '\0' ? raw.replace(LENGTH_IN_BYTES, '') : raw, number };
    const held = this.#held;
    if (held === undefined || raw === '' || held.raw === '') {
      if (held !== undefined) {
        this.#read(held);
      }
      this.#held = line;
      return;
    }
    const [before, after] = keepSignsWhole(held, line);
    this.#held = after;
    this.#read(before);
  }

  finish(): void {
    if (this.#held !== undefined) {
      this.#read(this.#held);
      this.#held = undefined;
    }
    this.#giveUpJson();
    this.#endBytes();
  }

  #read(line: NumberedRaw): void {
    if (this.#json !== undefined) {
      this.#continueJson(this.#json, line);
    } else if (!this.#readByte(line) && !this.#beginJson(line)) {
      this.#readAlone(line);
    }
  }

  #readAlone({ raw, number }: NumberedRaw): void {
    if (raw.trim() === '') {
      this.take(undefined);
      return;
    }
    const text = withoutColors(raw);
    const { statements, object } = readLine(text);
    this.take({ statements, object, number, text });
  }

  #beginJson(line: NumberedRaw): boolean {
    if (line.number <= this.#triedUntil || !/[[{]/.test(line.raw.slice(0, 600))) {
      return false;
    }
    const { start, carrierEnd } = statementStart(line.raw);
    const words = line.raw.slice(start);
    if (!/^(?:\{\s{0,8}["\\&]|\[\s{0,8}[{[])/.test(words)) {
      return false;
    }
    const depth = new Depth();
    depth.read(words);
    if (depth.level <= 0) {
      return false;
    }
    this.#json = { lines: [line], joined: words, depth, carrier: line.raw.slice(0, carrierEnd) };
    return true;
  }

  #continueJson(json: OpenJson, line: NumberedRaw): void {
    json.lines.push(line);
    const words = json.carrier === '' ? line.raw : withoutCarrier(line.raw, json.carrier);
    json.joined += words;
    json.depth.read(words);
    const isWhole = json.depth.level <= 0 && isJson(json.joined);
    if (isWhole) {
      this.#json = undefined;
      const text = withoutColors(json.joined);
      this.take({ ...readLine(text), number: json.lines[0]!.number, text });
    } else if (
      json.depth.level <= 0 ||
      line.raw.trim() === '' ||
      json.lines.length >= MOST_JSON_LINES ||
      json.joined.length > LONGEST_JSON
    ) {
      this.#giveUpJson();
    }
  }

  #giveUpJson(): void {
    const json = this.#json;
    if (json !== undefined) {
      this.#json = undefined;
      this.#triedUntil = json.lines.at(-1)!.number;
      json.lines.forEach((line) => this.#read(line));
    }
  }

  /** `"MESSAGE": [`, then a number a line, then `]`. */
  #readByte({ raw, number }: NumberedRaw): boolean {
    const trimmed = raw.length > 200 ? '' : raw.trim();
    if (this.#bytes === undefined) {
      if (/^"\w{1,80}"\s?:\s?\[$/.test(trimmed)) {
        this.#bytes = { values: [], number };
        return true;
      }
      return false;
    }
    if (/^(?:\d{1,3}\s?,?\s{0,4}){1,40}$/.test(trimmed) && this.#bytes.values.length < MOST_BYTES) {
      this.#bytes.values.push(
        ...trimmed
          .split(/[\s,]+/)
          .filter((item) => item !== '')
          .map(Number),
      );
      return true;
    }
    this.#endBytes();
    return /^\],?$/.test(trimmed);
  }

  #endBytes(): void {
    const bytes = this.#bytes;
    this.#bytes = undefined;
    if (bytes !== undefined && bytes.values.length > 0) {
      for (const line of textOfBytes(bytes.values).split(/[\r\n]+/)) {
        this.#readAlone({ raw: line, number: bytes.number });
      }
    }
  }
}

/** Counts the open brackets of JSON that comes in pieces. */
class Depth {
  level = 0;
  #inText = false;
  #isEscaped = false;

  read(piece: string): void {
    for (let index = 0; index < piece.length; index += 1) {
      const character = piece[index];
      if (this.#inText) {
        if (this.#isEscaped) {
          this.#isEscaped = false;
        } else if (character === '\\') {
          this.#isEscaped = true;
        } else if (character === '"') {
          this.#inText = false;
        }
      } else if (character === '"') {
        this.#inText = true;
      } else if (character === '{' || character === '[') {
        this.level += 1;
      } else if (character === '}' || character === ']') {
        this.level -= 1;
      }
    }
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * A line without what a tool has put before each line, this one and another.
 *
 * @param carrier - what stands before the other.
 * @param carrierEnd - where what stands before this one ends, if it is known.
 */
export function withoutCarrier(line: string, carrier: string, carrierEnd = statementStart(line).carrierEnd): string {
  return carrierEnd > 0 && carrier !== '' && shapeOf(carrier).startsWith(shapeOf(line.slice(0, carrierEnd)).trimEnd())
    ? line.slice(carrierEnd)
    : line;
}

/** Times and numbers of processes differ from line to line, and whether it is a part of one. */
function shapeOf(carrier: string): string {
  return carrier
    .replace(/\d+/g, '0')
    .replace(/(std(?:out|err)) [FP] /, '$1 F ')
    .replace(/([OE])\+/, '$1 ');
}

/** What the beginning of a sign that is written as several characters looks like. */
const CUT_SIGN =
  // eslint-disable-next-line no-control-regex -- ESC begins the signs of terminals
  /(?:\\{1,8}(?:u[\da-f{]{0,6}|x[\da-f]?|[0-3][0-7]?|e|U[\da-f]{0,7})?|&(?:amp;)?#?\w{0,6}|\^|#(?:x[\da-f]?|0\d?)?|%[\dA-F]?|=[\dA-F]|<(?:0x)?[\da-f]?|\[[\d;?]{0,10}|\u001b)$/i;

/** Moves the end of a line to the next one when a sign was cut in two there. */
function keepSignsWhole(before: NumberedRaw, after: NumberedRaw): [NumberedRaw, NumberedRaw] {
  const end = before.raw.slice(-LONGEST_SIGN);
  if (!CUT_SIGN.test(end) || after.raw.trim() === '') {
    return [before, after];
  }
  const { carrierEnd } = statementStart(after.raw);
  const carrier = after.raw.slice(0, carrierEnd);
  const words = after.raw.slice(carrierEnd);
  const start = words.slice(0, LONGEST_SIGN);
  const read = (text: string): string => readWrittenOut(withoutColors(text));
  return read(end + start) === read(end) + read(start)
    ? [before, after]
    : [
        { ...before, raw: before.raw.slice(0, -LONGEST_SIGN) },
        { ...after, raw: carrier + end + words },
      ];
}
