import { expect, it } from 'vitest';
import { lastLines } from '../../../scripts/lib/last-lines.ts';

it('keeps the last lines of a text, and all of a short one', () => {
  expect(lastLines('a\nb\nc\n\n', 2)).toBe('b\nc');
  expect(lastLines('a\nb', 5)).toBe('a\nb');
  expect(lastLines('', 3)).toBe('');
});
