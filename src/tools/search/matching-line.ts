import { termOf, wordsIn } from './words.ts';

/** What a result shows of a text at most, in characters. */
const LONGEST_LINE = 160;

/** Characters that are shown before the first found word of a long sentence. */
const BEFORE_THE_WORD = 40;

/**
 * The sentence of a section that says most of what was asked.
 *
 * @param asked - the words of the question that mean something.
 * @returns at most a line; empty when the section has no text.
 */
export function matchingLine(text: string, asked: readonly string[]): string {
  const terms = asked.map(termOf);
  const has = (word: string): boolean => {
    const term = termOf(word);
    return terms.some((one) => term.startsWith(one));
  };
  const sentences = text.split(/\n|(?<=[.!?:])\s+(?=\S)/);
  let best = { sentence: sentences[0] ?? '', count: 0 };
  for (const sentence of sentences) {
    const count = new Set(wordsIn(sentence).filter(has).map(termOf)).size;
    if (count > best.count) {
      best = { sentence, count };
    }
  }
  return shortened(best.sentence, has);
}

function shortened(sentence: string, has: (word: string) => boolean): string {
  if (sentence.length <= LONGEST_LINE) {
    return sentence;
  }
  const first = [...sentence.matchAll(/[\p{L}\p{N}_.-]+/gu)].find(([word]) => wordsIn(word).some(has));
  const wanted = Math.max(0, (first?.index ?? 0) - BEFORE_THE_WORD);
  const start = wanted === 0 ? 0 : sentence.indexOf(' ', wanted) + 1;
  const end =
    sentence.length - start <= LONGEST_LINE ? sentence.length : sentence.lastIndexOf(' ', start + LONGEST_LINE);
  return `${start > 0 ? '… ' : ''}${sentence.slice(start, end)}${end < sentence.length ? ' …' : ''}`;
}
