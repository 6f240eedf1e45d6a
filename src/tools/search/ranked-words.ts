import type { AskedQuestions } from './asked-questions.ts';
import { wordsOfQuestion } from './asked-questions.ts';
import type { Hit } from './hit.ts';
import type { IndexedPage, PageKind } from './index-file.ts';
import type { Asked, Synonyms } from './synonyms.ts';
import type { Lookup, WordIndex } from './word-index.ts';
import { isStopWord, partsOf, termOf, typedWords, withoutContractions, wordsIn } from './words.ts';

/** A word that no page has, and the one that was searched in its place. */
export interface NearWord {
  readonly typed: string;
  readonly shown: string;
}

/** What the words of a question find. */
export interface WordAnswer {
  readonly hits: readonly Hit[];
  readonly unknown: readonly string[];
  readonly near: readonly NearWord[];
}

/** How much a word counts, by where it stands. */
const FIELDS = { title: 4, heading: 3, text: 1 } as const satisfies Lookup['fields'];

/**
 * How much a page counts: readers look for what to do before they look something up, and a message is
 * found by its text. Pages that list everything have every word.
 */
const KINDS: Readonly<Record<PageKind, number>> = {
  guide: 1,
  tool: 1,
  'known problem': 0.9,
  concept: 0.85,
  command: 0.85,
  upgrade: 0.85,
  reference: 0.7,
  about: 0.4,
  term: 0.35,
  message: 0.3,
  change: 0.4,
  detail: 0.4,
};

/** A page as a whole answers more often than one of its sections. */
const WHOLE_PAGE = 1.8;

/** A numbered step belongs to a walk through something else. */
const STEP = 0.7;

/** A heading of which every word was asked, and no other. */
const WHOLE_HEADING = 1.4;

/** The same, where the reader has other words for it. */
const WHOLE_HEADING_IN_OTHER_WORDS = 1.15;

/** What a word counts for a section when it stands elsewhere on the page. */
const ELSEWHERE_ON_PAGE = 0.3;

/** What the words count that the pages use for a reader's own. */
const OTHER_WORDS = 0.8;

/** How much a question that a page answers counts beside its words, of which the best page's count 1. */
const ASKED = 3;

/** How much the kind of page counts there, as a power: who asks a reference page its question wants it. */
const KIND_OF_ASKED = 0.3;

/** What further sections of a page count, for another page may answer, too. */
const SECOND_OF_A_PAGE = 0.6;

/** Sections that one page may fill the list with. */
const MOST_OF_A_PAGE = 2;

/** Shortest word that is taken for the beginning of others. */
const SHORTEST_BEGINNING = 3;

/** What a word counts of which only the beginning was typed. */
const BEGINNING = 0.3;

/** A word of fewer letters has no ending to lose. */
const SHORTEST_WITH_ENDING = 9;

/** How much of a word may be misspelled. */
const NEARNESS = 0.25;

/** Words of a question beyond these find nothing more. */
const MOST_WORDS = 12;

/** The terms of a question. */
interface AskedTerms {
  readonly typed: ReadonlySet<string>;
  /** With what the pages may say for them. */
  readonly meant: ReadonlySet<string>;
}

/** A section in the order of the index. */
interface Place {
  readonly page: number;
  readonly section: number;
}

/** What one asked word finds: how well each section fits. */
type Scores = ReadonlyMap<number, number>;

/** Finds pages by words and puts the likeliest answer first. */
export class RankedWords {
  readonly #pages: readonly IndexedPage[];
  readonly #places: readonly Place[];
  readonly #firstSections: readonly number[];
  readonly #words: WordIndex;
  readonly #synonyms: Synonyms;
  readonly #questions: AskedQuestions;
  readonly #termsOfHeadings = new Map<number, readonly string[]>();

  constructor(
    pages: readonly IndexedPage[],
    words: WordIndex,
    { synonyms, questions }: { synonyms: Synonyms; questions: AskedQuestions },
  ) {
    this.#pages = pages;
    this.#places = pages.flatMap(({ sections }, page) => sections.map((_, section) => ({ page, section })));
    this.#words = words;
    this.#synonyms = synonyms;
    this.#questions = questions;
    this.#firstSections = pages.map((_, page) => this.#places.findIndex((place) => place.page === page));
  }

