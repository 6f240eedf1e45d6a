import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { lifecycleFactsOf } from '../../lifecycle/facts.ts';
import { upgradePages } from '../../site/upgrade-pages.ts';
import { buildMessageTable } from '../../explain/build-table.ts';
import { examplesOf } from '../../explain/examples.ts';
import { cachedBreakingChanges, cachedProtocolSpecs, cachedVerifications, forgetFacts } from '../../spec/cache.ts';
import type { ProtocolSpec } from '../../spec/protocol-spec.ts';
import type { BreakingChange } from '../../spec/schema/breaking-change.ts';
import type { Verification } from '../../spec/schema/verification.ts';
import { publishedFiles } from './published-files.ts';
import type { VersionFacts } from './version-facts.ts';
import { versionFactsOf } from './version-facts.ts';

/** Name under which pages find the facts about versions. */
export const PLUGIN_NAME = 'publish-spec';

/** What the plugin reads at the start of a build; other plugins take it from `allContent`. */
export interface PublishedContent {
  readonly specs: readonly ProtocolSpec[];
  readonly verifications: readonly Verification[];
  readonly breakingChanges: readonly BreakingChange[];
}

/** What the theme knows of the versions on every page. */
export interface PublishedGlobalData {
  readonly versions: readonly VersionFacts[];
}

/**
 * Checks the whole specification at the start of every build, gives the theme what it needs to
 * know of the versions, and publishes the specification as JSON with the site.
 */
export default function publishSpec(context: LoadContext): Plugin {
  return {
    name: PLUGIN_NAME,
    loadContent: async () => {
      // In the live server this runs again after a change to the facts, and pages must see it.
      forgetFacts();
      return {
        specs: cachedProtocolSpecs(context.siteDir),
        verifications: cachedVerifications(context.siteDir),
        breakingChanges: cachedBreakingChanges(context.siteDir),
      } satisfies PublishedContent;
    },
    contentLoaded: async ({ content, actions }) => {
      const { specs } = content as PublishedContent;
      // The page that explains messages loads these when they are needed.
      await actions.createData('messages.json', buildMessageTable(specs));
      await actions.createData('examples.json', examplesOf(specs));
      actions.setGlobalData({
        versions: versionsOf(content as PublishedContent, context.siteDir),
      } satisfies PublishedGlobalData);
      // A module of its own, so that only the page that plays lifecycles carries it.
      await actions.createData(
        'lifecycle.json',
        JSON.stringify(specs.filter(({ protocol }) => protocol.released).map(lifecycleFactsOf)),
      );
    },
    postBuild: async ({ outDir, content }) => {
      const { specs, verifications, breakingChanges } = content as PublishedContent;
      for (const [name, value] of publishedFiles(specs, verifications, breakingChanges)) {
        const file = path.join(outDir, name);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
      }
    },
    getPathsToWatch: () => ['spec', 'recordings'].map((folder) => path.join(context.siteDir, folder, '**', '*.yaml')),
  };
}

function versionsOf({ specs, verifications }: PublishedContent, siteDir: string): VersionFacts[] {
  const pages = upgradePages(siteDir);
  const newest = specs.find(({ protocol }) => protocol.released)?.protocol.number;
  return specs.map(({ protocol }) =>
    versionFactsOf(
      protocol,
      verifications.find(({ release }) => release === protocol.verified),
      pages.find(({ from, to }) => from === protocol.number && to === newest)?.path,
    ),
  );
}
