import * as z from 'zod';
import { cachedReleases } from '../../facts/cache.ts';
import { shortRelease } from '../../facts/release.ts';
import { inlineCode, join, link, table, text } from '../nodes.ts';
import { packFolder, packsOf, readPackDefinitions } from '../packs/pack-list.ts';
import { skillAddresses } from '../packs/skill-addresses.ts';
import { defineSiteTag } from '../tag.ts';
import { markdownPagesOutside } from '../tree/outside-pages.ts';
import { addressOfPage, pageFilesOfProtocol } from '../tree/version-tree.ts';

/** `<Packs />`: every pack of pages, with what it answers and a link for each protocol that has it. */
export const packsTag = defineSiteTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, { root }) => {
    const definitions = readPackDefinitions(root);
    const outside = markdownPagesOutside(root);
    const versions = cachedReleases(root)
      .protocols.filter(({ released }) => released)
      .map((protocol) => {
        const own = pageFilesOfProtocol(root, protocol).map(({ page }) => ({ address: addressOfPage(protocol, page) }));
        const ids = packsOf(definitions, protocol, [...own, ...outside]).map(({ id }) => id);
        return { protocol, ids: new Set(ids) };
      });
    return [
      table(
        ['What it answers', 'Pack'],
        definitions.map(({ id, title, answers }) => ({
          cells: [
            [{ type: 'strong', children: [text(title)] }, text(`: ${answers}`)],
            join(
              versions
                .filter(({ ids }) => ids.has(id))
                .map(({ protocol }) => [link(`pathname://${packFolder(protocol)}/${id}.md`, protocol.label)]),
              ', ',
            ),
          ],
        })),
      ),
    ];
  },
});

/** `<Skills />`: the skill of each protocol, as an archive and by its entry file. */
export const skillsTag = defineSiteTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, { root }) => [
    table(
      ['Releases', 'Protocol', 'Archive', 'Entry file'],
      cachedReleases(root)
        .protocols.filter(({ released }) => released)
        .map((protocol) => {
          const { archive, entry, name } = skillAddresses(protocol);
          return {
            cells: [
              [
                inlineCode(shortRelease(protocol.first)),
                ...(protocol.ended ? [text(' to '), inlineCode(shortRelease(protocol.last))] : [text(' and later')]),
              ],
              [text(String(protocol.number))],
              [link(`pathname://${archive}`, `${name}.tar.gz`)],
              [link(`pathname://${entry}`, 'SKILL.md')],
            ],
          };
        }),
    ),
  ],
});
