import { withoutCarrier } from './line-reader.ts';
import type { Match, Matcher } from './matcher.ts';
import type { JsonObject, Statement } from './statements.ts';
import { statementStart } from './statement-start.ts';

/** What a line says, with the messages that were found in it. */
export interface Entry {
  /** The line of the input, counted from 1. */
  readonly number: number;
  readonly statement?: Statement;
  readonly matches: readonly Match[];
  /** The line is an event that a command printed with `--json`, and no message stands in it. */
  readonly event?: { readonly object: JsonObject; readonly text: string };
}

/** Entries that are one, from the one under which it is kept to another. */
export interface JoinedEntry {
  readonly from: number;
  readonly to: number;
  /** What was between a line and the one before. */
  readonly glue: ReadonlyMap<number, '' | ' '>;
  /** Where in its text the lines were cut. */
  readonly cuts: readonly number[];
  readonly entry: Entry;
}

/** How sure it is what entries say. */
export function weightOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { matches }) => sum + matches.reduce((all, { weight }) => all + weight, 0), 0);
}

/**
 * Joins entries that a message goes through, when more is known of them together than of each alone.
 *
 * @returns by the position of the first.
 */
export function joinEntries(entries: readonly Entry[], matcher: Matcher): Map<number, JoinedEntry> {
  const joined = new Map<number, JoinedEntry>();
  if (entries.length < 2) {
    return joined;
  }
  const words = entries.map((entry, position) => wordsOf(entry, entries[position - 1], entries[position + 1]));
  // By position, the group that a line is in.
  const owners: (JoinedEntry | undefined)[] = entries.map(() => undefined);
  for (const found of matcher.joiner.find(words)) {
    const first = entries[found.from]!;
    if (isWhole(first, matcher) || first.matches.some(({ message }) => message === found.message)) {
      // What follows only looks like the end of a message.
      continue;
    }
    const group = grown(found, owners);
    const positions = rangeOf(group.from, group.to);
    if (positions.every((position) => entries[position]!.statement !== undefined)) {
      const whole = wholeOf(entries, words, group, matcher, (position) => owners[position] !== undefined);
      const apart = rangeOf(group.from, whole.to).flatMap((position) => {
        const owner = owners[position];
        return owner === undefined ? entries[position]! : owner.from === position ? owner.entry : [];
      });
      if (tellsMore(whole, apart)) {
        rangeOf(group.from, whole.to).forEach((position) => {
          joined.delete(position);
          owners[position] = whole;
        });
        joined.set(group.from, whole);
      }
    }
  }
  return joined;
}

/** Whether a line is a message from its first word to its last, so that nothing of it is missing. */
function isWhole({ statement, matches }: Entry, matcher: Matcher): boolean {
  const end = statement?.text.trimEnd().length ?? 0;
  return matches.some(
    (match) =>
      match.start <= statement!.start && match.end >= end && !matcher.messages[match.message]!.text.endsWith('}'),
  );
}

interface Group {
  readonly from: number;
  readonly to: number;
  readonly glue: ReadonlyMap<number, '' | ' '>;
}

/** A group with all those that it has a line in common with: a message may stand inside another. */
function grown(group: Group, owners: readonly (JoinedEntry | undefined)[]): Group {
  return rangeOf(group.from, group.to).reduce<Group>((sum, position) => {
    const owner = owners[position];
    return owner === undefined
      ? sum
      : {
          from: Math.min(sum.from, owner.from),
          to: Math.max(sum.to, owner.to),
          glue: new Map([...sum.glue, ...owner.glue]),
        };
  }, group);
}

