import type { BlockContent, PhrasingContent } from 'mdast';
import * as z from 'zod';
import { breakingBetween } from '../../facts/breaking-changes.ts';
import { cachedBreakingChanges } from '../../facts/cache.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import type { BreakingChange } from '../../facts/schema/breaking-change.ts';
import { blockElement, fold, inlineElement } from '../elements.ts';
import { heading, paragraph, prose, sinceMark, text } from '../nodes.ts';
import { pageLink } from '../page-links.ts';
import { defineSiteTag } from '../tag.ts';
import { outsideOf, protocolNumber, releasedSpec } from './between-protocols.ts';

/**
 * `<BreakingChanges from="3" to="4" audience="operators" />`: what breaks between the last release
 * of one protocol and the newest of a later one, each with what to do.
 */
export const breakingChangesTag = defineSiteTag({
  kind: 'block',
  attributes: z.strictObject({
    from: protocolNumber,
    to: protocolNumber,
    audience: z.enum(['operators', 'authors']),
  }),
  expand: ({ from, to, audience }, { root }) => {
    const newer = releasedSpec(root, to);
    const chosen = breakingBetween(cachedBreakingChanges(root), releasedSpec(root, from), newer).filter(
      (change) => change.audience === audience,
    );
    return chosen.length === 0
      ? [paragraph(text('Nothing.'))]
      : [
          blockElement(
            'div',
            { className: 'cards' },
            chosen.map((change) => card(change, newer, root)),
          ),
        ];
  },
});

function card(change: BreakingChange, newer: ProtocolSpec, root: string): BlockContent {
  const { id, title, before, now, todo, since, page } = change;
  const [path, anchor] = page?.split('#') ?? [];
  const more = pageLink(outsideOf(root, newer), path, anchor, [
    text('More'),
    inlineElement('span', { className: 'visually-hidden' }, [text(': '), ...prose(title)]),
  ]);
  return blockElement('section', {}, [
    heading(4, id, ...prose(title)),
    paragraph(...labeled('What to do:', todo), ...(path === undefined ? [] : [text(' '), ...more, text('.')])),
    fold(
      [text('Before and now '), ...sinceMark({ since })],
      [paragraph(...labeled('Before:', before)), paragraph(...labeled('Now:', now))],
    ),
  ]);
}

function labeled(label: string, markdown: string): PhrasingContent[] {
  return [{ type: 'strong', children: [text(label)] }, text(' '), ...prose(markdown)];
}
