import * as z from 'zod';
import { shortRelease } from '../../facts/release.ts';
import { inlineCode, text } from '../nodes.ts';
import { defineTag } from '../tag.ts';

/**
 * `<Release which="newest" />`: a release of the page's protocol within a sentence; with `form="full"` as
 * `swamp --version` prints it and the installer wants it.
 */
export const releaseTag = defineTag({
  kind: 'inline',
  attributes: z.strictObject({
    which: z.enum(['first', 'newest', 'verified']),
    form: z.enum(['short', 'full']).default('short'),
  }),
  expand: ({ which, form }, { spec }) => {
    const { first, last, verified } = spec.protocol;
    const release = { first, newest: last, verified }[which];
    // An open protocol has no release, and so no tag, yet.
    const tag = form === 'full' ? spec.index.tags.get(release) : undefined;
    return tag === undefined ? [text(shortRelease(release))] : [inlineCode(tag.replace(/^v/, ''))];
  },
});

/** `<ProtocolNumber />`: the number of the page's protocol within a sentence. */
export const protocolNumberTag = defineTag({
  kind: 'inline',
  attributes: z.strictObject({}),
  expand: (_, { spec }) => [text(String(spec.protocol.number))],
});
