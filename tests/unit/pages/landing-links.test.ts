import { describe, expect, it } from 'vitest';
import { existingLinks } from '../../../src/pages/_landing/landing-links.ts';

describe('existingLinks', () => {
  it('leaves out links to pages that do not exist', () => {
    const version = { name: 'current', path: '/protocol-9', docs: [{ path: '/protocol-9/reference' }] };
    const links = [
      { address: 'reference', label: 'Reference' },
      { address: 'operators/upgrade', label: 'Upgrade' },
    ];
    expect(existingLinks(links, version)).toEqual([
      { address: 'reference', label: 'Reference', path: '/protocol-9/reference' },
    ]);
  });
});
