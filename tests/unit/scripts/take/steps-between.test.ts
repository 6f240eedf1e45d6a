import { describe, expect, it } from 'vitest';
import { stepsBetween } from '../../../../scripts/take/steps-between.ts';
import type { Release } from '../../../../src/facts/release.ts';

/** Releases `0` to `9`; a text has a letter for each, and a dot where nobody can be asked. */
async function stepsIn(text: string): Promise<{ readonly steps: string[]; readonly asked: number }> {
  let asked = 0;
  const valueOf = (position: number): string => text[position]!;
  const releases = [...text].map((_, position) => String(position) as Release);
  const steps = await stepsBetween({
    from: { release: releases[0]!, value: valueOf(0) },
    to: { release: releases.at(-1)!, value: valueOf(text.length - 1) },
    between: releases.slice(1, -1),
    valueAt: async (release) => {
      asked += 1;
      const value = valueOf(Number(release));
      return value === '.' ? undefined : value;
    },
    same: (a, b) => a === b,
  });
  return { steps: steps.map(({ last, first, value }) => `${last}-${first}${value}`), asked };
}

describe('the releases at which something became otherwise', () => {
  it.each([
    ['aaaaaaaaaa', []],
    ['aaaaaaaaab', ['8-9b']],
    ['abbbbbbbbb', ['0-1b']],
    ['aaaabbbbbb', ['3-4b']],
    ['aaabbbcccc', ['2-3b', '5-6c']],
    ['ab', ['0-1b']],
    // Nobody tells: the stretch stays open.
    ['aaa...bbbb', ['2-6b']],
    ['a........b', ['0-9b']],
    ['a.a.b.b.bb', ['2-4b']],
    // What ends as it began is not looked for.
    ['aaabbbaaaa', []],
  ])('are found in %s', async (text, expected) => {
    expect((await stepsIn(text)).steps).toEqual(expected);
  });

  it('are found by asking few', async () => {
    const { steps, asked } = await stepsIn(`${'a'.repeat(700)}${'b'.repeat(300)}`);
    expect(steps).toEqual(['699-700b']);
    expect(asked).toBeLessThan(12);
  });
});
