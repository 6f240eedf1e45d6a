import type { PhrasingContent } from 'mdast';
import * as z from 'zod';
import { shortRelease } from '../../facts/release.ts';
import type { Release } from '../../facts/release.ts';
import type { Protocol } from '../../facts/releases.ts';
import { bar } from '../bar.ts';
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
    const [begin, end] = [known.at(-1)!.first, known[0]!.last].map(momentOf) as [number, number];
    const stretch = ({ first, last }: Protocol): PhrasingContent[] =>
      bar({ from: (momentOf(first) - begin) / (end - begin), to: (momentOf(last) - begin) / (end - begin) });
    return [
      table(
        ['Protocol', 'First release', 'Last release', 'When', 'What it brought'],
        known.map((protocol) => protocolRow(protocol, stretch(protocol))),
      ),
    ];
  },
});

/** The moment that a release carries in its name, in milliseconds. */
function momentOf(release: Release): number {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)\.(\d\d)(\d\d)(\d\d)/.exec(release)!.map(Number);
  const [year, month, ...rest] = parts as [number, number, number, number, number, number];
  return Date.UTC(year, month - 1, ...rest);
}

function protocolRow({ number, first, last, ended, brought }: Protocol, stretch: PhrasingContent[]): Row {
  return {
    cells: [
      [text(String(number))],
      [inlineCode(shortRelease(first))],
      ended ? [inlineCode(shortRelease(last))] : [inlineCode(shortRelease(last)), text(' and later')],
      stretch,
      prose(brought),
    ],
  };
}
