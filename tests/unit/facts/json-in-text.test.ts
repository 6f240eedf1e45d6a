import { expect, it } from 'vitest';
import { jsonValuesIn } from '../../support/json-in-text.ts';

it('finds one value, one a line, and several spread over lines', () => {
  expect(jsonValuesIn('{\n  "a": [1, "}"]\n}')).toEqual([{ a: [1, '}'] }]);
  expect(jsonValuesIn('{"a":1}\n{"b":"\\""}\n')).toEqual([{ a: 1 }, { b: '"' }]);
  expect(jsonValuesIn('Starting {x}\n[\n  1\n]\n{"c": {}}')).toEqual([[1], { c: {} }]);
  expect(jsonValuesIn('')).toEqual([]);
});

it('throws on a value that is cut off', () => {
  expect(() => jsonValuesIn('{"a": 1')).toThrow(SyntaxError);
});
