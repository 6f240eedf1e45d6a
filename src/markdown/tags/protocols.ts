import * as z from 'zod';
import { shortRelease } from '../../facts/release.ts';
import type { Protocol } from '../../facts/releases.ts';
import { inlineCode, prose, table, text } from '../nodes.ts';
import type { Row } from '../nodes.ts';
import { defineTag } from '../tag.ts';

/** `<Protocols />`: every released protocol up to the page's own, with its releases and what it brought. */
export const protocolsTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, { spec }) => {
    // Pages of an older version must not change when a new protocol is cut.
    const known = spec.index.protocols.filter(({ released, number }) => released && number <= spec.protocol.number);
    return [table(['Protocol', 'First release', 'Last release', 'What it brought'], known.map(protocolRow))];
  },
});

function protocolRow({ number, first, last, ended, brought }: Protocol): Row {
  return {
    cells: [
      [text(String(number))],
      [inlineCode(shortRelease(first))],
      ended ? [inlineCode(shortRelease(last))] : [inlineCode(shortRelease(last)), text(' and later')],
      prose(brought),
    ],
  };
}
