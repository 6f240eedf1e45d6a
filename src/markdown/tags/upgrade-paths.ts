import type { PhrasingContent } from 'mdast';
import * as z from 'zod';
import { cachedReleases } from '../../facts/cache.ts';
import { CHANGES_PAGE } from '../../facts/change-pages.ts';
import { shortRelease } from '../../facts/release.ts';
import type { Protocol } from '../../facts/releases.ts';
import { link, table, text } from '../nodes.ts';
import { defineSiteTag } from '../tag.ts';
import { upgradePages } from '../tree/upgrade-pages.ts';

/** `<UpgradePaths />`: from each protocol, the pages that lead to a later one, and to a later release of the same. */
export const upgradePathsTag = defineSiteTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, { root }) => {
    const protocols = cachedReleases(root).protocols.filter(({ released }) => released);
    const pages = upgradePages(root);
    const targets = protocols.filter(({ number }) => pages.some(({ to }) => to === number));
    const pathTo = (from: Protocol, to: Protocol): PhrasingContent[] => {
      const page = pages.find((candidate) => candidate.from === from.number && candidate.to === to.number);
      return page === undefined ? [] : [link(page.path, `from ${from.number} to ${to.number}`)];
    };
    return [
      table(
        [
          'You have',
          ...targets.map(({ number }) => `To protocol ${number}`),
          'To a later release of the same protocol',
        ],
        protocols.map((from) => ({
          cells: [
            [{ type: 'strong', children: [text(from.label)] }, text(`: ${rangeOf(from)}`)],
            ...targets.map((to) => pathTo(from, to)),
            [
              link(`/${from.pathName}/operators/upgrade`, `upgrade within protocol ${from.number}`),
              text(', '),
              link(`/${from.pathName}/${CHANGES_PAGE}`, 'what each release changed'),
            ],
          ],
        })),
      ),
    ];
  },
});

function rangeOf({ first, last, ended }: Protocol): string {
  return ended ? `${shortRelease(first)} to ${shortRelease(last)}` : `${shortRelease(first)} and later`;
}
