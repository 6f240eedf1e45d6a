import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { forgetFacts } from '../../spec/cache.ts';
import { loadAllProtocolSpecs } from '../../spec/load.ts';
import type { ProtocolSpec } from '../../spec/protocol-spec.ts';
import { publishedFiles } from './published-files.ts';
import type { VersionFacts } from './version-facts.ts';
import { versionFactsOf } from './version-facts.ts';

/** Name under which pages find the facts about versions. */
export const PLUGIN_NAME = 'publish-spec';

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
      return loadAllProtocolSpecs(context.siteDir);
    },
    contentLoaded: async ({ content, actions }) => {
      actions.setGlobalData({
        versions: (content as ProtocolSpec[]).map((spec) => versionFactsOf(spec.protocol)),
      } satisfies PublishedGlobalData);
    },
    postBuild: async ({ outDir, content }) => {
      for (const [name, value] of publishedFiles(content as ProtocolSpec[])) {
        const file = path.join(outDir, name);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
      }
    },
    getPathsToWatch: () => [path.join(context.siteDir, 'spec', '**', '*.yaml')],
  };
}
