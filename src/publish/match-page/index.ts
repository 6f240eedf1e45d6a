import type { LoadContext, Plugin } from '@docusaurus/types';
import { MATCH_PATH } from '../../tools/match/match-address.ts';
import { upgradePages } from '../../markdown/tree/upgrade-pages.ts';
import { PUBLISHED_FACTS } from '../../facts/version-facts.ts';
import type { PublishedContent } from '../facts/index.ts';
import { matchDataOf } from './match-data-of.ts';

/**
 * Makes the page that matches releases. Its data travels with this page alone: the list of releases
 * would burden every other one.
 */
export default function matchPage({ siteDir, baseUrl }: LoadContext): Plugin {
  return {
    name: 'match-page',
    // Not a reading of its own: in the live server it would not see when the facts are read anew.
    allContentLoaded: async ({ allContent, actions }) => {
      const { specs } = allContent[PUBLISHED_FACTS]!['default'] as PublishedContent;
      await actions.createData('match.json', matchDataOf(specs, upgradePages(siteDir)));
      actions.addRoute({
        path: `${baseUrl.replace(/\/$/, '')}${MATCH_PATH}`,
        component: '@site/src/tools/match/ui/MatchPage.tsx',
        // By its alias: the real path is the machine's, and would go into the names of bundles.
        modules: { data: '@generated/match-page/default/match.json' },
        exact: true,
      });
    },
  };
}
