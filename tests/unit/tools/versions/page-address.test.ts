import { describe, expect, it } from 'vitest';
import { pageAddress } from '../../../../src/tools/versions/page-address.ts';

describe('pageAddress', () => {
  it.each([
    ['/protocol-4/operators/get-started', '/protocol-4', 'operators/get-started'],
    ['/protocol-4/', '/protocol-4', ''],
    ['/protocol-4', '/protocol-4/', ''],
    ['/base/protocol-4/reference/', '/base/protocol-4', 'reference'],
    ['/protocol-40/reference', '/protocol-4', undefined],
    ['/search', '/protocol-4', undefined],
  ])('reads %s below %s as %s', (page, version, expected) => {
    expect(pageAddress(page, version)).toBe(expected);
  });
});
