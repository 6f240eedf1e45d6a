import MiniSearch from 'minisearch';
import type { Options } from 'minisearch';
import { termOf, wordsIn } from './words.ts';
import type { PackedWords, WordField } from './word-index.ts';

/** A section under the number by which the word index knows it. */
export interface WordDocument extends Readonly<Record<WordField, string>> {
  readonly id: number;
  /** Title of the page, for its first section alone: the others are found through it. */
  readonly title: string;
}

/** How MiniSearch reads the words: the index that travels is made from its own. */
export const OPTIONS: Options<WordDocument> = {
  fields: ['title', 'heading', 'text'],
  tokenize: wordsIn,
  processTerm: termOf,
};

/** MiniSearch's own form of its places: `{ field: { section: frequency } }`. */
type Places = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Builds the index of words and packs it. Only the build needs this, and MiniSearch. */
export function packWords(documents: readonly WordDocument[]): PackedWords {
  const words = new MiniSearch<WordDocument>(OPTIONS);
  words.addAll(documents);
  const { index, fieldLength, averageFieldLength } = words.toJSON();
  const spellings = spellingsIn(documents);
  return {
    fieldLength: documents.map(({ id }) => fieldLength[id] ?? []),
    averageFieldLength,
    terms: index
      .map(([term, places]) => {
        const spelling = spellings.get(term) ?? term;
        return `${term}${spelling === term ? '' : `=${spelling}`}${packPlaces(places as unknown as Places)}`;
      })
      .sort()
      .join('\n'),
  };
}

/** The word that is meant most often by a term that is none itself. */
function spellingsIn(documents: readonly WordDocument[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const word of documents.flatMap(({ title, heading, text }) => [title, heading, text].flatMap(wordsIn))) {
    const ofTerm = counts.get(termOf(word)) ?? new Map<string, number>();
    counts.set(termOf(word), ofTerm.set(word.toLowerCase(), (ofTerm.get(word.toLowerCase()) ?? 0) + 1));
  }
  return new Map(
    [...counts].map(([term, words]) => [
      term,
      words.has(term) ? term : [...words].sort(([, one], [, other]) => other - one)[0]![0],
    ]),
  );
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
