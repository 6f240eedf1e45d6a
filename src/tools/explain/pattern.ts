import { splitAtParameters } from '../../facts/message-text.ts';
import type { ParameterKind } from '../../facts/schema/message.ts';
import { foldSigns } from '../../facts/clean-text.ts';
import { Cursor } from './cursor.ts';

/** Where a parameter stands in the searched text. */
export interface FoundParameter {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Whether another message may stand in it. */
  readonly free: boolean;
}

/** A message found in a text. */
export interface FoundPattern {
  readonly start: number;
  readonly end: number;
  readonly parameters: readonly FoundParameter[];
}

interface Kind {
  /** True for the characters that such a parameter can have; undefined for all. */
  readonly allows?: (code: number) => boolean;
  readonly longest: number;
  readonly shortest: number;
}

const SPACE = 32;
const QUOTE = 39;
const UNDERSCORE = 95;

const notBlankOrQuote = (code: number): boolean => code > SPACE && code !== QUOTE;
const notQuote = (code: number): boolean => code !== QUOTE;
const digit = (code: number): boolean => code >= 48 && code <= 57;

/** The same kinds as in `message-pattern.ts`; quotes are folded into one before. */
const KINDS: Readonly<Record<ParameterKind, Kind>> = {
  name: { allows: notBlankOrQuote, longest: 200, shortest: 1 },
  word: { allows: notBlankOrQuote, longest: 200, shortest: 1 },
  number: { allows: digit, longest: 15, shortest: 1 },
  url: { allows: notBlankOrQuote, longest: 500, shortest: 1 },
  path: { allows: notQuote, longest: 500, shortest: 1 },
  text: { longest: Infinity, shortest: 0 },
};

interface Parameter {
  readonly name: string;
  readonly kind: Kind;
}

/** The text of a message, taken apart: `literals[0] parameters[0] literals[1] ...` */
export class Pattern {
  /** The text with `{parameters}`. */
  readonly text: string;
  readonly literals: readonly string[];
  readonly parameters: readonly Parameter[];
  /** How many characters of it are not parameters: the more, the surer. */
  readonly weight: number;

  constructor(text: string, kinds: Readonly<Record<string, { readonly kind: ParameterKind }>>) {
    const pieces = splitAtParameters(text);
    this.text = text;
    this.literals = pieces.filter((_, position) => position % 2 === 0).map(foldSigns);
    this.parameters = pieces
      .filter((_, position) => position % 2 === 1)
      .map((name) => ({ name, kind: KINDS[kinds[name]?.kind ?? 'text'] }));
    this.weight = this.literals.reduce((sum, literal) => sum + literal.length, 0);
  }

  /**
   * Finds every place of the message, from front to back, none overlapping another. The time grows
   * with the length of the text, whatever stands in it: each part is looked up by a cursor that
   * never goes back.
   *
   * @param text - folded by `foldSigns`.
   * @param statementStart - where the program's own words begin.
   */
  findAll(text: string, statementStart: number): FoundPattern[] {
    const found: FoundPattern[] = [];
    const search = new Search(this, text, statementStart);
    let from = 0;
    for (;;) {
      const match = search.next(from);
      if (match === undefined) {
        return found;
      }
      found.push(match);
      from = Math.max(match.end, match.start + 1);
    }
  }
}

/** The search for one pattern in one text. */
class Search {
  readonly #literals: readonly Cursor[];
  readonly #forbidden = new Map<Kind, Cursor>();
  readonly #endOfWords: number;

  constructor(
    private readonly pattern: Pattern,
    private readonly text: string,
    private readonly statementStart: number,
  ) {
    this.#literals = pattern.literals.map((literal) => new Cursor((from) => text.indexOf(literal, from)));
    this.#endOfWords = text.trimEnd().length;
  }

  next(from: number): FoundPattern | undefined {
    const { literals } = this.pattern;
    // A text that begins with a parameter is found by what follows the parameter.
    const first = literals[0] === '' && literals.length > 1 ? 1 : 0;
    let at = this.#literals[first]!.next(from);
    while (at !== -1) {
      const match = this.#matchAt(at, first, from);
      if (match === 'never') {
        return undefined;
      }
      if (match !== undefined) {
        return match;
      }
      at = this.#literals[first]!.next(at + 1);
    }
    return undefined;
  }

