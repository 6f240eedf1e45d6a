import { foldSigns } from '../../facts/clean-text.ts';
import { LineJoiner } from './line-joiner.ts';
import { isWordCharacter, Pattern } from './pattern.ts';
import type { FoundPattern } from './pattern.ts';
import type { MessageTable } from './table.ts';

/** A message found in a line, with the values of its parameters. */
export interface Match {
  /** Position in {@link Matcher.messages}. */
  readonly message: number;
  readonly start: number;
  readonly end: number;
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether it stands inside another message, as its reason. */
  readonly inside: boolean;
  /** How many characters of it are words of the message: the more, the surer. */
  readonly weight: number;
}

/** A text that the program prints, and the entries of the table that describe it. */
export interface KnownText {
  readonly text: string;
  /** Positions in the table's list of messages, newest protocol first. */
  readonly entries: readonly number[];
}

/** Longer values are cut: nobody reads them, and a file of 5 MB could be one of them. */
const LONGEST_VALUE = 300;

/** A long message is found as a whole when it is not longer than the overlap of two windows. */
const WINDOW = 16_384;
const OVERLAP = 2_048;

/** Finds known messages in lines. It is made once for a table and used for any number of lines. */
export class Matcher {
  /** Every known text, each once. */
  readonly messages: readonly KnownText[];
  readonly #patterns: readonly Pattern[];
  /** Texts to try when a word stands in a line. */
  readonly #byWord: ReadonlyMap<string, readonly number[]>;
  /** Texts without a word by which they could be found. */
  readonly #always: readonly number[];
  #joiner: LineJoiner | undefined;

  constructor(readonly table: MessageTable) {
    const known = new Map<string, { text: string; pattern: Pattern; entries: number[] }>();
    table.messages.forEach((message, position) => {
      // Lines are compared with their quotes folded, so texts that differ in these alone are found together.
      const entry = known.get(foldSigns(message.text));
      if (entry === undefined) {
        const pattern = new Pattern(message.text, message.parameters);
        known.set(foldSigns(message.text), { text: message.text, pattern, entries: [position] });
      } else {
        entry.entries.push(position);
      }
    });
    const newest = (entry: number): number => table.messages[entry]!.holds[0]!.protocol;
    this.messages = [...known.values()].map(({ text, entries }) => ({
      text,
      entries: entries.sort((a, b) => newest(b) - newest(a)),
    }));
    this.#patterns = [...known.values()].map(({ pattern }) => pattern);
    const index = indexByRarestWord(this.#patterns);
    this.#byWord = index.byWord;
    this.#always = index.always;
  }

  /** Finds messages that are spread over several lines. */
  get joiner(): LineJoiner {
    this.#joiner ??= new LineJoiner(this.#patterns);
    return this.#joiner;
  }

  /**
   * Finds the known messages in one line, in order. Of several that begin at the same place only the
   * most exact is reported; one inside the free part of another is reported after it.
   *
   * @param line - cleaned, of any length.
   * @param statementStart - where the program's own words begin.
   */
  find(line: string, statementStart: number): Match[] {
    const found: Match[] = [];
    const folded = foldSigns(line);
    for (let from = 0; ; from += WINDOW - OVERLAP) {
      const isLast = from + WINDOW >= folded.length;
      const window = from === 0 && isLast ? folded : folded.slice(from, from + WINDOW);
      // What begins in the overlap is found, whole, in the next window.
      const limit = isLast ? Infinity : WINDOW - OVERLAP;
      for (const match of this.#inWindow(window, Math.max(0, statementStart - from))) {
        if (match.start < limit) {
          found.push(this.#toMatch(match, line, from));
        }
      }
      if (isLast) {
        return found;
      }
    }
  }

  #inWindow(window: string, statementStart: number): Candidate[] {
    const candidates = [...this.#worthTrying(window)].flatMap((message) => {
      const pattern = this.#patterns[message]!;
      return pattern.findAll(window, statementStart).map((found) => ({ ...found, message, weight: pattern.weight }));
    });
    return best(candidates);
  }

  #worthTrying(window: string): Set<number> {
    const chosen = new Set(this.#always);
    for (const word of wordsOf(window)) {
      for (const message of this.#byWord.get(word) ?? []) {
        chosen.add(message);
      }
    }
    return chosen;
  }

  #toMatch({ message, start, end, parameters, weight, inside = false }: Candidate, line: string, from: number): Match {
    const values = parameters.map(({ name, start: first, end: last }): [string, string] => {
      const value = line.slice(from + first, Math.min(from + last, from + first + LONGEST_VALUE));
      return [name, last - first > LONGEST_VALUE ? `${value}…` : value];
    });
    return { message, start: from + start, end: from + end, parameters: Object.fromEntries(values), inside, weight };
  }
}

interface Candidate extends FoundPattern {
  readonly message: number;
  readonly weight: number;
  readonly inside?: boolean;
}

/** Leaves out what only repeats a part of another match. */
function best(candidates: Candidate[]): Candidate[] {
  candidates.sort((a, b) => a.start - b.start || b.weight - a.weight);
  const kept: Candidate[] = [];
  // Those that enclose the present place, the innermost last.
  const around: Candidate[] = [];
  for (const candidate of candidates) {
    while (around.length > 0 && around.at(-1)!.end <= candidate.start) {
      around.pop();
    }
    const enclosing = around.at(-1);
    const room = enclosing?.parameters.some(
      ({ free, start, end }) => free && start <= candidate.start && candidate.end <= end,
    );
    if (room !== false) {
      const chosen = { ...candidate, inside: enclosing !== undefined };
      kept.push(chosen);
      around.push(chosen);
    }
  }
  return kept;
}

/** All words of a text, as often as they stand in it. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  let start = -1;
  for (let index = 0; index <= text.length; index += 1) {
    if (index < text.length && isWordCharacter(text, index)) {
      start = start === -1 ? index : start;
    } else if (start !== -1) {
      // No message has a longer word.
      if (index - start <= 40) {
        words.push(text.slice(start, index));
      }
      start = -1;
    }
  }
  return words;
}

function indexByRarestWord(patterns: readonly Pattern[]): { byWord: Map<string, number[]>; always: number[] } {
  const wholeWords = patterns.map(wholeWordsOf);
  const uses = new Map<string, number>();
  for (const word of wholeWords.flat()) {
    uses.set(word, (uses.get(word) ?? 0) + 1);
  }
  const byWord = new Map<string, number[]>();
  const always: number[] = [];
  wholeWords.forEach((words, position) => {
    const [rarest] = words.sort((a, b) => uses.get(a)! - uses.get(b)! || b.length - a.length);
    if (rarest === undefined) {
      always.push(position);
    } else {
      byWord.set(rarest, [...(byWord.get(rarest) ?? []), position]);
    }
  });
  return { byWord, always };
}

/** The words of a message's text that no parameter can touch. */
function wholeWordsOf({ literals }: Pattern): string[] {
  return literals.flatMap((literal, position) => {
    const words = wordsOf(literal);
    const touchesBefore = position > 0 && isWordCharacter(literal, 0);
    const touchesAfter = position < literals.length - 1 && isWordCharacter(literal, literal.length - 1);
    return words.slice(touchesBefore ? 1 : 0, touchesAfter ? -1 : undefined);
  });
}
