import { foldSigns } from '../../facts/clean-text.ts';
import { Cursor } from './cursor.ts';
import type { Pattern } from './pattern.ts';

/** A message may be spread over so many lines, and so many characters. */
export const MOST_JOINED = 40;
const LONGEST_JOINED = 4_000;

/** A name, an address or a path that is cut by lines is not longer. */
const LONGEST_CUT_VALUE = 500;

/** A message is looked for when these many of its characters in a row stand in the lines. */
const GRAM = 6;

/** Two short words may follow each other by chance. */
const LEAST_WEIGHT = 13;

/** Lines that may belong together. */
export interface JoinedLines {
  /** Position of the message in the matcher's list. */
  readonly message: number;
  /** Positions of the first and of the last line. */
  readonly from: number;
  readonly to: number;
  /** What was between a line and the one before, as far as the message tells it. */
  readonly glue: ReadonlyMap<number, '' | ' '>;
  /** How many characters of the message were found. */
  readonly weight: number;
}

/** The fixed words of a message without blanks. */
interface Squeezed {
  readonly parts: readonly { readonly text: string; readonly blanks: ReadonlySet<number> }[];
  readonly weight: number;
  readonly isFree: readonly boolean[];
  /** The last part is a bracket, so that its partner in a value is passed over. */
  readonly endsWithBracket: boolean;
}

/**
 * Finds messages that are spread over several lines, wherever and however they were cut: by a terminal of any width,
 * with an indentation, in the middle of a word. Blanks do not count, so that it does not matter which the cut took.
 */
export class LineJoiner {
  readonly #squeezed: readonly Squeezed[];
  readonly #byGram = new Map<string, number[]>();

  constructor(patterns: readonly Pattern[]) {
    this.#squeezed = patterns.map(squeeze);
    const uses = new Map<string, number>();
    const grams = this.#squeezed.map(({ parts }) => parts.flatMap(({ text }) => gramsOf(text)));
    grams.flat().forEach((gram) => uses.set(gram, (uses.get(gram) ?? 0) + 1));
    grams.forEach((own, position) => {
      const [rarest] = own.sort((a, b) => uses.get(a)! - uses.get(b)!);
      if (rarest !== undefined && patterns[position]!.weight >= LEAST_WEIGHT) {
        this.#byGram.set(rarest, [...(this.#byGram.get(rarest) ?? []), position]);
      }
    });
  }

  /**
   * Finds lines that a message joins; the longest messages first.
   *
   * @param lines - the words of lines that follow each other.
   */
  find(lines: readonly string[]): JoinedLines[] {
    const ends: number[] = [];
    let text = '';
    for (const line of lines) {
      text += foldSigns(line).replace(/\s+/g, '');
      ends.push(text.length);
    }
    const found: JoinedLines[] = [];
    for (const pattern of this.#worthTrying(text)) {
      found.push(...findPattern(this.#squeezed[pattern]!, text, ends).map((lines) => ({ ...lines, message: pattern })));
    }
    return found.sort((a, b) => b.weight - a.weight);
  }

  #worthTrying(text: string): Set<number> {
    const chosen = new Set<number>();
    for (let index = 0; index + GRAM <= text.length; index += 1) {
      for (const pattern of this.#byGram.get(text.slice(index, index + GRAM)) ?? []) {
        chosen.add(pattern);
      }
    }
    return chosen;
  }
}

function gramsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - GRAM + 1) }, (_, index) => text.slice(index, index + GRAM));
}

function squeeze({ literals, parameters }: Pattern): Squeezed {
  const parts = literals.map((literal) => {
    let text = '';
    const blanks = new Set<number>();
    for (const character of literal) {
      if (/\s/.test(character)) {
        blanks.add(text.length);
      } else {
        text += character;
      }
    }
    return { text, blanks };
  });
  return {
    parts,
    weight: parts.reduce((sum, { text }) => sum + text.length, 0),
    isFree: parameters.map(({ kind }) => kind.allows === undefined),
    endsWithBracket: parts.length > 1 && parts.at(-1)!.text.startsWith(')'),
  };
}

/** Where a part of a message was found. */
interface Place {
  readonly start: number;
  readonly end: number;
}

function findPattern(pattern: Squeezed, text: string, ends: readonly number[]): Omit<JoinedLines, 'message'>[] {
  const cursors = pattern.parts.map((part) => new Cursor((from) => text.indexOf(part.text, from)));
  const first = pattern.parts[0]!.text === '' ? 1 : 0;
  if (first >= pattern.parts.length) {
    return [];
  }
  const found: Omit<JoinedLines, 'message'>[] = [];
  let at = cursors[first]!.next(0);
  while (at !== -1) {
    const places = placesFrom(at, first, pattern, text, cursors);
    if (places === 'never') {
      return found;
    }
    const joined = places === undefined ? undefined : joinedBy(places, first, pattern, text, ends);
    if (joined !== undefined) {
      found.push(joined);
    }
    at = cursors[first]!.next(at + 1);
  }
  return found;
}

