import { distance } from 'fastest-levenshtein';
import { foldSigns } from '../../facts/clean-text.ts';
import { wordsOf } from './matcher.ts';
import type { Matcher } from './matcher.ts';

/** Only so much of a line is compared; no message is much longer. */
const COMPARED = 240;

/** So many known messages that share words with a line are compared with it letter by letter. */
const CANDIDATES = 8;

/** Above this share of different letters a message is not like the line, only the least unlike. */
const FARTHEST = 0.6;

/** Finds, for a line that no message is, the known message that comes closest. */
export class NearestMessages {
  readonly #texts: readonly string[];
  readonly #byWord = new Map<string, number[]>();

  constructor(matcher: Matcher) {
    this.#texts = matcher.messages.map(({ text }) => foldSigns(text));
    this.#texts.forEach((text, position) => {
      for (const word of new Set(wordsOf(text.toLowerCase()))) {
        this.#byWord.set(word, [...(this.#byWord.get(word) ?? []), position]);
      }
    });
  }

  /**
   * @param statement - a line without what stands before the program's words.
   * @returns the position in {@link Matcher.messages}, or `undefined` when nothing is near.
   */
  of(statement: string): number | undefined {
    const compared = foldSigns(statement.slice(0, COMPARED));
    const shared = new Map<number, number>();
    for (const word of new Set(wordsOf(compared.toLowerCase()))) {
      const messages = this.#byWord.get(word) ?? [];
      for (const message of messages) {
        // A word that few messages have tells more.
        shared.set(message, (shared.get(message) ?? 0) + 1 / messages.length);
      }
    }
    const candidates = [...shared].sort((a, b) => b[1] - a[1]).slice(0, CANDIDATES);
    const nearest = candidates
      .map(([message]) => ({ message, far: farness(compared, this.#texts[message]!.slice(0, COMPARED)) }))
      .sort((a, b) => a.far - b.far)[0];
    return nearest !== undefined && nearest.far <= FARTHEST ? nearest.message : undefined;
  }
}

/** The share of letters that differ, from 0 to 1. Names of parameters count as a single letter. */
function farness(line: string, message: string): number {
  const text = message.replace(/\{[a-zA-Z]+\}/g, '*');
  return distance(line, text) / Math.max(line.length, text.length, 1);
}
