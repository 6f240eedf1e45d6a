import * as z from 'zod';
import type { ReleaseIndex } from '../../facts/releases.ts';
import { addressOfPage, frontMatterOf, pagesOfProtocol } from '../tree/version-tree.ts';
import { link, paragraph, table, text } from '../nodes.ts';
import type { Row } from '../nodes.ts';
import { defineTag } from '../tag.ts';

/**
 * `<PagesElsewhere />`: the pages that this version lacks because what they describe does not exist
 * in it, each with the protocols that have it and a link to the newest of them.
 */
export const pagesElsewhereTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, { spec, root }) => {
    const missing = pagesElsewhere(root, spec.index, spec.protocol.number);
    return missing.length === 0
      ? [paragraph(text('Every page of the other protocols is here, too.'))]
      : [table(['Page', 'What it is about', 'Protocol'], missing.map(rowOf))];
  },
});

/** A page of another protocol that a version lacks. */
export interface PageElsewhere {
  readonly title: string;
  readonly description: string;
  readonly address: string;
  /** Numbers of the protocols that have the page, newest first; the address is that of the first. */
  readonly protocols: readonly number[];
}

/**
 * Lists the pages that exist only in other protocols.
 *
 * @param root - the project's folder.
 * @param number - the protocol whose version lacks them.
 * @returns by path of the page; of a page that several protocols have, the newest one's.
 */
export function pagesElsewhere(root: string, index: ReleaseIndex, number: number): PageElsewhere[] {
  const own = new Set(
    index.protocols
      .filter((protocol) => protocol.number === number)
      .flatMap((protocol) => pagesOfProtocol(root, protocol).map(({ page }) => page)),
  );
  const found = new Map<string, PageElsewhere>();
  for (const protocol of index.protocols.filter((other) => other.released && other.number !== number)) {
    for (const { page, text: source } of pagesOfProtocol(root, protocol)) {
      const known = found.get(page);
      if (known !== undefined) {
        found.set(page, { ...known, protocols: [...known.protocols, protocol.number] });
      } else if (!own.has(page)) {
        const { title = page, description = '' } = frontMatterOf(source);
        found.set(page, { title, description, address: addressOfPage(protocol, page), protocols: [protocol.number] });
      }
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, page]) => page);
}

function rowOf({ title, description, address, protocols }: PageElsewhere): Row {
  return { cells: [[link(address, title)], [text(description)], [text(protocols.join(', '))]] };
}
