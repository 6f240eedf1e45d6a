import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { shortRelease } from '../../facts/release.ts';
import type { Protocol } from '../../facts/releases.ts';
import { heading, link, paragraph, text } from '../../markdown/nodes.ts';
import { toPlainMarkdown } from './plain-markdown.ts';
import type { LinkResolver } from './twin-links.ts';
import type { TwinPage } from './twin-pages.ts';

const writer = unified()
  .use(remarkGfm, { tablePipeAlign: false, tableCellPadding: true })
  .use(remarkStringify, {
    bullet: '-',
    emphasis: '_',
    rule: '-',
    fences: true,
    listItemIndent: 'one',
    resourceLink: true,
  })
  .freeze();

/**
 * Writes the Markdown twin of a page: its title, what it is about, which protocol and release it is
 * about, and its whole content as plain Markdown. The same page gives the same text.
 */
export function twinOf(page: TwinPage, root: string, resolve: LinkResolver): string {
  const resolveLink = (url: string): string => resolve(page, url);
  const content = toPlainMarkdown(page, { root, resolveLink });
  const title = heading(1, '', text(page.title));
  const tree: Root = {
    type: 'root',
    children: [
      { ...title, data: undefined },
      ...(page.description === ''
        ? []
        : [{ type: 'blockquote' as const, children: [paragraph(text(page.description))] }]),
      standingOf(page, resolveLink),
      ...content.children,
    ],
  };
  return writer.stringify(withoutPositions(tree));
}

function standingOf({ protocol, address }: TwinPage, resolveLink: (url: string) => string): Root['children'][number] {
  const page = { ...link(resolveLink(`pathname://${address}`), 'web page') };
  if (protocol === undefined) {
    return paragraph(
      text('The '),
      page,
      text(' of this text; '),
      link(resolveLink('pathname:///llms.txt'), 'all pages'),
      text('.'),
    );
  }
  return paragraph(
    ...[text(`${standingInWords(protocol)}The `), page, text(' of this text; ')],
    ...[
      link(resolveLink(`pathname:///${protocol.pathName}/llms.txt`), `all pages of ${protocol.label.toLowerCase()}`),
      text('.'),
    ],
  );
}

/** Which releases a protocol has, and against which one its facts are verified; with a space behind it. */
export function standingInWords({ label, released, first, last, verified }: Protocol): string {
  return released
    ? `${label}, releases ${shortRelease(first)} to ${shortRelease(last)}, facts verified against ${shortRelease(verified)}. `
    : `${label}, not released yet. `;
}

/** Markdown nodes keep how they were written by their place; without places all are written alike. */
function withoutPositions(node: Root): Root {
  const strip = (part: Nodes): void => {
    delete part.position;
    if ('children' in part) {
      part.children.forEach(strip);
    }
  };
  strip(node);
  return node;
}
