import * as z from 'zod';
import { cachedReleases } from '../../facts/cache.ts';
import type { Protocol } from '../../facts/releases.ts';
import { link, table, text } from '../nodes.ts';
import type { Cell } from '../nodes.ts';
import { defineSiteTag } from '../tag.ts';
import { upgradePages } from '../tree/upgrade-pages.ts';

/** `<UpgradePairs />`: from which protocol to which, each with the page that says how. */
export const upgradePairsTag = defineSiteTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, { root }) => {
    const protocols = cachedReleases(root).protocols.filter(({ released }) => released);
    const pages = new Map(upgradePages(root).map(({ from, to, path }) => [`${from}-${to}`, path]));

    const cell = (have: Protocol, want: Protocol): Cell => {
      if (have === want) {
        return [link(`/${want.pathName}/operators/upgrade`, 'one machine at a time')];
      }
      const forth = pages.get(`${have.number}-${want.number}`);
      const back = pages.get(`${want.number}-${have.number}`);
      if (forth !== undefined) {
        return [link(forth, 'both sides together')];
      }
      return back === undefined ? [text('not described')] : [link(`${back}#back`, 'going back')];
    };

    const headings = ['You have', ...protocols.map(({ number }) => `You want protocol ${number}`)];
    const rows = protocols.map((have) => ({
      cells: [[text(have.label)], ...protocols.map((want) => cell(have, want))],
    }));
    return [table(headings, rows)];
  },
});
