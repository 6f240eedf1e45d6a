import type { Synonym } from './index-file.ts';
import { termOf, wordsIn } from './words.ts';

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

  /** Divides the words of a question into phrases that have other names, and single words. */
  askedFor(words: readonly string[]): Asked[] {
    const asked: Asked[] = [];
    for (let at = 0; at < words.length;) {
      const length = this.#longestAt(words, at);
      const typed = words.slice(at, at + length);
      asked.push({
        typed: typed.join(' '),
        ways: [typed.map(termOf), ...(this.#meanings.get(keyOf(typed.join(' '))) ?? [])],
      });
      at += length;
    }
    return asked;
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
