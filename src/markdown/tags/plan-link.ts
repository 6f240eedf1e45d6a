import * as z from 'zod';
import { text } from '../nodes.ts';
import { planExampleOf } from '../plan-examples.ts';
import { defineTag } from '../tag.ts';

/** `<PlanLink example="placement" label="Plan it" />`: to the page that plans workflows, with an example of the page's protocol. */
export const planLinkTag = defineTag({
  kind: 'inline',
  attributes: z.strictObject({ example: z.string(), label: z.string().min(1) }),
  expand: ({ example, label }, { root, spec }) => {
    const { id } = planExampleOf(root, spec, example);
    return [
      {
        type: 'link',
        url: `/plan?example=${id}&protocol=${spec.protocol.number}`,
        children: [text(label)],
      },
    ];
  },
});
