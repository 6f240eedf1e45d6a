import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_FRAGMENT, planFragment, readAddress } from '../../../../../src/tools/plan/ui/plan-address.ts';
import { EMPTY_INPUT } from '../../../../../src/tools/plan/ui/planner-input.ts';

const plan = (text: string) => ({
  release: '20260822.011157',
  input: { ...EMPTY_INPUT, files: [{ name: 'w', text }] },
});
const packed = (text: string): string => `#plan=${deflateSync(text).toString('base64url')}`;

describe('the address of a plan', () => {
  it('brings back every file that it carries', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async (text) => {
        const fragment = await planFragment(plan(text));
        expect(fragment).toMatch(/^plan=[\w-]+$/);
        expect(await readAddress('?example=placement', `#${fragment}`)).toEqual({ kind: 'plan', plan: plan(text) });
      }),
      { numRuns: 50 },
    );
  });

  it('is longer than a link may be for a large file, and then no answer', async () => {
    const hashes = Array.from({ length: 150 }, (_, index) => createHash('sha512').update(`${index}`).digest('base64'));
    const fragment = await planFragment(plan(hashes.join('')));
    expect(fragment.length).toBeGreaterThan(LONGEST_FRAGMENT);
    expect(await readAddress('', `#${fragment}`)).toEqual({ kind: 'broken' });
  });

  it.each([
    ['no base64', '#plan=%%%'],
    ['nothing packed', '#plan='],
    ['no packed text', '#plan=abcd'],
    ['no JSON', packed('name: w')],
    ['no fields', packed('{"release":"x"}')],
    ['null', packed('null')],
    ['a few bytes that unpack to megabytes', packed(JSON.stringify(plan('x'.repeat(5_000_000))))],
  ])('is told to be damaged when it holds %s', async (_, hash) => {
    expect(await readAddress('', hash)).toEqual({ kind: 'broken' });
  });
});

describe('any other address', () => {
  it('asks for an example only until the reader has changed it', async () => {
    expect(await readAddress('?example=fan-out&protocol=3', '')).toEqual({ kind: 'example', id: 'fan-out' });
    expect(await readAddress('?example=fan-out', '#kept')).toEqual({ kind: 'nothing' });
  });

  it.each(['', '#', '#rules', '#x'])('asks for nothing: "%s"', async (hash) => {
    expect(await readAddress('', hash)).toEqual({ kind: 'nothing' });
  });
});
