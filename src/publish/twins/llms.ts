import path from 'node:path';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import { shortRelease } from '../../facts/release.ts';
import type { Pack } from '../../markdown/packs/pack-list.ts';
import { skillAddresses } from '../../markdown/packs/skill-addresses.ts';
import { manifestAddress, MOST_WORDS, packAddress } from './pack-addresses.ts';
import { twinAddress } from './twin-links.ts';
import type { TwinPage } from './twin-pages.ts';

/** A group of pages as the sidebar shows it. */
export interface PageGroup {
  readonly title: string;
  /** Addresses of pages, in order. */
  readonly addresses: readonly string[];
}

/** What the index files say of the site. */
export interface SiteFacts {
  readonly title: string;
  readonly tagline: string;
  /** Puts the path below which the site is served before an address. */
  withBase(address: string): string;
}

const PACKS_IN_WORDS = `what is in which pack; none has more than ${MOST_WORDS.toLocaleString('en-US')} words`;
const SKILL_IN_WORDS = 'a folder to install, in one archive';

/** `/llms.txt`: which versions there are, and where the index of each one is. */
export function rootIndex(site: SiteFacts, specs: readonly ProtocolSpec[], pages: readonly TwinPage[]): string {
  const others = pages.filter((page) => page.protocol === undefined);
  return document(site.title, `${site.tagline}.`, [
    [
      'An orchestrator admits a worker only if both speak the same protocol, so there is one version of the pages for',
      `each protocol. \`swamp --version\` prints a release; ${linkTo(site, '/spec/releases.json', 'releases.json')} gives the protocol of each`,
      'release. Read the pages of that protocol only.',
    ].join(' '),
    section(
      'Versions',
      specs.flatMap(({ protocol }) => {
        const range = protocol.released
          ? `releases ${shortRelease(protocol.first)} to ${shortRelease(protocol.last)}`
          : 'not released yet';
        return [
          item(site, `/${protocol.pathName}/llms.txt`, `${protocol.label}: all pages`, range),
          item(site, manifestAddress(protocol), `${protocol.label}: packs of pages by task`, PACKS_IN_WORDS),
          item(site, skillAddresses(protocol).archive, `${protocol.label}: skill for an agent`, SKILL_IN_WORDS),
          item(site, `/${protocol.pathName}/llms-full.txt`, `${protocol.label}: everything in one file`, range),
        ];
      }),
    ),
    section('Facts as JSON', [
      item(site, '/spec/releases.json', 'Protocols and releases', 'which release speaks which protocol'),
      item(
        site,
        '/spec/verifications.json',
        'Verifications',
        'what was checked against which release, and what was not',
      ),
      item(
        site,
        '/spec/breaking-changes.json',
        'Breaking changes',
        'what releases broke for those who relied on the program as it was, with what to do',
      ),
      ...specs.map(({ protocol }) =>
        item(
          site,
          `/spec/${protocol.pathName}.json`,
          `Facts of ${protocol.label.toLowerCase()}`,
          'commands, flags, messages, states, timings',
        ),
      ),
    ]),
    section(
      'About',
      others.map((page) => pageItem(site, page)),
    ),
  ]);
}

/** `/protocol-N/llms.txt`: all pages of a version, in the order of the sidebar, and its facts. */
export function versionIndex(
  site: SiteFacts,
  spec: ProtocolSpec,
  pages: readonly TwinPage[],
  groups: readonly PageGroup[],
  packs: readonly Pack<TwinPage>[],
): string {
  const { protocol } = spec;
  const byAddress = new Map(pages.map((page) => [page.address, page]));
  const grouped = new Set(groups.flatMap(({ addresses }) => addresses));
  const rest = pages.filter((page) => page.protocol?.number === protocol.number && !grouped.has(page.address));
  const standing = protocol.released
    ? `About releases ${shortRelease(protocol.first)} to ${shortRelease(protocol.last)}, facts verified against ${shortRelease(protocol.verified)}. `
    : 'Not released yet. ';
  const listed = [
    ...groups.map(({ title, addresses }) => ({
      title,
      pages: addresses.flatMap((address) => byAddress.get(address) ?? []),
    })),
    { title: 'More', pages: rest },
  ];
  return document(`${site.title}: ${protocol.label.toLowerCase()}`, `${site.tagline}.`, [
    `${standing}Other protocols: ${linkTo(site, '/llms.txt', 'llms.txt')}. All of these pages in one file: ${linkTo(site, `/${protocol.pathName}/llms-full.txt`, 'llms-full.txt')}.`,
    ...listed
      .filter((group) => group.pages.length > 0)
      .map((group) =>
        section(
          group.title,
          group.pages.map((page) => pageItem(site, page)),
        ),
      ),
    section('Packs: pages by task, each file short enough to be read as a whole', [
      item(site, manifestAddress(protocol), 'manifest.json', PACKS_IN_WORDS),
      ...packs.map((pack) => item(site, packAddress(protocol, pack), pack.title, pack.answers)),
    ]),
    section('Skill', [
      item(site, skillAddresses(protocol).entry, 'SKILL.md', 'its entry file'),
      item(site, skillAddresses(protocol).archive, path.basename(skillAddresses(protocol).archive), SKILL_IN_WORDS),
    ]),
    section('Facts as JSON', [
      item(site, `/spec/${protocol.pathName}.json`, `All facts of ${protocol.label.toLowerCase()}`, 'one file'),
      ...[...spec.outputs].map(([id, { value }]) =>
        item(
          site,
          `/spec/${protocol.pathName}/outputs/${id}.schema.json`,
          `${id}.schema.json`,
          `JSON Schema: ${String(value.title).replaceAll('`', '')}`,
        ),
      ),
    ]),
  ]);
}

/** `/protocol-N/llms-full.txt`: the twins of a version one after another, in the order of the index. */
export function fullText(index: string, pages: readonly TwinPage[], twins: ReadonlyMap<string, string>): string {
  const texts = pages.map(({ address }) => twins.get(address)!);
  return [index, ...texts].map((text) => text.trimEnd()).join('\n\n---\n\n') + '\n';
}

/** Pages in the order of the sidebar, and then those outside of it. */
export function inOrder(pages: readonly TwinPage[], groups: readonly PageGroup[]): TwinPage[] {
  const byAddress = new Map(pages.map((page) => [page.address, page]));
  const grouped = groups.flatMap(({ addresses }) => addresses.flatMap((address) => byAddress.get(address) ?? []));
  return [...new Set([...grouped, ...pages])];
}

/** An index file: its title, what it is about, and its parts. */
export function document(title: string, about: string, parts: readonly string[]): string {
  return `${[`# ${title}`, `> ${about}`, ...parts].join('\n\n')}\n`;
}

function section(title: string, items: readonly string[]): string {
  return `## ${title}\n\n${items.join('\n')}`;
}

/** An item of a list that leads to the Markdown of a page. */
export function pageItem(site: SiteFacts, page: TwinPage): string {
  return item(site, twinAddress(page.address), page.title, page.description);
}

function item(site: SiteFacts, address: string, title: string, about: string): string {
  return `- ${linkTo(site, address, title)}: ${about}`;
}

/** A link to a file of the site. */
export function linkTo(site: SiteFacts, address: string, title: string): string {
  return `[${title.replace(/[[\]]/g, '\\$&')}](${site.withBase(address)})`;
}
