import { describe, expect, it } from 'vitest';
import { AskedQuestions, wordsOfQuestion } from '../../../../src/tools/search/asked-questions.ts';

const questions = new AskedQuestions(
  [
    { asked: ['stop a worker', 'shut down a machine', 'last seen'] },
    { asked: ['a worker does not start', 'worker is stuck'] },
    { asked: ['add more capacity', 'already connected'] },
    {},
  ],
  [
    ['machine', 'host', 'box'],
    ['stop', 'halt', 'shut down'],
    ['not', 'never', 'cannot'],
  ],
);

/** The page that answers best. */
function best(question: string): number | undefined {
  return [...questions.find(wordsOfQuestion(question))].sort(([, one], [, other]) => other - one)[0]?.[0];
}

describe('a question is compared as a whole', () => {
  it.each([
    ['with small words around it', 'how do I stop my worker', 0],
    ['in words that stand for its own', 'halt a host', 0],
    ['in a phrase that stands for a word', 'shut down the box', 0],
    ['with what is denied', "my worker won't start", 1],
    ['in two words that are written as one', 'lastseen', 0],
    ['in a part of it', 'capacity', 2],
    ['while its last word is being typed', 'add more capac', 2],
  ])('%s: %s', (_, question, page) => {
    expect(best(question)).toBe(page);
  });

  it('of which no page knows a word finds none', () => {
    expect(questions.find(wordsOfQuestion('flibbertigibbet'))).toEqual(new Map());
    expect(questions.find([])).toEqual(new Map());
  });

  it('that is asked exactly fits better than one that has more words', () => {
    const [exact, longer] = ['stop a worker', 'stop a worker flibbertigibbet soon'].map((text) =>
      questions.find(wordsOfQuestion(text)).get(0),
    );
    expect(exact).toBeGreaterThan(longer!);
  });
});

describe('a word', () => {
  it('is known from a question, and for what stands for its words', () => {
    expect(['capacity', 'box', 'lastseen'].every((word) => questions.knows(word))).toBe(true);
    expect(questions.knows('flibbertigibbet')).toBe(false);
  });

  it.each([
    ['capasity', 'capacity'],
    ['alredy', 'already'],
    ['strat', 'start'],
    ['stopp', 'stop'],
    ['banana', undefined],
    ['--capasity', undefined],
  ])('%s is near %s', (typed, near) => {
    expect(questions.nearest(typed)).toBe(near);
  });
});
