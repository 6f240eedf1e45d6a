import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { cachedProtocolSpecs } from '../../facts/cache.ts';
import { fullText, inOrder, rootIndex, versionIndex } from './llms.ts';
import type { PageGroup, SiteFacts } from './llms.ts';
import { packsOf, readPackDefinitions } from '../../markdown/packs/pack-list.ts';
import { archiveOf } from '../skills/archive.ts';
import { skillAddresses } from '../../markdown/packs/skill-addresses.ts';
import { skillFiles } from '../skills/skill-files.ts';
import type { SkillSource } from '../skills/skill-files.ts';
import { manifestAddress, packAddress } from './pack-addresses.ts';
import { packManifest, packText } from './pack-files.ts';
import { sidebarGroups } from './sidebar-groups.ts';
import type { SidebarEntry } from './sidebar-groups.ts';
import { linkResolver, twinAddress } from './twin-links.ts';
import { readTwinPages } from './twin-pages.ts';
import { twinOf } from './twin.ts';

/** What is read of the content of Docusaurus' docs plugin. */
interface DocsContent {
  readonly loadedVersions: readonly {
    readonly versionName: string;
    readonly docs: readonly { readonly id: string; readonly permalink: string }[];
    readonly sidebars: Readonly<Record<string, readonly SidebarEntry[]>>;
  }[];
}

/** What the tabs of the navbar call the sidebars. */
const SIDEBAR_NAMES = new Map([
  ['operators', 'Operators'],
  ['authors', 'Workflow authors'],
  ['reference', 'Reference'],
]);

/**
 * Publishes a Markdown twin of every page (`/protocol-4/operators/tokens.md`), `/llms.txt`, and for
 * each protocol `llms.txt`, `llms-full.txt`, packs of pages with a manifest, and a skill to install.
 */
export default function markdownTwins(context: LoadContext): Plugin {
  let groupsOf: (versionName: string) => PageGroup[] = () => [];
  return {
    name: 'markdown-twins',
    allContentLoaded: ({ allContent }) => {
      const docs = allContent['docusaurus-plugin-content-docs']?.['default'] as DocsContent;
      groupsOf = (versionName) => versionGroups(docs, versionName, context.baseUrl);
    },
    postBuild: async ({ outDir }) => {
      for (const [name, content] of await publishedFiles(context, groupsOf)) {
        const file = path.join(outDir, name);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, content);
      }
    },
  };
}

function versionGroups({ loadedVersions }: DocsContent, versionName: string, baseUrl: string): PageGroup[] {
  const version = loadedVersions.find((candidate) => candidate.versionName === versionName)!;
  const addresses = new Map(
    version.docs.map(({ id, permalink }) => [id, `/${permalink.slice(baseUrl.length)}`.replace(/(?<=.)\/$/, '')]),
  );
  return sidebarGroups(version.sidebars, SIDEBAR_NAMES, (id) => addresses.get(id));
}

async function publishedFiles(
  context: LoadContext,
  groupsOf: (versionName: string) => PageGroup[],
): Promise<Map<string, string | Uint8Array>> {
  const { siteDir, baseUrl, siteConfig } = context;
  const pages = readTwinPages(siteDir);
  const resolve = linkResolver(pages, baseUrl);
  const specs = cachedProtocolSpecs(siteDir);
  const definitions = readPackDefinitions(siteDir);
  const site: SiteFacts = {
    title: siteConfig.title,
    tagline: siteConfig.tagline,
    withBase: (address) => `${baseUrl.replace(/\/$/, '')}${address}`,
  };
  const twins = new Map(pages.map((page) => [page.address, twinOf(page, siteDir, resolve)]));
  const files = new Map<string, string | Uint8Array>([...twins].map(([address, text]) => [twinAddress(address), text]));
  files.set('/llms.txt', rootIndex(site, specs, pages));
  const outside = pages.filter((page) => page.protocol === undefined);
  for (const spec of specs) {
    const { protocol } = spec;
    const groups = groupsOf(protocol.versionName);
    const own = inOrder(
      pages.filter((page) => page.protocol?.number === protocol.number),
      groups,
    );
    const packs = packsOf(definitions, protocol, [...own, ...outside]);
    const index = versionIndex(site, spec, own, groups, packs);
    files.set(`/${protocol.pathName}/llms.txt`, index);
    files.set(`/${protocol.pathName}/llms-full.txt`, fullText(index, own, twins));
    const texts = packs.map((pack) => ({ pack, text: packText(site, protocol, pack, twins) }));
    texts.forEach(({ pack, text }) => files.set(packAddress(protocol, pack), text));
    files.set(manifestAddress(protocol), `${JSON.stringify(packManifest(site, protocol, texts, twins), null, 2)}\n`);
    const skill = skillAddresses(protocol);
    const skillSource: SkillSource = {
      protocol,
      protocols: specs.map((other) => other.protocol),
      packs,
      absolute: (address) => `${siteConfig.url}${site.withBase(address)}`,
      baseUrl,
      resolve,
      write: (page, links) => twinOf(page, siteDir, links),
    };
    const inSkill = skillFiles(skillSource);
    inSkill.forEach((text, name) => files.set(`${skill.folder}/${name}`, text));
    files.set(skill.archive, await archiveOf(skill.name, inSkill));
  }
  return files;
}
