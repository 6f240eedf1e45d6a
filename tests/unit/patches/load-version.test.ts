import { beforeEach, describe, expect, it, vi } from 'vitest';
import { loadVersionOf } from '../../../src/patches/version-routes/client/load-version.ts';

const tables = vi.hoisted(() => ({
  chunkNames: {} as Record<string, unknown>,
  registry: {} as Record<string, unknown>,
  versions: {
    '/protocol-4': { pages: [] as unknown[], load: vi.fn() },
    '/protocol-40': { pages: [] as unknown[], load: vi.fn() },
  },
}));

vi.mock('@docusaurus/ComponentCreator', () => ({ default: (path: string, hash: string) => `${path} of ${hash}` }));
vi.mock('@version-routes/routes', () => ({ versions: tables.versions }));
vi.mock('@version-routes/routesChunkNames', () => ({ default: tables.chunkNames }));
vi.mock('@version-routes/registry', () => ({ default: tables.registry }));

const four = tables.versions['/protocol-4'];

beforeEach(() => {
  four.pages.length = 0;
  four.load.mockReset().mockResolvedValue({
    pages: [{ path: '/protocol-4/states', exact: true, chunks: { content: 'states' } }],
    registry: { states: ['how'] },
  });
});

describe('the pages of a version', () => {
  it('are known once an address of the version is asked for', async () => {
    await loadVersionOf('/protocol-4/states');
    expect(four.pages).toEqual([{ path: '/protocol-4/states', exact: true, component: '/protocol-4/states of page' }]);
    expect(tables.chunkNames).toEqual({ '/protocol-4/states-page': { content: 'states' } });
    expect(tables.registry).toEqual({ states: ['how'] });
    expect(tables.versions['/protocol-40'].load).not.toHaveBeenCalled();
  });

  it('are added once, however many ask at a time and later', async () => {
    await Promise.all([loadVersionOf('/protocol-4'), loadVersionOf('/protocol-4/')]);
    await loadVersionOf('/protocol-4/states');
    expect(four.pages).toHaveLength(1);
  });

  it.each(['/', '/explain', '/protocol-4x', '/protocol', '/%E0%A4%A', `/${'x'.repeat(100_000)}`])(
    'are not loaded for %.20s, which is in no version',
    async (address) => {
      await loadVersionOf(address);
      expect(four.load).not.toHaveBeenCalled();
    },
  );

  it('can be asked for again after they could not be loaded', async () => {
    four.load.mockRejectedValueOnce(new Error('refused'));
    await expect(loadVersionOf('/protocol-4')).rejects.toThrow('refused');
    await loadVersionOf('/protocol-4');
    expect(four.pages).toHaveLength(1);
  });
});