  /** @returns `never` when no later place can match either. */
  #matchAt(at: number, first: number, from: number): FoundPattern | 'never' | undefined {
    const { literals, parameters } = this.pattern;
    const found: FoundParameter[] = [];
    let start = at;
    if (first === 1) {
      const before = this.#before(parameters[0]!, at, from);
      if (before === undefined) {
        return undefined;
      }
      found.push(before);
      start = before.start;
    }
    let position = at + literals[first]!.length;
    for (let index = first; index < parameters.length; index += 1) {
      const parameter = this.#parameterAt(index, position, start);
      if (parameter === 'never' || parameter === undefined) {
        return parameter;
      }
      found.push(parameter);
      position = parameter.end + literals[index + 1]!.length;
    }
    return this.#standsAlone(start, position, first) && this.#agree(found)
      ? { start, end: position, parameters: found }
      : undefined;
  }

  /** The parameter that begins at a position and ends where the next literal part does. */
  #parameterAt(index: number, position: number, start: number): FoundParameter | 'never' | undefined {
    const { literals, parameters } = this.pattern;
    const { name, kind } = parameters[index]!;
    const next = literals[index + 1]!;
    const isLast = index === parameters.length - 1;
    // Only a free text at the end of a message may contain what follows it.
    const limit = isLast && kind.allows === undefined ? Math.max(position, this.#endOfStatement(start)) : position;
    const end = next === '' ? this.#openEnd(kind, position, limit) : this.#endBefore(index + 1, kind, position, limit);
    if (end === -1) {
      return 'never';
    }
    const fits =
      end - position >= kind.shortest && end - position <= kind.longest && this.#endOfRun(kind, position) >= end;
    return fits ? { name, start: position, end, free: kind.allows === undefined } : undefined;
  }

  /** Where a parameter ends that no literal part follows: with its line, or with what it can consist of. */
  #openEnd(kind: Kind, position: number, limit: number): number {
    return kind.allows === undefined ? limit : Math.min(this.#endOfRun(kind, position), position + kind.longest);
  }

  #endBefore(literal: number, kind: Kind, position: number, limit: number): number {
    const text = this.pattern.literals[literal]!;
    const last = limit - text.length;
    return last >= position && this.text.startsWith(text, last)
      ? last
      : this.#literals[literal]!.next(position + kind.shortest);
  }

  /** The end of the words in the line, without the quote that the log puts around all of a message. */
  #endOfStatement(start: number): number {
    const end = this.#endOfWords;
    return start > 0 && this.text.charCodeAt(start - 1) === QUOTE && this.text.charCodeAt(end - 1) === QUOTE
      ? end - 1
      : end;
  }

  /** The first character at or after a position that a kind cannot contain. */
  #endOfRun(kind: Kind, position: number): number {
    const { allows } = kind;
    if (allows === undefined) {
      return this.text.length;
    }
    let cursor = this.#forbidden.get(kind);
    if (cursor === undefined) {
      cursor = new Cursor((from) => {
        let end = from;
        while (end < this.text.length && allows(this.text.charCodeAt(end))) {
          end += 1;
        }
        return end;
      });
      this.#forbidden.set(kind, cursor);
    }
    return cursor.next(position);
  }

  /** A parameter that ends at a position: with limited characters as far back as they go. */
  #before({ name, kind }: Parameter, end: number, from: number): FoundParameter | undefined {
    const earliest = Math.max(from, kind.allows === undefined ? this.statementStart : end - kind.longest);
    let start = kind.allows === undefined ? Math.min(earliest, end) : end;
    while (kind.allows !== undefined && start > earliest && kind.allows(this.text.charCodeAt(start - 1))) {
      start -= 1;
    }
    return end - start >= Math.max(1, kind.shortest)
      ? { name, start, end, free: kind.allows === undefined }
      : undefined;
  }

  /** Words do not begin or end in the middle of other words. */
  #standsAlone(start: number, end: number, first: number): boolean {
    const { literals } = this.pattern;
    const firstLiteral = literals[first]!;
    const lastLiteral = literals.at(-1)!;
    const joinedBefore = first === 0 && isWordCharacter(firstLiteral, 0) && isWordCharacter(this.text, start - 1);
    const joinedAfter =
      lastLiteral !== '' && isWordCharacter(lastLiteral, lastLiteral.length - 1) && isWordCharacter(this.text, end);
    return !joinedBefore && !joinedAfter;
  }

  /** A parameter that stands twice has the same value both times. */
  #agree(found: readonly FoundParameter[]): boolean {
    return found.every((parameter, index) =>
      found
        .slice(0, index)
        .every(
          (other) =>
            other.name !== parameter.name ||
            this.text.slice(other.start, Math.min(other.end, other.start + 500)) ===
              this.text.slice(parameter.start, Math.min(parameter.end, parameter.start + 500)),
        ),
    );
  }
}

/** Whether a character is part of a word, so that two of them in a row belong together. */
export function isWordCharacter(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || digit(code) || code === UNDERSCORE;
}
