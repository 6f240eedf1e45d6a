import MiniSearch from 'minisearch';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OPTIONS, packWords } from '../../../../src/tools/search/packed-words.ts';
import { WordIndex } from '../../../../src/tools/search/word-index.ts';

const FIELDS = { title: 4, heading: 3, text: 1 };

const LOOKUPS: readonly { readonly terms: string[]; readonly beginning?: number; readonly misspelled?: number }[] = [
  { terms: ['worker'] },
  { terms: ['worker', 'token'] },
  { terms: ['wor'], beginning: 0.3 },
  { terms: ['gro'], beginning: 0.3 },
  { terms: ['tokem'], misspelled: 0.25 },
  { terms: ['drian', 'worker'], misspelled: 0.5 },
];

it('an index that was packed finds what one that was not packed finds, with the same scores', () => {
  const words = fc.array(fc.constantFrom('worker', 'tokens', '--cache-dir', 'drain', 'a', 'ws://127.0.0.1', 'Größe'), {
    maxLength: 12,
  });
  const document = fc.record({ title: words, heading: words, text: words });
  fc.assert(
    fc.property(fc.array(document, { maxLength: 8 }), (all) => {
      const documents = all.map(({ title, heading, text }, id) => ({
        id,
        title: title.join(' '),
        heading: heading.join(' '),
        text: text.join(' '),
      }));
      const own = new MiniSearch(OPTIONS);
      own.addAll(documents);
      const packed = new WordIndex(JSON.parse(JSON.stringify(packWords(documents))) as ReturnType<typeof packWords>);
      for (const { terms, beginning = 0, misspelled = 0 } of LOOKUPS) {
        const expected = own
          .search(terms.join(' '), {
            tokenize: (text) => text.split(' '),
            processTerm: (term) => term,
            combineWith: 'AND',
            boost: FIELDS,
            prefix: beginning > 0,
            fuzzy: misspelled,
            weights: { prefix: beginning, fuzzy: 0.45 },
          })
          .map(({ id, score }): [number, string] => [id as number, score.toFixed(6)]);
        const found = [...packed.find(terms, { fields: FIELDS, beginning, misspelled }).scores].map(
          ([section, score]): [number, string] => [section, score.toFixed(6)],
        );
        expect(new Map(found)).toEqual(new Map(expected));
      }
    }),
  );
});
