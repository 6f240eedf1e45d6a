import { expect, it } from 'vitest';
import { fillIn, parametersOf, showText, splitAtParameters } from '../../../src/facts/message-text.ts';

it('lists parameters once', () => {
  expect(parametersOf('{a} {b} {a}')).toEqual(['a', 'b']);
});

it('cuts a text at its parameters, so that names stand at the odd positions', () => {
  expect(splitAtParameters('{a} and {b}.')).toEqual(['', 'a', ' and ', 'b', '.']);
});

it('puts values in the place of parameters, and leaves one without a value', () => {
  expect(fillIn('{a} of {b}, {a}', (name) => (name === 'a' ? '$1' : undefined))).toBe('$1 of {b}, $1');
});

it('writes parameters as in usage lines, and leaves other braces', () => {
  expect(showText('{name}: {"key": {}}')).toBe('<name>: {"key": {}}');
});
