import MiniSearch from 'minisearch';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packWords, unpackWords } from '../../../../src/tools/search/packed-words.ts';
import { termOf, wordsIn } from '../../../../src/tools/search/words.ts';

it('an index that was packed finds what one that was not packed finds, with the same scores', () => {
  const words = fc.array(fc.constantFrom('worker', 'tokens', '--cache-dir', 'drain', 'a', 'ws://127.0.0.1', 'Größe'), {
    maxLength: 12,
  });
  const document = fc.record({ title: words, heading: words, text: words });
  fc.assert(
    fc.property(
      fc.array(document, { maxLength: 8 }),
      fc.constantFrom('worker', 'token', 'cache', 'gro'),
      (all, query) => {
        const documents = all.map(({ title, heading, text }, id) => ({
          id,
          title: title.join(' '),
          heading: heading.join(' '),
          text: text.join(' '),
        }));
        const own = new MiniSearch({ fields: ['title', 'heading', 'text'], tokenize: wordsIn, processTerm: termOf });
        own.addAll(documents);
        const packed = unpackWords(JSON.parse(JSON.stringify(packWords(documents))) as ReturnType<typeof packWords>);
        const found = (index: MiniSearch): unknown =>
          index.search(query, { prefix: true }).map(({ id, score }) => [id as number, score.toFixed(6)]);
        expect(found(packed as unknown as MiniSearch)).toEqual(found(own));
      },
    ),
  );
});
