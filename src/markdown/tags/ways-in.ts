import type { ListItem } from 'mdast';
import * as z from 'zod';
import { paragraph, text } from '../nodes.ts';
import { pageLink } from '../page-links.ts';
import { defineTag } from '../tag.ts';
import { waysIn } from '../ways-in.ts';
import type { WayIn } from '../ways-in.ts';

/** `<WaysIn list="happened" />`: the most usual questions, each leading to the place of the version that answers it. */
export const waysInTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ list: z.enum(['happened', 'wanted']) }),
  expand: ({ list }, context) => {
    const item = ({ question, page, anchor }: WayIn): ListItem => {
      const [link] = pageLink(context, page, anchor, [text(question)]);
      if (link?.type !== 'link') {
        throw new Error(
          `protocol ${context.spec.protocol.number} has no page '${page}', to which src/markdown/ways-in.ts leads`,
        );
      }
      return { type: 'listItem', spread: false, children: [paragraph(link)] };
    };
    return [{ type: 'list', ordered: false, spread: false, children: waysIn[list].map(item) }];
  },
});
