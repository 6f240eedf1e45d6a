import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { cachedProtocolSpecs } from '../../facts/cache.ts';
import { fullText, rootIndex, versionIndex } from './llms.ts';
import type { PageGroup, SiteFacts } from './llms.ts';
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
 * each protocol `llms.txt` and `llms-full.txt`.
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
      for (const [name, text] of twinFiles(context, groupsOf)) {
        const file = path.join(outDir, name);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, text);
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

function twinFiles(context: LoadContext, groupsOf: (versionName: string) => PageGroup[]): Map<string, string> {
  const { siteDir, baseUrl, siteConfig } = context;
  const pages = readTwinPages(siteDir);
  const resolve = linkResolver(pages, baseUrl);
  const specs = cachedProtocolSpecs(siteDir);
  const site: SiteFacts = {
    title: siteConfig.title,
    tagline: siteConfig.tagline,
    withBase: (address) => `${baseUrl.replace(/\/$/, '')}${address}`,
  };
  const twins = new Map(pages.map((page) => [page.address, twinOf(page, siteDir, resolve)]));
  const files = new Map([...twins].map(([address, text]) => [twinAddress(address), text]));
  files.set('/llms.txt', rootIndex(site, specs, pages));
  for (const spec of specs) {
    const own = pages.filter((page) => page.protocol?.number === spec.protocol.number);
    const groups = groupsOf(spec.protocol.versionName);
    const index = versionIndex(site, spec, own, groups);
    files.set(`/${spec.protocol.pathName}/llms.txt`, index);
    files.set(`/${spec.protocol.pathName}/llms-full.txt`, fullText(index, own, groups, twins));
  }
  return files;
}
