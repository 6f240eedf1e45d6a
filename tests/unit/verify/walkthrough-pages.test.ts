import { describe, expect, it } from 'vitest';
import type { Procedure } from '../../../verify/checks/walkthrough/procedure.ts';
import { selectPages } from '../../../verify/checks/walkthrough/select-pages.ts';

const PAGES = ['authors/cancel', 'operators/get-started', 'operators/tokens'];

function selected(...patterns: string[]): string[] {
  return selectPages(
    PAGES.map((page): Procedure => ({
      page,
      file: `docs/${page}.mdx`,
      title: page,
      placeholders: [],
      steps: [],
      shown: new Set(),
    })),
    patterns,
  ).map(({ page }) => page);
}

describe('selectPages', () => {
  it('takes the pages that fit a pattern, each once and in their own order', () => {
    expect(selected('operators/*')).toEqual(['operators/get-started', 'operators/tokens']);
    expect(selected('operators/tokens', 'authors/cancel', '*/tokens')).toEqual(['authors/cancel', 'operators/tokens']);
  });

  it('takes a pattern as a whole path, and nothing but the star as special', () => {
    expect(() => selected('tokens')).toThrow(/no procedure page fits 'tokens'/);
    expect(() => selected('operators.tokens')).toThrow(/Did you mean 'operators\/tokens'\?/);
  });

  it('does not let one misspelt pattern pass beside a sound one', () => {
    expect(() => selected('authors/cancel', 'operators/tokesn')).toThrow(
      "--pages: no procedure page fits 'operators/tokesn'. Did you mean 'operators/tokens'?",
    );
  });
});
