import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { lifecycleFactsOf } from '../../tools/lifecycle/facts.ts';
import { statePictures } from './state-pictures.ts';
import { upgradePages } from '../../markdown/tree/upgrade-pages.ts';
import { buildMessageTable } from '../../tools/explain/build-table.ts';
import { examplesOf } from '../../tools/explain/examples.ts';
import { cachedBreakingChanges, cachedProtocolSpecs, cachedVerifications, forgetFacts } from '../../facts/cache.ts';
import { loadNewerReleases, newerInWords } from '../../facts/newer-releases.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import type { BreakingChange } from '../../facts/schema/breaking-change.ts';
import type { Verification } from '../../facts/schema/verification.ts';
import { helpFactsOf } from './help-facts-of.ts';
import type { WorkflowPart } from '../../facts/schema/workflow-file.ts';
import { loadWorkflowFile } from '../../facts/workflow-file.ts';
import { publishedFiles } from './published-files.ts';
import type { PublishedGlobalData, VersionFacts } from '../../facts/version-facts.ts';
import { PUBLISHED_FACTS, versionFactsOf } from '../../facts/version-facts.ts';

/** What the plugin reads at the start of a build; other plugins take it from `allContent`. */
export interface PublishedContent {
  readonly specs: readonly ProtocolSpec[];
  readonly verifications: readonly Verification[];
  readonly breakingChanges: readonly BreakingChange[];
  readonly workflowParts: readonly WorkflowPart[];
}

/**
 * Checks the whole specification at the start of every build, gives the theme what it needs to
 * know of the versions, and publishes the specification as JSON with the site.
 */
export default function publishSpec(context: LoadContext): Plugin {
  return {
    name: PUBLISHED_FACTS,
    loadContent: async () => {
      // In the live server this runs again after a change to the facts, and pages must see it.
      forgetFacts();
      return {
        specs: cachedProtocolSpecs(context.siteDir),
        verifications: cachedVerifications(context.siteDir),
        breakingChanges: cachedBreakingChanges(context.siteDir),
        workflowParts: loadWorkflowFile(context.siteDir),
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
      // Loaded when a help is compared.
      await actions.createData('help.json', JSON.stringify(helpFactsOf(specs)));
      // A module of its own, so that only the page that plays lifecycles carries it.
      const played = specs.filter(({ protocol }) => protocol.released).map(lifecycleFactsOf);
      await actions.createData('lifecycle.json', JSON.stringify(played));
      await actions.createData('lifecycle-pictures.json', JSON.stringify(statePictures(played, context.siteDir)));
    },
    postBuild: async ({ outDir, content }) => {
      const { specs, verifications, breakingChanges, workflowParts } = content as PublishedContent;
      for (const [name, value] of publishedFiles(specs, verifications, breakingChanges, workflowParts)) {
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
  const newest = specs.find(({ protocol }) => protocol.released)?.protocol;
  const newer = newest && loadNewerReleases(siteDir, newest.verified);
  return specs.map(({ protocol }) =>
    versionFactsOf(
      protocol,
      verifications.find(({ release }) => release === protocol.verified),
      {
        upgrade: pages.find(({ from, to }) => from === protocol.number && to === newest?.number)?.path,
        newer: protocol === newest && newer !== undefined ? newerInWords(newer) : undefined,
      },
    ),
  );
}
