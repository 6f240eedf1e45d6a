import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { MATCH_PATH } from '../../match/match-address.ts';
import { upgradePages } from '../../site/upgrade-pages.ts';
import { loadAllProtocolSpecs } from '../../spec/load.ts';
import { matchDataOf } from './match-data-of.ts';

/**
 * Makes the page that matches releases. Its data travels with this page alone: the list of releases
 * would burden every other one.
 */
export default function matchPage({ siteDir, baseUrl }: LoadContext): Plugin {
  return {
    name: 'match-page',
    loadContent: async () => matchDataOf(loadAllProtocolSpecs(siteDir), upgradePages(siteDir)),
    contentLoaded: async ({ content, actions }) => {
      await actions.createData('match.json', JSON.stringify(content));
      actions.addRoute({
        path: `${baseUrl.replace(/\/$/, '')}${MATCH_PATH}`,
        component: '@site/src/components/match/MatchPage.tsx',
        // By its alias: the real path is the machine's, and would go into the names of bundles.
        modules: { data: '@generated/match-page/default/match.json' },
        exact: true,
      });
    },
    getPathsToWatch: () => [path.join(siteDir, 'spec', 'releases.yaml')],
  };
}
