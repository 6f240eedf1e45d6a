import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import { manifestAddress } from '../../src/publish/twins/pack-addresses.ts';
import type { PackManifest } from '../../src/publish/twins/pack-files.ts';

const build = path.join(projectRoot, 'build');
const { protocols } = loadReleases(projectRoot);

const read = (address: string): string => readFileSync(path.join(build, address), 'utf8');

/** Words between blanks, counted apart from the code that writes the packs. */
const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0;

describe.each(protocols)('packs of $label', (protocol) => {
  const manifest = JSON.parse(read(manifestAddress(protocol))) as PackManifest;
  const texts = new Map(manifest.packs.map(({ address }) => [address, read(address)]));

  it('are those that the manifest names, with their sizes', () => {
    const files = readdirSync(path.join(build, protocol.pathName, 'packs')).filter((name) => name.endsWith('.md'));
    expect(manifest.packs.map(({ address }) => path.basename(address)).sort()).toEqual(files.sort());
    for (const { address, words, bytes, pages } of manifest.packs) {
      expect({ address, words, bytes }).toEqual({
        address,
        words: countWords(texts.get(address)!),
        bytes: Buffer.byteLength(texts.get(address)!),
      });
      expect(pages.map(({ markdown }) => countWords(read(markdown)))).toEqual(pages.map(({ words: count }) => count));
    }
    expect(manifest.protocol).toBe(protocol.number);
    expect(manifest.verified).toBe(protocol.verified);
  });

  it('have at most 25,000 words', () => {
    expect(manifest.packs.length).toBeGreaterThan(10);
    expect([...texts].filter(([, text]) => countWords(text) > 25_000).map(([address]) => address)).toEqual([]);
  });

  it('hold every page of the protocol, uncut', () => {
    const pages = readdirSync(path.join(build, protocol.pathName), { recursive: true, encoding: 'utf8' })
      .map((name) => `/${protocol.pathName}/${name.split(path.sep).join('/')}`)
      .filter((name) => name.endsWith('.md') && !name.includes('/packs/'))
      .concat(`/${protocol.pathName}.md`);
    expect(pages.length).toBeGreaterThan(90);
    const named = manifest.packs.flatMap((pack) => pack.pages.map((page) => ({ ...page, pack: pack.address })));
    expect(pages.filter((page) => !named.some(({ markdown }) => markdown === page))).toEqual([]);
    const cut = named.filter(({ pack, markdown }) => !texts.get(pack)!.includes(read(markdown).trimEnd()));
    expect(cut).toEqual([]);
  });

  it('are named by the index of the protocol', () => {
    const index = read(`/${protocol.pathName}/llms.txt`);
    for (const address of [manifestAddress(protocol), ...texts.keys()]) {
      expect(index).toContain(`(${address})`);
    }
    expect(read('/llms.txt')).toContain(`(${manifestAddress(protocol)})`);
  });
});