  /** @param text - what was typed, without what carriers put into it. */
  search(text: string, limit: number): WordAnswer {
    const words = typedWords(withoutContractions(text));
    const asked = this.#synonyms.askedFor(this.#joined(words), MOST_WORDS);
    const found = asked.map((one, place) => ({ one, ...this.#find(one, place === asked.length - 1) }));
    const known = found.filter(({ scores }) => scores.size > 0);
    return {
      hits: this.#rank(
        known.map(({ scores }) => scores),
        {
          typed: new Set(known.flatMap(({ one }) => one.ways[0]!)),
          meant: new Set(known.flatMap(({ one }) => one.ways.flat())),
        },
        { questions: this.#questions.find(this.#rightWords(text, found)), limit },
      ),
      unknown: found.filter(({ scores }) => scores.size === 0).map(({ one }) => one.typed),
      near: found.flatMap(({ one, shown }) => (shown === undefined ? [] : [{ typed: one.typed, shown }])),
    };
  }

  /** The words of a question, with the near one in the place of each that is misspelled. */
  #rightWords(text: string, found: readonly { one: Asked; shown?: string }[]): string[] {
    const near = new Map(
      found.flatMap(({ one, shown }) => (shown === undefined ? [] : [[one.typed.toLowerCase(), shown]])),
    );
    return wordsOfQuestion(text).map((word) => near.get(word) ?? word);
  }

  /** `trouble shoot` is written as one word here. */
  #joined(words: readonly string[]): string[] {
    const joined: string[] = [];
    for (let at = 0; at < words.length; at += 1) {
      const isOneWord = at + 1 < words.length && this.#areOneWord(words[at]!, words[at + 1]!);
      const one = `${words[at]}${words[at + 1] ?? ''}`;
      joined.push(isOneWord ? one : words[at]!);
      at += isOneWord ? 1 : 0;
    }
    return joined;
  }

  #areOneWord(first: string, second: string): boolean {
    const isHeading = (word: string): boolean =>
      this.#words.find([termOf(word)], { fields: { title: 1, heading: 1 } }).scores.size > 0;
    return (
      [first, second].every((word) => word.length >= SHORTEST_BEGINNING && /^[a-z]+$/i.test(word)) &&
      isHeading(`${first}${second}`) &&
      // `data plane` stands in headings as it was typed, and `dataPlane` besides.
      ![first, second].every(isHeading)
    );
  }

