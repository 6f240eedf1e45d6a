import { distance } from 'fastest-levenshtein';
import { isStopWord, termOf, withoutContractions } from './words.ts';

/** A page with the questions that it answers, in readers' words. */
export interface AnsweringPage {
  readonly asked?: readonly string[];
}

/** What a word counts for another one that stands for the same thing. */
const ALIKE = 0.7;

/** What a word counts that stands in every question: two questions may differ by nothing else. */
const SMALL_WORD = 0.12;

/** What a word counts of which only the beginning was typed. */
const BEGINNING = 0.6;

/** Shortest word that is taken for the beginning of others. */
const SHORTEST_BEGINNING = 3;

/** Shortest part of a word that is taken apart: `lastseen`. */
const SHORTEST_PART = 3;

/** Shortest word that may be misspelled, and letters of one that may be wrong. */
const SHORTEST_MISSPELLED = 5;
const LETTERS_FOR_A_FAULT = 4;

/** Two letters that changed places count as two wrong ones. */
const MIXED_UP_FAULTS = 2;

/** Longest phrase that stands for a word. */
const LONGEST_PHRASE = 4;

/** How much it counts that a question is asked whole, and how much that nothing else is asked. */
const ASKED_WHOLE = 0.45;
const NOTHING_ELSE = 0.75;

/** What further questions of a page add that are asked nearly as well. */
const FURTHER = 0.25;

interface Question {
  readonly page: number;
  readonly terms: readonly string[];
  readonly weight: number;
}

/** Compares what was asked, as a whole, with the questions that each page answers. */
export class AskedQuestions {
  readonly #phrases = new Map<string, string>();
  readonly #alike = new Map<string, Set<string>>();
  readonly #questions: readonly Question[];
  readonly #places = new Map<string, number[]>();
  readonly #words = new Set<string>();
  readonly #weights = new Map<string, number>();

