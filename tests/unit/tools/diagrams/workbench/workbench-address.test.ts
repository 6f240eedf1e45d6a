import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_ADDRESS } from '../../../../../src/tools/diagrams/workbench/limits.ts';
import {
  copyAddress,
  readFragment,
  sourceFragment,
} from '../../../../../src/tools/diagrams/workbench/workbench-address.ts';

const packed = (bytes: Uint8Array | string): string => `#source=${deflateSync(bytes).toString('base64url')}`;

describe('the address of a source', () => {
  it('brings back every source that it carries', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 500 }), async (source) => {
        const fragment = await sourceFragment(source);
        expect(fragment).toMatch(/^source=[\w-]+$/);
        expect(await readFragment(`#${fragment}`)).toEqual({ kind: 'source', source });
      }),
      { numRuns: 50 },
    );
  });

  it('is not given to a source that would make it too long', async () => {
    const hashes = Array.from({ length: 117 }, (_, index) => createHash('sha512').update(`${index}`).digest('base64'));
    expect(await sourceFragment(hashes.join(''))).toBeUndefined();
    expect((await sourceFragment('A->>B: run\n'.repeat(900)))!.length).toBeLessThan(LONGEST_ADDRESS);
  });
});

describe('the address of a copy', () => {
  it('names the diagram and not its source', async () => {
    const address = copyAddress('/diagrams/protocol-4/concepts/architecture/the-way-1.txt');
    expect(address).toBe('/workbench#diagram=protocol-4/concepts/architecture/the-way-1');
    expect(await readFragment(address.slice('/workbench'.length))).toEqual({
      kind: 'diagram',
      file: '/diagrams/protocol-4/concepts/architecture/the-way-1.txt',
    });
  });
});

describe('any other address', () => {
  it('asks for nothing when it is empty', async () => {
    expect(await readFragment('')).toEqual({ kind: 'nothing' });
    expect(await readFragment('#')).toEqual({ kind: 'nothing' });
  });

  it.each([
    ['garbage', '#x'],
    ['no base64', '#source=%%%'],
    ['nothing packed', '#source='],
    ['no packed text', '#source=abcd'],
    ['a part of a link', packed('flowchart LR\n  a --> b').slice(0, -6)],
    ['a changed letter', packed('flowchart LR\n  a --> b').replace(/.{3}$/, 'AAA')],
    ['text that is no UTF-8', packed(new Uint8Array([0xff, 0xfe]))],
    ['a few bytes that unpack to megabytes', packed('x'.repeat(5_000_000))],
    ['a long one', `#source=${'A'.repeat(LONGEST_ADDRESS)}`],
    ['another host', '#diagram=//example.com/x'],
    ['another folder', '#diagram=protocol-4/../../secret'],
    ['a scheme', '#diagram=javascript:alert(1)'],
    ['an encoded way up', '#diagram=protocol-4/%2e%2e/x'],
  ])('is told to be damaged: %s', async (_, hash) => {
    expect(await readFragment(hash)).toEqual({
      kind: 'broken',
      problem: expect.stringContaining('The link is damaged'),
    });
  });
});