function wholeOf(
  entries: readonly Entry[],
  words: readonly string[],
  { from, to, glue }: Group,
  matcher: Matcher,
  isTaken: (position: number) => boolean,
): JoinedEntry {
  const last = endOfWrapped(entries, from, to, isTaken);
  const { number, statement } = entries[from]!;
  // Where the message does not tell whether the cut took a blank, that is right with which more is found.
  const untold = rangeOf(from + 1, last).filter((position) => !glue.has(position));
  const isIndented = untold.some((position) => /^\s/.test(words[position]!));
  const guesses = (['', ' ', 'no indentation'] as const).slice(0, untold.length === 0 ? 1 : isIndented ? 3 : 2);
  const [better] = guesses
    .map((guess) => {
      const { text, start, cuts } = joinWords(entries, words, { from, to: last, glue }, guess);
      const matches = matcher.find(text, start);
      return { cuts, entry: { number, statement: { ...statement!, text, start, isFrame: false }, matches } };
    })
    .sort((a, b) => weightOf([b.entry]) - weightOf([a.entry]));
  return { from, to: last, glue, ...better! };
}

/** Whether more is known of lines together: a message goes through a cut, and none that was known is lost to less. */
function tellsMore({ entry, cuts }: JoinedEntry, apart: readonly Entry[]): boolean {
  const crossing = entry.matches.filter(({ start, end }) => cuts.some((cut) => start < cut && cut < end));
  return (
    crossing.length > 0 &&
    weightOf([entry]) > weightOf(apart) &&
    apart.every(({ matches }) =>
      matches.every(
        (match) =>
          entry.matches.some(({ message }) => message === match.message) ||
          crossing.some(({ weight }) => weight > match.weight),
      ),
    )
  );
}

function rangeOf(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The words of a line without what a tool has put around it and the lines beside it alike. */
function wordsOf({ statement }: Entry, before: Entry | undefined, after: Entry | undefined): string {
  if (statement === undefined) {
    return '';
  }
  const carrier = before?.statement?.text.slice(0, before.statement.carrierEnd) ?? '';
  const words = withoutCarrier(statement.text, carrier, statement.carrierEnd)
    .replace(/\s{1,8}[|\u2502\\]\s*$/, '')
    .trimEnd();
  const isQuoted = QUOTED.test(words) && [before, after].some((entry) => QUOTED.test(entry?.statement?.text ?? ''));
  return isQuoted ? words.trimStart().replace(/^["'`]|["'`][,;]?$/g, '') : words;
}

/** An item of a list that is quoted as a whole. */
const QUOTED = /^\s{0,40}(["'`]).*\1[,;]?$/;

/** Where the lines end that belong to a message: its last value may go on over more lines of the same width. */
function endOfWrapped(
  entries: readonly Entry[],
  from: number,
  to: number,
  isTaken: (position: number) => boolean,
): number {
  const width = entries[from]!.statement!.text.length;
  const indentation = indentationOf(entries[from + 1]!);
  // In a layout that indents what follows, a line may have the width of the first by chance.
  const isLayout = indentation >= 4;
  let last = to;
  while (last + 1 < entries.length) {
    const next = entries[last + 1]!;
    const isCut =
      !isLayout &&
      width > 20 &&
      entries.slice(from, last + 1).every(({ statement }) => statement!.text.length === width);
    const isIndented = isLayout && indentationOf(next) === indentation;
    const isOpen = next.statement !== undefined && next.matches.length === 0 && !next.statement.isHeaded;
    if (!isOpen || isTaken(last + 1) || !(isCut || isIndented)) {
      break;
    }
    last += 1;
  }
  return last;
}

function indentationOf({ statement }: Entry): number {
  return statement === undefined ? 0 : statement.text.length - statement.text.trimStart().length;
}

/** What a cut may have taken: nothing, a blank, or nothing where the next line is indented, as in the middle of a name. */
type Guess = '' | ' ' | 'no indentation';

function blankBefore(piece: string, guess: Guess): '' | ' ' {
  return guess === 'no indentation' ? '' : /^\s/.test(piece) ? ' ' : guess;
}

function joinWords(
  entries: readonly Entry[],
  words: readonly string[],
  { from, to, glue }: Group,
  guess: Guess,
): { text: string; start: number; cuts: readonly number[] } {
  const cuts: number[] = [];
  let text = entries[from]!.statement!.text.trimEnd();
  for (let position = from + 1; position <= to; position += 1) {
    const piece = words[position]!;
    text += glue.get(position) ?? blankBefore(piece, guess);
    cuts.push(text.length);
    text += piece.trim();
  }
  return { text, start: statementStart(text).start, cuts };
}
