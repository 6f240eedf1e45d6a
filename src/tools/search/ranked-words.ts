import type MiniSearch from 'minisearch';
import type { Hit } from './hit.ts';
import type { IndexedPage, PageKind } from './index-file.ts';
import type { WordDocument } from './packed-words.ts';
import type { Asked, Synonyms } from './synonyms.ts';
import { isStopWord, termOf, wordsIn } from './words.ts';

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
const FIELDS = { title: 4, heading: 3, text: 1 } as const;

/**
 * How much a page counts: readers look for what to do before they look something up, and a message is
 * found by its text. Pages that list everything have every word.
 */
const KINDS: Readonly<Record<PageKind, number>> = {
  guide: 1,
  tool: 1,
  'known problem': 0.85,
  concept: 0.85,
  command: 0.85,
  upgrade: 0.75,
  reference: 0.7,
  message: 0.3,
  change: 0.4,
  detail: 0.4,
};

/** A page as a whole answers more often than one of its sections. */
const WHOLE_PAGE = 1.6;

/** A numbered step belongs to a walk through something else. */
const STEP = 0.7;

/** A heading of which every word was asked, and no other. */
const WHOLE_HEADING = 1.4;

/** What a word counts for a section when it stands elsewhere on the page. */
const ELSEWHERE_ON_PAGE = 0.3;

/** What the words count that the pages use for a reader's own. */
const OTHER_WORDS = 0.8;

/** Sections that one page may fill the list with. */
const MOST_OF_A_PAGE = 2;

/** Shortest word that is taken for the beginning of others. */
const SHORTEST_BEGINNING = 3;

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
  readonly #words: MiniSearch<WordDocument>;
  readonly #synonyms: Synonyms;

  constructor(pages: readonly IndexedPage[], words: MiniSearch<WordDocument>, synonyms: Synonyms) {
    this.#pages = pages;
    this.#places = pages.flatMap(({ sections }, page) => sections.map((_, section) => ({ page, section })));
    this.#words = words;
    this.#synonyms = synonyms;
  }

  /** @param words - those that mean something, as typed. */
  search(words: readonly string[], limit: number): WordAnswer {
    const asked = this.#synonyms.askedFor(words);
    const found = asked.map((one) => ({ one, ...this.#find(one) }));
    const known = found.filter(({ scores }) => scores.size > 0);
    return {
      hits: this.#rank(
        known.map(({ scores }) => scores),
        new Set(known.flatMap(({ one }) => one.ways.flat())),
      ).slice(0, limit),
      unknown: found.filter(({ scores }) => scores.size === 0).map(({ one }) => one.typed),
      near: found.flatMap(({ one, shown }) => (shown === undefined ? [] : [{ typed: one.typed, shown }])),
    };
  }

  /** Sections with a word or with what the pages call it; near words only where nothing else is found. */
  #find({ typed, ways }: Asked): { scores: Scores; shown?: string } {
    const scores = new Map<number, number>();
    ways.forEach((terms, way) => {
      const results = this.#words.search(terms.join(' '), {
        boost: FIELDS,
        combineWith: 'AND',
        prefix: (term) => term.length >= SHORTEST_BEGINNING,
      });
      for (const { id, score } of results) {
        const weighed = score * (way === 0 ? 1 : OTHER_WORDS);
        scores.set(id as number, Math.max(scores.get(id as number) ?? 0, weighed));
      }
    });
    if (scores.size > 0) {
      return { scores };
    }
    const near = this.#words.search(typed, {
      boost: FIELDS,
      combineWith: 'AND',
      fuzzy: (term) => (term.length > 3 ? 0.25 : false),
    });
    const shown = near[0]?.terms[0];
    return shown === undefined
      ? { scores }
      : { scores: new Map(near.map(({ id, score }) => [id as number, score])), shown };
  }

  #rank(found: readonly Scores[], asked: ReadonlySet<string>): Hit[] {
    const bestOfPage = found.map((scores) => this.#bestOfPages(scores));
    const sections = new Set(found.flatMap((scores) => [...scores.keys()]));
    const ranked = [...sections]
      .map((id) => ({ id, score: this.#scoreOf(id, found, bestOfPage, asked) }))
      .sort((a, b) => b.score - a.score || a.id - b.id);
    const shownOf = new Map<number, number>();
    return ranked.flatMap(({ id }) => {
      const place = this.#places[id]!;
      const shown = shownOf.get(place.page) ?? 0;
      shownOf.set(place.page, shown + 1);
      return shown < MOST_OF_A_PAGE ? [this.#hit(place)] : [];
    });
  }

  #scoreOf(
    id: number,
    found: readonly Scores[],
    bestOfPage: readonly ReadonlyMap<number, number>[],
    asked: ReadonlySet<string>,
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
    const whole = this.#asksAllOf(heading ?? title, asked) ? WHOLE_HEADING : 1;
    return sum * share ** 2 * KINDS[kind] * place * whole;
  }

  #asksAllOf(heading: string, asked: ReadonlySet<string>): boolean {
    const words = wordsIn(heading).filter((word) => !isStopWord(word));
    return words.length > 0 && words.every((word) => asked.has(termOf(word)));
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
