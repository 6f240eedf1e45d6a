import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lifecycleFactsOf } from '../../../../src/tools/lifecycle/facts.ts';
import { queryOfStory, storyFromQuery } from '../../../../src/tools/lifecycle/story-link.ts';
import { specs } from '../../../support/facts.ts';

const all = specs.map(lifecycleFactsOf);

describe('the address of a story', () => {
  it('tells the same story again', () => {
    const query = '?protocol=2&from=20260611.195256.0&do=mint,connect,connect-second';
    const story = storyFromQuery(query, all);
    expect(story.steps).toHaveLength(3);
    expect(queryOfStory(story)).toBe(query);
  });

  it('ends the story at the first thing that cannot happen', () => {
    expect(storyFromQuery('?do=mint,mint,connect', all).steps.map(({ action }) => action)).toEqual(['mint']);
    expect(storyFromQuery('?do=toString,mint', all).steps).toEqual([]);
  });

  it('may be any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (protocol, from, actions) => {
        const query = `?${new URLSearchParams({ protocol, from, do: actions }).toString()}`;
        const story = storyFromQuery(query, all);
        expect(storyFromQuery(queryOfStory(story), all).steps).toEqual(story.steps);
      }),
    );
    expect(storyFromQuery(`?do=mint,${'connect,blip,'.repeat(100_000)}`, all).steps.length).toBeLessThanOrEqual(50);
  });
});
