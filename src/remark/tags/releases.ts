import * as z from 'zod';
import { shortRelease } from '../../spec/release.ts';
import { text } from '../nodes.ts';
import { defineTag } from '../tag.ts';

/** `<Release which="newest" />`: a release of the page's protocol within a sentence. */
export const releaseTag = defineTag({
  kind: 'inline',
  attributes: z.strictObject({ which: z.enum(['first', 'newest', 'verified']) }),
  expand: ({ which }, { spec }) => {
    const { first, last, verified } = spec.protocol;
    return [text(shortRelease({ first, newest: last, verified }[which]))];
  },
});

/** `<ProtocolNumber />`: the number of the page's protocol within a sentence. */
export const protocolNumberTag = defineTag({
  kind: 'inline',
  attributes: z.strictObject({}),
  expand: (_, { spec }) => [text(String(spec.protocol.number))],
});
