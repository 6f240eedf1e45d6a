import { expect, it } from 'vitest';
import { matchingLine } from '../../../../src/tools/search/matching-line.ts';

it('shows the sentence that says most of what was asked', () => {
  const text = 'A worker dials home. Revoking a token stops the next enrollment. A token has an end.';
  expect(matchingLine(text, ['revoke', 'token'])).toBe('Revoking a token stops the next enrollment.');
});

it('begins a long sentence near the word, at the border of words', () => {
  const text = `${'before it comes much '.repeat(20)}the token and ${'then more '.repeat(40)}.`;
  const line = matchingLine(text, ['token']);
  expect(line).toMatch(/^… .*\btoken\b.* …$/);
  expect(line.length).toBeLessThanOrEqual(166);
});

it.each([
  ['', ''],
  ['Nothing of it here.', 'Nothing of it here.'],
])('has an answer for %j', (text, line) => {
  expect(matchingLine(text, ['token'])).toBe(line);
});
