import type { Plugin } from '@docusaurus/types';
import { forgetDiagrams } from '../../tools/diagrams/collect-diagrams.ts';
import { forgetRelatingPages } from '../../markdown/related-pages.ts';
import { forgetPages } from '../../markdown/version-pages.ts';

/** Lets pages of the live server that show something of other pages see them as they are now. */
export default function livePages(): Plugin {
  return {
    name: 'live-pages',
    // Runs again after a change to any page, which `loadContent` does only for the plugin that watches pages.
    allContentLoaded: () => {
      forgetPages();
      forgetDiagrams();
      forgetRelatingPages();
    },
  };
}
