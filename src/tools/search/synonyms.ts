import type { Synonym } from './index-file.ts';
import { isStopWord, termOf, wordsIn } from './words.ts';

/** A part of a question: a word or a phrase, and what the pages may say for it. */
export interface Asked {
  /** As it was typed. */
  readonly typed: string;
  /** Each way to say it, as terms that must stand together. The typed one comes first. */
  readonly ways: readonly (readonly string[])[];
}

/** Longest phrase of a reader that is looked up as one. */
const LONGEST_PHRASE = 4;

/** Readers' words for what the pages call otherwise. */
export class Synonyms {
  readonly #meanings = new Map<string, string[][]>();

  constructor(synonyms: readonly Synonym[]) {
    for (const { say, means } of synonyms) {
      for (const phrase of say) {
        const key = keyOf(phrase);
        this.#meanings.set(key, [...(this.#meanings.get(key) ?? []), ...means.map(termsOf)]);
      }
    }
  }

  /**
   * Divides the words of a question into phrases that have other names, and single words that tell something.
   *
   * @param words - all that were typed: `not starting` is a phrase, although `not` alone tells nothing.
   * @param most - parts beyond these are left out.
   */
  askedFor(words: readonly string[], most: number): Asked[] {
    const asked = new Map<string, Asked>();
    for (let at = 0; at < words.length && asked.size < most;) {
      const length = this.#longestAt(words, at);
      const typed = words.slice(at, at + length);
      const meanings = this.#meanings.get(keyOf(typed.join(' ')));
      if (meanings !== undefined || !isStopWord(typed[0]!)) {
        const telling = typed.filter((word) => !isStopWord(word));
        const terms = (telling.length > 0 ? telling : typed).map(termOf);
        asked.set(terms.join(' '), { typed: typed.join(' '), ways: [terms, ...(meanings ?? [])] });
      }
      at += length;
    }
    return asked.size > 0 || words.length === 0
      ? [...asked.values()]
      : words.slice(0, most).map((word) => ({ typed: word, ways: [[termOf(word)]] }));
  }

  #longestAt(words: readonly string[], at: number): number {
    for (let length = Math.min(LONGEST_PHRASE, words.length - at); length > 1; length--) {
      if (this.#meanings.has(keyOf(words.slice(at, at + length).join(' ')))) {
        return length;
      }
    }
    return 1;
  }
}

function keyOf(phrase: string): string {
  return termsOf(phrase).join(' ');
}

function termsOf(phrase: string): string[] {
  return [...new Set(wordsIn(phrase).map(termOf))];
}
