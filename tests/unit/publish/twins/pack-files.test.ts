import { afterAll, describe, expect, it } from 'vitest';
import { loadReleases } from '../../../../src/facts/releases.ts';
import { MOST_WORDS } from '../../../../src/publish/twins/pack-addresses.ts';
import { packManifest, packText, wordsOf } from '../../../../src/publish/twins/pack-files.ts';
import { readTwinPages } from '../../../../src/publish/twins/twin-pages.ts';
import { createDrawnProject } from '../../../support/drawn-project.ts';

const project = createDrawnProject();
afterAll(() => project.remove());

const protocol = loadReleases(project.root).protocols[0];
const pages = readTwinPages(project.root).filter((page) => page.protocol?.number === protocol.number);
const pack = { id: 'ways', title: 'Ways', answers: 'Which way.', pages };
const site = { title: 'Site', tagline: 'What it is', withBase: (address: string) => `/base${address}` };

describe('a pack', () => {
  it('says what is in it and holds its pages as a whole', () => {
    const twins = new Map([['/protocol-3/page', '# A page\n\nText.\n']]);
    const text = packText(site, protocol, pack, twins);
    expect(text).toBe(`# Protocol 3: Ways

> Which way.

Protocol 3, releases 20260105.100000 to 20260106.100000, facts verified against 20260106.100000. Other packs: [manifest.json](/base/protocol-3/packs/manifest.json).

- [A page](/base/protocol-3/page.md): About it.

---

# A page

Text.
`);
    expect(packManifest(site, protocol, [{ pack, text }], twins).packs).toEqual([
      {
        id: 'ways',
        title: 'Ways',
        answers: 'Which way.',
        address: '/base/protocol-3/packs/ways.md',
        words: wordsOf(text),
        bytes: text.length,
        pages: [
          {
            title: 'A page',
            description: 'About it.',
            address: '/base/protocol-3/page',
            markdown: '/base/protocol-3/page.md',
            words: 4,
          },
        ],
      },
    ]);
  });

  it('that is too long to be read as a whole fails the build', () => {
    const twins = new Map([['/protocol-3/page', 'word '.repeat(MOST_WORDS)]]);
    expect(() => packText(site, protocol, pack, twins)).toThrow(
      /packs\.yaml: the pack 'ways' of protocol 3 has 250\d\d words, more than 25000: divide it/,
    );
  });
});