  /** Sections with a word or with what the pages call it; near words only where nothing else is found. */
  #find({ typed, ways }: Asked, isLast: boolean): { scores: Scores; shown?: string } {
    // Its beginning is that of the word as it was typed: a shortened one is the beginning of too many.
    const scores = this.#scoresOf(ways, isLast, typed.includes(' ') ? undefined : typed.toLowerCase());
    if (scores.size > 0) {
      return { scores };
    }
    const parts = partsOf(typed);
    const ofParts = parts.length > 0 ? this.#scoresOf([parts.map(termOf)], false) : scores;
    return ofParts.size > 0 || this.#questions.knows(typed) ? { scores: ofParts } : this.#nearest(typed);
  }

  /** The last word may still be being typed, and is then the beginning of another. */
  #scoresOf(ways: Asked['ways'], isLast: boolean, typed?: string): Map<number, number> {
    const exact = this.#scoresOfWays(ways, false);
    if (exact.size === 0 && typed !== undefined) {
      return this.#scoresOfWays([[typed], ...ways.slice(1)], true);
    }
    return exact.size > 0 && !isLast ? exact : this.#scoresOfWays(ways, true);
  }

  #scoresOfWays(ways: Asked['ways'], asBeginning: boolean): Map<number, number> {
    const scores = new Map<number, number>();
    let typedBest = 0;
    for (const [way, terms] of ways.entries()) {
      const { scores: found } = this.#words.find(terms, {
        fields: FIELDS,
        beginning: asBeginning && terms.every((term) => term.length >= SHORTEST_BEGINNING) ? BEGINNING : 0,
      });
      const best = Math.max(0, ...found.values());
      typedBest = way === 0 ? best : typedBest;
      // A rare word of a reader says no more than the usual one of the pages.
      const share = way === 0 ? 1 : OTHER_WORDS * Math.max(1, typedBest / best);
      for (const [section, score] of found) {
        scores.set(section, Math.max(scores.get(section) ?? 0, score * share));
      }
    }
    return scores;
  }

  /** A misspelled word may keep an ending that is cut off the right one, so shorter beginnings are tried, too. */
  #nearest(typed: string): { scores: Scores; shown?: string } {
    const asked = this.#questions.nearest(typed);
    if (asked !== undefined) {
      return { scores: this.#scoresOf([[termOf(asked)]], false), shown: asked };
    }
    const term = termOf(typed);
    for (const cut of term.length < SHORTEST_WITH_ENDING ? [0] : [0, 2, 4]) {
      const { scores, best } = this.#words.find([term.slice(0, term.length - cut)], {
        fields: FIELDS,
        misspelled: term.length - cut > 3 ? NEARNESS : 0,
      });
      if (best !== undefined) {
        return { scores, shown: this.#words.spellingOf(best) };
      }
    }
    return { scores: new Map() };
  }

  #rank(
    found: readonly Scores[],
    asked: AskedTerms,
    { questions, limit }: { questions: ReadonlyMap<number, number>; limit: number },
  ): Hit[] {
    const bestOfPage = found.map((scores) => this.#bestOfPages(scores));
    const sections = new Set(found.flatMap((scores) => [...scores.keys()]));
    const byWords = [...sections].map((id) => ({ id, score: this.#scoreOf(id, found, bestOfPage, asked) }));
    const most = byWords.reduce((best, { score }) => Math.max(best, score), 0);
    const scores = new Map(byWords.map(({ id, score }) => [id, most === 0 ? 0 : score / most]));
    const bestSections = new Map<number, number>();
    for (const [id, score] of scores) {
      const { page } = this.#places[id]!;
      const best = bestSections.get(page);
      if (best === undefined || score > scores.get(best)!) {
        bestSections.set(page, id);
      }
    }
    for (const [page, fit] of questions) {
      const id = bestSections.get(page) ?? this.#firstSections[page]!;
      scores.set(id, (scores.get(id) ?? 0) + fit * ASKED * KINDS[this.#pages[page]!.kind] ** KIND_OF_ASKED);
    }
    for (const [id, score] of scores) {
      if (bestSections.get(this.#places[id]!.page) !== id && bestSections.has(this.#places[id]!.page)) {
        scores.set(id, score * SECOND_OF_A_PAGE);
      }
    }
    return this.#fewOfEach(
      [...scores].sort(([one, a], [other, b]) => b - a || one - other).map(([id]) => this.#places[id]!),
      limit,
    );
  }

  #fewOfEach(ranked: readonly Place[], limit: number): Hit[] {
    const shownOf = new Map<number, number>();
    const hits: Hit[] = [];
    for (const place of ranked) {
      const shown = shownOf.get(place.page) ?? 0;
      shownOf.set(place.page, shown + 1);
      if (shown < MOST_OF_A_PAGE) {
        hits.push(this.#hit(place));
      }
      if (hits.length === limit) {
        break;
      }
    }
    return hits;
  }

  #scoreOf(
    id: number,
    found: readonly Scores[],
    bestOfPage: readonly ReadonlyMap<number, number>[],
    asked: AskedTerms,
  ): number {
    const { page, section } = this.#places[id]!;
    const parts = found.map((scores, index) => {
      const own = scores.get(id);
      const onPage = bestOfPage[index]!.get(page);
      return own ?? (onPage ?? 0) * ELSEWHERE_ON_PAGE;
    });
    const share = found.filter((_, index) => bestOfPage[index]!.has(page)).length / found.length;
    const sum = parts.reduce((total, part) => total + part, 0);
    const { kind, title, sections } = this.#pages[page]!;
    const { heading } = sections[section]!;
    const place = (section === 0 ? WHOLE_PAGE : 1) * (/^\d+\. /.test(heading ?? '') ? STEP : 1);
    const whole = asksAllOf(this.#headingTerms(id, heading ?? title), asked);
    return sum * share ** 2 * KINDS[kind] * place * whole;
  }

  #headingTerms(id: number, heading: string): readonly string[] {
    const terms =
      this.#termsOfHeadings.get(id) ??
      wordsIn(heading)
        .filter((word) => !isStopWord(word))
        .map(termOf);
    this.#termsOfHeadings.set(id, terms);
    return terms;
  }

  #bestOfPages(scores: Scores): Map<number, number> {
    const best = new Map<number, number>();
    for (const [id, score] of scores) {
      const { page } = this.#places[id]!;
      best.set(page, Math.max(best.get(page) ?? 0, score));
    }
    return best;
  }

  #hit({ page: number, section }: Place): Hit {
    const page = this.#pages[number]!;
    const { heading, id } = page.sections[section]!;
    const common = { track: page.track, kind: page.kind, text: [number, section] as const };
    return heading === undefined
      ? { ...common, title: page.title, url: page.url }
      : { ...common, title: heading, url: `${page.url}#${id}`, page: page.title };
  }
}

/** How much more a place counts of whose heading every word was asked for. */
function asksAllOf(terms: readonly string[], { typed, meant }: AskedTerms): number {
  if (terms.length === 0 || !terms.every((term) => meant.has(term))) {
    return 1;
  }
  return terms.every((term) => typed.has(term)) ? WHOLE_HEADING : WHOLE_HEADING_IN_OTHER_WORDS;
}
