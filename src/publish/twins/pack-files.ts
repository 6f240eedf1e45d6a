import { SpecError } from '../../facts/spec-error.ts';
import type { Protocol } from '../../facts/releases.ts';
import type { Pack } from '../../markdown/packs/pack-list.ts';
import { document, linkTo, pageItem } from './llms.ts';
import type { SiteFacts } from './llms.ts';
import { manifestAddress, MOST_WORDS, packAddress } from './pack-addresses.ts';
import { twinAddress } from './twin-links.ts';
import { standingInWords } from './twin.ts';
import type { TwinPage } from './twin-pages.ts';

/** Version of the shape of the manifest; it grows when a key changes its meaning or goes. */
const FORMAT = 1;

/** What `/protocol-N/packs/manifest.json` says; `spec/PUBLISHED.md` documents it. */
export interface PackManifest {
  readonly format: number;
  readonly protocol: number;
  readonly first: string;
  readonly last: string;
  readonly ended: boolean;
  readonly verified: string;
  readonly mostWords: number;
  readonly packs: readonly {
    readonly id: string;
    readonly title: string;
    readonly answers: string;
    readonly address: string;
    readonly words: number;
    readonly bytes: number;
    readonly pages: readonly {
      readonly title: string;
      readonly description: string;
      readonly address: string;
      readonly markdown: string;
      readonly words: number;
    }[];
  }[];
}

/** Words of a text, as `wc -w` counts them. */
export function wordsOf(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

/**
 * The text of a pack: what is in it, then its pages as a whole, one after another.
 *
 * @param twins - the Markdown of each page, by its address.
 * @throws SpecError when it is too long to be read as a whole.
 */
export function packText(
  site: SiteFacts,
  protocol: Protocol,
  pack: Pack<TwinPage>,
  twins: ReadonlyMap<string, string>,
): string {
  const front = document(`Protocol ${protocol.number}: ${pack.title}`, pack.answers, [
    `${standingInWords(protocol)}Other packs: ${linkTo(site, manifestAddress(protocol), 'manifest.json')}.`,
    pack.pages.map((page) => pageItem(site, page)).join('\n'),
  ]);
  const parts = [front, ...pack.pages.map(({ address }) => twins.get(address)!)];
  const text = `${parts.map((part) => part.trimEnd()).join('\n\n---\n\n')}\n`;
  const words = wordsOf(text);
  if (words > MOST_WORDS) {
    throw new SpecError([
      {
        file: 'src/markdown/packs/packs.yaml',
        message: `the pack '${pack.id}' of protocol ${protocol.number} has ${words} words, more than ${MOST_WORDS}: divide it`,
      },
    ]);
  }
  return text;
}

/** What is in which pack of a protocol. */
export function packManifest(
  site: SiteFacts,
  protocol: Protocol,
  packs: readonly { readonly pack: Pack<TwinPage>; readonly text: string }[],
  twins: ReadonlyMap<string, string>,
): PackManifest {
  return {
    format: FORMAT,
    protocol: protocol.number,
    first: protocol.first,
    last: protocol.last,
    ended: protocol.ended,
    verified: protocol.verified,
    mostWords: MOST_WORDS,
    packs: packs.map(({ pack, text }) => ({
      id: pack.id,
      title: pack.title,
      answers: pack.answers,
      address: site.withBase(packAddress(protocol, pack)),
      words: wordsOf(text),
      bytes: Buffer.byteLength(text),
      pages: pack.pages.map(({ title, description, address }) => ({
        title,
        description,
        address: site.withBase(address),
        markdown: site.withBase(twinAddress(address)),
        words: wordsOf(twins.get(address)!),
      })),
    })),
  };
}