  /**
   * @param pages - in the order of the index.
   * @param alike - words and phrases that stand for each other.
   */
  constructor(pages: readonly AnsweringPage[], alike: readonly (readonly string[])[]) {
    this.#learnAlike(alike);
    const questions = pages.flatMap(({ asked = [] }, page) =>
      asked.map((text) => ({ page, terms: this.#learn(wordsOfQuestion(text)) })),
    );
    for (const [number, { terms }] of questions.entries()) {
      for (const term of terms) {
        const places = this.#places.get(term);
        if (places === undefined) {
          this.#places.set(term, [number]);
        } else {
          places.push(number);
        }
      }
    }
    for (const [term, places] of this.#places) {
      const rare = Math.log(1 + questions.length / places.length);
      this.#weights.set(term, isSmall(term) ? rare * SMALL_WORD : rare);
    }
    this.#questions = questions.map((question) => ({ ...question, weight: this.#weigh(question.terms) }));
  }

  /** Whether a word, or each of the two that it is made of, stands in a question or for one of its words. */
  knows(word: string): boolean {
    return this.#knownParts([termOf(word)]).every((term) => this.#isKnown(term));
  }

  /**
   * The word of a question for which another one was probably meant.
   *
   * @returns as it is written there; `undefined` when none is near.
   */
  nearest(word: string): string | undefined {
    const lower = word.toLowerCase();
    if (lower.length < SHORTEST_MISSPELLED || !/^[a-z]+$/.test(lower)) {
      return undefined;
    }
    const letters = lettersOf(lower);
    const near = [...this.#words]
      .filter((one) => one[0] === lower[0])
      .map((one) => ({ one, faults: distance(lower, one), isMixedUp: lettersOf(one) === letters }))
      .filter(({ faults, isMixedUp }) => faults <= (isMixedUp ? MIXED_UP_FAULTS : lower.length / LETTERS_FOR_A_FAULT))
      .sort((a, b) => Number(b.isMixedUp) - Number(a.isMixedUp) || a.faults - b.faults);
    return near[0]?.one;
  }

  /**
   * @param words - all that were typed, misspelled ones put right.
   * @returns for each page that answers something like it, how well it fits: from 0 to a little over 1.
   */
  find(words: readonly string[]): ReadonlyMap<number, number> {
    const asked = this.#phrased(this.#knownParts(words.map(termOf)));
    const unknownWeight = Math.log(1 + this.#questions.length);
    const weightOf = (term: string): number =>
      this.#weights.get(term) ?? (isSmall(term) ? SMALL_WORD : 0.5) * unknownWeight;
    const total = asked.reduce((sum, term) => sum + weightOf(term), 0);
    const ofAsked = new Map<number, number>();
    const ofQuestion = new Map<number, Map<string, number>>();
    for (const [place, term] of asked.entries()) {
      const best = new Map<number, number>();
      for (const [other, share] of this.#standingFor(term, place === asked.length - 1)) {
        for (const number of this.#places.get(other) ?? []) {
          best.set(number, Math.max(best.get(number) ?? 0, share));
          const shares = ofQuestion.get(number) ?? new Map<string, number>();
          shares.set(other, Math.max(shares.get(other) ?? 0, share));
          ofQuestion.set(number, shares);
        }
      }
      for (const [number, share] of best) {
        ofAsked.set(number, (ofAsked.get(number) ?? 0) + share * weightOf(term));
      }
    }
    const fitting = new Map<number, number[]>();
    for (const [number, found] of ofAsked) {
      const { page, weight } = this.#questions[number]!;
      const shared = [...ofQuestion.get(number)!].reduce((sum, [term, share]) => sum + share * weightOf(term), 0);
      const fit = (found / total) ** NOTHING_ELSE * (shared / weight) ** ASKED_WHOLE;
      fitting.set(page, [...(fitting.get(page) ?? []), fit]);
    }
    return new Map([...fitting].map(([page, fits]) => [page, togetherOf(fits)]));
  }

  #isKnown(term: string): boolean {
    return this.#places.has(term) || this.#alike.has(term);
  }

  /** `work flow` and `lastseen` as the questions write them. */
  #knownParts(terms: readonly string[]): string[] {
    const known = (term: string): boolean => this.#isKnown(term);
    return terms.flatMap((term, at) => {
      const before = `${terms[at - 1] ?? ''}${term}`;
      const after = `${term}${terms[at + 1] ?? ''}`;
      if (known(term) || isStopWord(term)) {
        return known(before) && before !== term ? [term, before] : [term];
      }
      if (known(after) || known(before)) {
        return [known(after) ? after : before];
      }
      for (let cut = SHORTEST_PART; cut <= term.length - SHORTEST_PART; cut++) {
        const parts = [term.slice(0, cut), term.slice(cut)].map(termOf);
        if (parts.every(known)) {
          return parts;
        }
      }
      return [term];
    });
  }

  /** What a term of a question may stand for, with how much that counts. */
  #standingFor(term: string, isLast: boolean): Map<string, number> {
    const standing = new Map<string, number>([...(this.#alike.get(term) ?? [])].map((other) => [other, ALIKE]));
    standing.set(term, 1);
    if (isLast && !this.#places.has(term) && term.length >= SHORTEST_BEGINNING) {
      for (const other of this.#places.keys()) {
        if (other.startsWith(term)) {
          standing.set(other, Math.max(standing.get(other) ?? 0, BEGINNING));
        }
      }
    }
    return standing;
  }

  #learn(words: readonly string[]): string[] {
    for (const word of words) {
      this.#words.add(word);
    }
    return this.#phrased(words.map(termOf));
  }

  #learnAlike(alike: readonly (readonly string[])[]): void {
    const lines = alike.map((line) => line.map((phrase) => ({ phrase, terms: wordsOfQuestion(phrase).map(termOf) })));
    for (const { terms } of lines.flat()) {
      if (terms.length > 1) {
        this.#phrases.set(terms.join(' '), terms.join('_'));
      }
    }
    for (const line of lines) {
      const terms = line.map((one) => one.terms.join('_'));
      for (const term of terms) {
        this.#alike.set(term, new Set([...(this.#alike.get(term) ?? []), ...terms]));
      }
    }
  }

  /** Each term once; phrases that stand for a word are one. */
  #phrased(terms: readonly string[]): string[] {
    const found = new Set<string>();
    for (let at = 0; at < terms.length;) {
      const length = this.#longestAt(terms, at);
      found.add(terms.slice(at, at + length).join('_'));
      at += length;
    }
    return [...found];
  }

  #longestAt(terms: readonly string[], at: number): number {
    for (let length = Math.min(LONGEST_PHRASE, terms.length - at); length > 1; length--) {
      if (this.#phrases.has(terms.slice(at, at + length).join(' '))) {
        return length;
      }
    }
    return 1;
  }

  #weigh(terms: readonly string[]): number {
    return terms.reduce((sum, term) => sum + this.#weights.get(term)!, 0);
  }
}

function togetherOf(fits: readonly number[]): number {
  const [best = 0, second = 0, third = 0] = [...fits].sort((a, b) => b - a);
  return best + FURTHER * (second * second + (third * third) / 2) * best;
}

/** Two words with the same letters differ by their order alone: `expierd`. */
function lettersOf(word: string): string {
  return [...word].sort().join('');
}

function isSmall(term: string): boolean {
  return isStopWord(term) && term !== 'not';
}

/** Words of a question, small ones too. */
export function wordsOfQuestion(text: string): string[] {
  const plain = withoutContractions(text)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
