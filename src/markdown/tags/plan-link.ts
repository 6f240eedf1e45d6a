import * as z from 'zod';
import { suggestName } from '../../facts/nearest.ts';
import { text } from '../nodes.ts';
import { planExamplesOf } from '../plan-examples.ts';
import { defineTag } from '../tag.ts';

/** `<PlanLink example="placement" label="Plan it" />`: to the page that plans workflows, with an example of the page's protocol. */
export const planLinkTag = defineTag({
  kind: 'inline',
  attributes: z.strictObject({ example: z.string(), label: z.string().min(1) }),
  expand: ({ example, label }, { root, spec }) => {
    const known = planExamplesOf(root, spec).map(({ id }) => id);
    if (!known.includes(example)) {
      throw new Error(`There is no example '${example}' of a plan. ${suggestName(example, known)}`);
    }
    return [
      {
        type: 'link',
        url: `/plan?example=${example}&protocol=${spec.protocol.number}`,
        children: [text(label)],
      },
    ];
  },
});
