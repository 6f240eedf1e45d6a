import { distance } from 'fastest-levenshtein';

/** Where a word may stand, in the order of the index. */
const WORD_FIELDS = ['title', 'heading', 'text'] as const;

/** Where a word may stand. */
export type WordField = (typeof WORD_FIELDS)[number];

/**
 * The word index as it travels: what MiniSearch keeps, with the places of each term in one line, as
 * distances from one section to the next. A quarter of the size of its own form after compression.
 */
export interface PackedWords {
  readonly fieldLength: readonly (readonly number[])[];
  readonly averageFieldLength: readonly number[];
  /**
   * A line for each term, in order: the term, `=` and how it is written if it is no word itself, then
   * for each field its number and its places.
   */
  readonly terms: string;
}

/** How terms are looked for. */
export interface Lookup {
  /** How much a word counts, by where it stands; only the fields that are named are looked at. */
  readonly fields: Readonly<Partial<Record<WordField, number>>>;
  /** What a term counts that only begins with an asked one; 0 for none. */
  readonly beginning?: number;
  /** Which part of a term may be misspelled; 0 for none. */
  readonly misspelled?: number;
}

/** What was found: for each section how well it fits, and by which term best. */
export interface Lookedup {
  readonly scores: ReadonlyMap<number, number>;
  readonly best: string | undefined;
}

/** As MiniSearch weighs: saturation of repeated words, of long sections, and the least a word counts. */
const BM25 = { k: 1.2, b: 0.7, d: 0.5 } as const;

/** What a misspelled term counts, as in MiniSearch. */
const MISSPELLED = 0.45;

/** No more letters than these may be wrong. */
const MOST_FAULTS = 6;

/** Sections with how often a term stands in each, by field. */
type Places = readonly (readonly [field: number, sections: ReadonlyMap<number, number>])[];

/**
 * Searches the packed index as MiniSearch would, with the same scores, and reads the places of a term
 * only when it is asked for: MiniSearch would unpack all of them first, which takes a phone a second.
 */
export class WordIndex {
  readonly #packed: PackedWords;
  readonly #terms: readonly string[];
  readonly #lines: ReadonlyMap<string, string>;
  readonly #places = new Map<string, Places>();

  constructor(packed: PackedWords) {
    this.#packed = packed;
    const lines = packed.terms === '' ? [] : packed.terms.split('\n');
    this.#lines = new Map(lines.map((line) => [/^[^=|]*/.exec(line)![0], line]));
    this.#terms = [...this.#lines.keys()];
  }

  /**
   * Finds the sections that have every term.
   *
   * @param terms - as the index has them, each once.
   */
  find(terms: readonly string[], lookup: Lookup): Lookedup {
    const found = terms.map((term) => this.#findTerm(term, lookup));
    const [first, ...others] = found;
    const scores = new Map<number, number>();
    for (const [section, score] of first?.scores ?? []) {
      if (others.every((other) => other.scores.has(section))) {
        const sum = others.reduce((total, other) => total + other.scores.get(section)!, score);
        scores.set(section, sum * terms.length);
      }
    }
    return { scores, best: first?.best };
  }

  /** How a term is written. */
  spellingOf(term: string): string {
    return /=([^|]*)/.exec(this.#lines.get(term) ?? '')?.[1] ?? term;
  }

  #findTerm(term: string, lookup: Lookup): Lookedup {
    const scores = new Map<number, number>();
    let best: { readonly term: string; readonly score: number } | undefined;
    for (const [other, weight] of this.#matching(term, lookup)) {
      for (const [section, score] of this.#scoresOf(other, lookup.fields)) {
        const weighted = weight * score;
        scores.set(section, (scores.get(section) ?? 0) + weighted);
        best = best === undefined || weighted > best.score ? { term: other, score: weighted } : best;
      }
    }
    return { scores, best: best?.term };
  }

  /** The terms that an asked one may stand for, with what each counts. */
  #matching(term: string, { beginning = 0, misspelled = 0 }: Lookup): Map<string, number> {
    const matching = new Map<string, number>(this.#lines.has(term) ? [[term, 1]] : []);
    if (beginning > 0) {
      for (const other of this.#beginningWith(term)) {
        matching.set(other, (beginning * other.length) / (other.length + 0.3 * (other.length - term.length)));
      }
    }
    const faults = Math.min(MOST_FAULTS, Math.round(term.length * misspelled));
    if (faults > 0) {
      for (const other of this.#terms) {
        const wrong = Math.abs(other.length - term.length) > faults ? Infinity : distance(term, other);
        if (wrong <= faults && !matching.has(other)) {
          matching.set(other, (MISSPELLED * other.length) / (other.length + wrong));
        }
      }
    }
    return matching;
  }

  #scoresOf(term: string, fields: Lookup['fields']): Map<number, number> {
    const { fieldLength, averageFieldLength } = this.#packed;
    const count = fieldLength.length;
    const scores = new Map<number, number>();
    for (const [field, sections] of this.#placesOf(term)) {
      const boost = fields[WORD_FIELDS[field]!] ?? 0;
      if (boost > 0) {
        const rare = Math.log(1 + (count - sections.size + 0.5) / (sections.size + 0.5));
        for (const [section, frequency] of sections) {
          const long = 1 - BM25.b + (BM25.b * fieldLength[section]![field]!) / averageFieldLength[field]!;
          const often = BM25.d + (frequency * (BM25.k + 1)) / (frequency + BM25.k * long);
          scores.set(section, (scores.get(section) ?? 0) + boost * rare * often);
        }
      }
    }
    return scores;
  }

  #placesOf(term: string): Places {
    const places = this.#places.get(term) ?? unpackPlaces(this.#lines.get(term)!);
    this.#places.set(term, places);
    return places;
  }

  #beginningWith(beginning: string): string[] {
    let low = 0;
    let high = this.#terms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#terms[middle]! < beginning) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    let end = low;
    while (this.#terms[end]?.startsWith(beginning)) {
      end++;
    }
    return this.#terms.slice(low, end).filter((term) => term !== beginning);
  }
}

function unpackPlaces(line: string): Places {
  return line
    .split('|')
    .slice(1)
    .map((packed) => {
      const [field, ...steps] = packed.split(' ');
      let section = -1;
      return [
        Number(field),
        new Map(
          steps.map((step) => {
            const [walk, frequency = '1'] = step.split('*');
            section += Number.parseInt(walk!, 36);
            return [section, Number(frequency)];
          }),
        ),
      ];
    });
}
