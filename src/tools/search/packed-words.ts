import MiniSearch from 'minisearch';
import type { AsPlainObject, Options } from 'minisearch';
import { termOf, wordsIn } from './words.ts';

/** A section under the number by which the word index knows it. */
export interface WordDocument {
  readonly id: number;
  /** Title of the page, for its first section alone: the others are found through it. */
  readonly title: string;
  readonly heading: string;
  readonly text: string;
}

/**
 * The word index as it travels: what MiniSearch keeps, with the places of each term in one line, as
 * distances from one section to the next. A quarter of the size of its own form after compression.
 */
export interface PackedWords {
  readonly sections: number;
  readonly fieldLength: readonly (readonly number[])[];
  readonly averageFieldLength: readonly number[];
  /** A line for each term: the term, then for each field its number and its places. */
  readonly terms: string;
}

const OPTIONS: Options<WordDocument> = {
  fields: ['title', 'heading', 'text'],
  tokenize: wordsIn,
  processTerm: termOf,
};

/** MiniSearch's own form of its places: `{ field: { section: frequency } }`. */
type Places = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Builds the index of words and packs it. */
export function packWords(documents: readonly WordDocument[]): PackedWords {
  const words = new MiniSearch<WordDocument>(OPTIONS);
  words.addAll(documents);
  const { index, fieldLength, averageFieldLength } = words.toJSON();
  return {
    sections: documents.length,
    fieldLength: documents.map(({ id }) => fieldLength[id] ?? []),
    averageFieldLength,
    terms: index.map(([term, places]) => `${term}${packPlaces(places as unknown as Places)}`).join('\n'),
  };
}

function packPlaces(places: Places): string {
  return Object.entries(places)
    .map(([field, sections]) => {
      let before = -1;
      const steps = Object.entries(sections).map(([section, frequency]) => {
        const step = (Number(section) - before).toString(36);
        before = Number(section);
        return frequency > 1 ? `${step}*${frequency}` : step;
      });
      return `|${field} ${steps.join(' ')}`;
    })
    .join('');
}

/** The index as MiniSearch searches it. */
export function unpackWords({
  sections,
  fieldLength,
  averageFieldLength,
  terms,
}: PackedWords): MiniSearch<WordDocument> {
  const numbers = Array.from({ length: sections }, (_, id) => id);
  const plain: AsPlainObject = {
    documentCount: sections,
    nextId: sections,
    documentIds: Object.fromEntries(numbers.map((id) => [id, id])),
    fieldIds: { title: 0, heading: 1, text: 2 },
    fieldLength: Object.fromEntries(numbers.map((id) => [id, [...(fieldLength[id] ?? [])]])),
    averageFieldLength: [...averageFieldLength],
    storedFields: {},
    dirtCount: 0,
    index: terms === '' ? [] : (terms.split('\n').map(unpackTerm) as unknown as AsPlainObject['index']),
    serializationVersion: 2,
  };
  return MiniSearch.loadJS(plain, OPTIONS);
}

function unpackTerm(line: string): [term: string, places: Places] {
  const [term, ...fields] = line.split('|');
  const places = fields.map((field): [string, Record<string, number>] => {
    const [number, ...steps] = field.split(' ');
    let section = -1;
    return [
      number!,
      Object.fromEntries(
        steps.map((step) => {
          const [distance, frequency = '1'] = step.split('*');
          section += Number.parseInt(distance!, 36);
          return [section, Number(frequency)];
        }),
      ),
    ];
  });
  return [term!, Object.fromEntries(places)];
}
