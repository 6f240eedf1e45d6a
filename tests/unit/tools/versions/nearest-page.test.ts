import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestPage } from '../../../../src/tools/versions/nearest-page.ts';

describe('nearestPage', () => {
  it.each([
    ['the page itself', 'reference/cli/worker-list', ['', 'reference/cli/worker-list'], 'reference/cli/worker-list'],
    [
      'the page above before one beside',
      'reference/cli/worker-queue',
      ['reference/cli', 'reference/cli/worker-list'],
      'reference/cli',
    ],
    [
      'a page beside before one further up',
      'reference/cli/worker-queue',
      ['reference', 'reference/cli/worker-list'],
      'reference/cli/worker-list',
    ],
    [
      'the most similar neighbor',
      'reference/cli/worker-token-revoke',
      ['reference/cli/serve', 'reference/cli/worker-list', 'reference/cli/worker-token-list'],
      'reference/cli/worker-token-list',
    ],
    [
      'the shorter of equal neighbors',
      'reference/cli/worker-queue',
      ['reference/cli/worker-connect', 'reference/cli/worker-list'],
      'reference/cli/worker-list',
    ],
    [
      'a page that has moved',
      'operators/kubernetes',
      ['operators', 'operators/known-problems', 'operators/deploy/kubernetes'],
      'operators/deploy/kubernetes',
    ],
    [
      'of two of one name that of the same part',
      'operators/first/get-started',
      ['authors/get-started', 'operators/get-started'],
      'operators/get-started',
    ],
    ['the start page when nothing is common', 'operators/upgrade', ['', 'authors/get-started'], ''],
    ['whole parts of an address, not letters', 'operators-guide', ['', 'operators'], ''],
  ])('picks %s', (_, address, existing, expected) => {
    expect(nearestPage(address, existing)).toBe(expected);
  });

  it('finds nothing among no pages', () => {
    expect(nearestPage('reference', [])).toBeUndefined();
  });

  it('always picks an existing page, whatever their order', () => {
    const address = fc.array(fc.constantFrom('a', 'b', 'ab', 'ba'), { maxLength: 4 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(address, fc.uniqueArray(address, { minLength: 1, maxLength: 8 }), (missing, existing) => {
        const nearest = nearestPage(missing, existing);
        expect(existing).toContain(nearest);
        expect(nearestPage(missing, [...existing].reverse())).toBe(nearest);
      }),
    );
  });
});