function placesFrom(
  at: number,
  first: number,
  { parts, isFree, endsWithBracket }: Squeezed,
  text: string,
  cursors: readonly Cursor[],
): Place[] | 'never' | undefined {
  const places: Place[] = [{ start: at, end: at + parts[first]!.text.length }];
  for (let index = first + 1; index < parts.length; index += 1) {
    const { end } = places.at(-1)!;
    const part = parts[index]!.text;
    const longest = isFree[index - 1]! ? LONGEST_JOINED : LONGEST_CUT_VALUE;
    if (part === '') {
      // A value without words after it: what it is, the whole line tells later.
      places.push({ start: end, end });
      continue;
    }
    const isBracket = endsWithBracket && index === parts.length - 1;
    const next = isBracket ? closingBracket(text, end, longest) : cursors[index]!.next(end);
    if (next === -1 && !isBracket) {
      return 'never';
    }
    if (next === -1 || next - end > longest || !text.startsWith(part, next)) {
      return undefined;
    }
    places.push({ start: next, end: next + part.length });
  }
  return places.at(-1)!.end - at > LONGEST_JOINED ? undefined : places;
}

/** The bracket that closes what was open before a position, or -1. */
function closingBracket(text: string, from: number, longest: number): number {
  let depth = 0;
  const last = Math.min(text.length, from + longest);
  for (let index = from; index < last; index += 1) {
    const character = text[index];
    if (character === '(') {
      depth += 1;
    } else if (character === ')') {
      if (depth === 0) {
        return index;
      }
      depth -= 1;
    }
  }
  return -1;
}

/** The lines that the parts of a message lie in, when these are several. */
function joinedBy(
  places: readonly Place[],
  first: number,
  pattern: Squeezed,
  text: string,
  ends: readonly number[],
): Omit<JoinedLines, 'message'> | undefined {
  const words = places.filter(({ start, end }) => end > start);
  const from = lineAt(ends, words[0]!.start);
  const found = words.at(-1)!.end;
  const inWords = lineAt(ends, found - 1);
  // A value may hold the quote that ends it, and then the last one of the line is meant.
  const last = pattern.parts.at(-1)!.text;
  const lastWord = /^["'`]$/.test(last) && text.slice(found, ends[inWords]).endsWith(last) ? ends[inWords]! : found;
  // A value that ends a message stands on the next line when its words end this one.
  const endsInValue = pattern.parts.at(-1)!.text === '' && ends[inWords] === lastWord;
  const to = endsInValue ? Math.min(inWords + 1, ends.length - 1) : inWords;
  const behind = to === 0 ? 0 : ends[to - 1]!;
  const isCut =
    endsInValue || lastWord === ends[to] || closesValue(pattern) || hasLetter(pattern, places, first, behind);
  if (from === to || to - from >= MOST_JOINED || !isCut) {
    return undefined;
  }
  const glue = new Map<number, '' | ' '>();
  for (let line = from + 1; line <= to; line += 1) {
    const cut = ends[line - 1]!;
    const index = places.findIndex(({ start, end }) => start <= cut && cut <= end && end > start);
    if (index === -1) {
      continue;
    }
    const part = pattern.parts[first + index]!;
    const inside = cut - places[index]!.start;
    // At its edge a value begins or ends; there a blank is in the text of the message or nowhere.
    glue.set(line, part.blanks.has(inside) ? ' ' : '');
  }
  return { from, to, glue, weight: pattern.weight };
}

/** Whether a message ends with the quote behind a value that holds none, such as a path: then the quote is its own. */
function closesValue({ parts, isFree }: Squeezed): boolean {
  return /^["'`]$/.test(parts.at(-1)!.text) && isFree[parts.length - 2] === false;
}

/**
 * Whether a word of the message stands behind a position, a dash or several signs: a quote alone may belong to what comes
 * next.
 */
function hasLetter(pattern: Squeezed, places: readonly Place[], first: number, from: number): boolean {
  return places.some(
    ({ start, end }, index) =>
      end > from && /[\p{L}\p{Pd}\d]|../u.test(pattern.parts[first + index]!.text.slice(Math.max(0, from - start))),
  );
}

/** The line in which a position lies: the first that ends behind it. */
function lineAt(ends: readonly number[], position: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! > position) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
