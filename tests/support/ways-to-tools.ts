import { load } from 'cheerio';

/** How many presses a reader needs from a page to an address: one for the link, and one for each closed part around it. */
export function pressesTo(html: string, address: string): number {
  const document = load(html);
  const presses = document(`a[href="${address}"]`)
    .map((_, link) => 1 + document(link).parents('details:not([open]), [popover]').length)
    .get();
  return Math.min(Number.POSITIVE_INFINITY, ...presses);
}

/** Where the links in a part of a page lead, with their anchors. */
export function linksIn(html: string, part: string): string[] {
  const document = load(html);
  return document(part)
    .find('a[href]')
    .map((_, link) => document(link).attr('href'))
    .get();
}

/**
 * The links whose page or anchor does not exist.
 *
 * @param links - addresses on the site, with their anchors.
 * @param htmlOf - the page at an address, or `undefined`.
 */
export function brokenLinks(links: readonly string[], htmlOf: (address: string) => string | undefined): string[] {
  return links.filter((link) => {
    const [address = '', anchor] = link.split('#');
    const html = htmlOf(address);
    return html === undefined || (anchor !== undefined && load(html)(`[id="${anchor}"]`).length === 0);
  });
}
