import type { List, ListItem, Root } from 'mdast';
import type { Transformer } from 'unified';
import { join, paragraph, text } from './nodes.ts';
import { pageLink } from './page-links.ts';
import { protocolNumberOfPage } from './page-place.ts';
import { cachedRelatingPages, linkedPages, relatedSection } from './related-pages.ts';
import type { RelatingPage } from './related-pages.ts';
import { tagContext } from './tag-context.ts';
import type { TagContext } from './tag.ts';

export interface LinkBackOptions {
  /** The project's folder. */
  readonly root: string;
}

/**
 * Remark plugin that makes related pages link both ways, as {@link addLinksBack} does. It runs after
 * `expandFacts` and `drawDiagrams`, whose tags make links, too.
 */
export function linkBack({ root }: LinkBackOptions): Transformer<Root> {
  return (tree, file) => addLinksBack(tree, file.path, root);
}

/**
 * Adds to the related pages of a page one item with the pages that name it as related and to which it
 * has no link yet. A page without such a section gets one. A page outside the versions is left alone.
 *
 * @param tree - the page with its tags expanded.
 * @param file - the page, as an absolute path.
 * @param root - the project's folder.
 */
export function addLinksBack(tree: Root, file: string, root: string): void {
  const number = protocolNumberOfPage(root, file);
  if (number === undefined) {
    return;
  }
  const context = tagContext(root, file, number);
  const { pagePath, spec } = context;
  const relating = cachedRelatingPages(root, spec.protocol).filter(({ relatesTo }) => relatesTo.has(pagePath));
  if (relating.length === 0) {
    return;
  }
  const linked = linkedPages(tree, pagePath).add(pagePath);
  const leadingHere = relating.filter(({ page }) => !linked.has(page));
  if (leadingHere.length > 0) {
    relatedList(tree).children.push(itemOf(leadingHere, context));
  }
}

function itemOf(pages: readonly RelatingPage[], context: TagContext): ListItem {
  const links = pages.map(({ page, title }) => pageLink(context, page, undefined, [text(title)]));
  return {
    type: 'listItem',
    spread: false,
    children: [paragraph(text('Pages that lead here: '), ...join(links, ', '), text('.'))],
  };
}

/** The list of related pages, which is made where it is missing. */
function relatedList(tree: Root): List {
  const section = relatedSection(tree);
  const written = section?.find((node) => node.type === 'list');
  if (written !== undefined) {
    return written;
  }
  if (section === undefined) {
    tree.children.push({ type: 'heading', depth: 2, children: [text('Related pages')] });
  }
  const made: List = { type: 'list', ordered: false, spread: false, children: [] };
  tree.children.push(made);
  return made;
}
