import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { cachedChanges, cachedHeadlines, cachedProtocolSpecs, cachedReleases } from '../../facts/cache.ts';
import { changesFeed } from './changes-feed.ts';
import { feedEntries } from './feed-entries.ts';
import { releaseEntries } from './release-entries.ts';

/** Name of the feed below the site's base. */
const FEED_FILE = 'changes.xml';

/** Publishes the feed of what releases changed, of verified releases and new protocols, and names it on every page. */
export default function changesFeedPlugin({ siteDir, siteConfig }: LoadContext): Plugin {
  return {
    name: 'changes-feed',
    injectHtmlTags: () => ({
      headTags: [
        {
          tagName: 'link',
          attributes: {
            rel: 'alternate',
            type: 'application/atom+xml',
            title: `${siteConfig.title}: changes`,
            href: `${siteConfig.baseUrl}${FEED_FILE}`,
          },
        },
      ],
    }),
    postBuild: async ({ outDir }) => {
      const releases = cachedProtocolSpecs(siteDir).flatMap((spec) =>
        releaseEntries(spec.protocol, cachedChanges(siteDir, spec), cachedHeadlines(siteDir)),
      );
      const feed = changesFeed(feedEntries(cachedReleases(siteDir), releases), {
        title: `${siteConfig.title}: changes`,
        site: `${siteConfig.url}${siteConfig.baseUrl}`,
        file: FEED_FILE,
      });
      await writeFile(path.join(outDir, FEED_FILE), feed);
    },
  };
}
