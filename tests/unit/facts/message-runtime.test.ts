import { describe, expect, it } from 'vitest';
import { isPrintedOn, runtimeNote } from '../../../src/facts/message-runtime.ts';

describe('a message of another runtime', () => {
  it.each([
    [undefined, 'deno 2.8.3', true],
    [undefined, undefined, true],
    ['deno 2.9', 'deno 2.9.6', true],
    ['deno 2.9', 'deno 2.8.3', false],
    ['deno 2.9', 'deno 2.90.0', false],
    ['deno 2.9', undefined, false],
  ])('of %s on %s: %s', (runtime, actual, printed) => {
    expect(isPrintedOn({ runtime }, actual)).toBe(printed);
  });

  it('says that no release prints it, and other messages say nothing', () => {
    expect(runtimeNote({ runtime: 'deno 2.9' })).toBe(
      'No release prints this: it comes from a program that was run from its source on Deno 2.9.',
    );
    expect(runtimeNote({})).toBeUndefined();
  });
});
