import { expect, it } from 'vitest';
import { suggestName } from '../../../src/facts/nearest.ts';

it('suggests a near name, lists a few, and cuts a long list', () => {
  expect(suggestName('worker lst', ['worker list', 'serve'])).toBe("Did you mean 'worker list'?");
  expect(suggestName('x', ['serve', 'alpha'])).toBe('Known: alpha, serve.');
  expect(suggestName('x', [])).toBe('There are none.');
  const many = Array.from({ length: 100 }, (_, index) => `some-long-name-${index}`);
  expect(suggestName('unlike', many)).toMatch(/^The nearest of 100: some-long-name-\d+(?:, some-long-name-\d+){11}\.$/);
});
