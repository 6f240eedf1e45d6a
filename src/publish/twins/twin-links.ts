import path from 'node:path';
import type { TwinPage } from './twin-pages.ts';

/** Address of the Markdown twin of a page. */
export function twinAddress(pageAddress: string): string {
  return `${pageAddress}.md`;
}

/** Turns a link as it is written in a page into one that works from its Markdown twin. */
export type LinkResolver = (page: TwinPage, url: string) => string;

/**
 * Makes the rule by which links of twins are written: an absolute path to the twin of the other
 * page, or to the page itself when the twin lacks the anchor.
 *
 * @param pages - all pages that have a twin.
 * @param baseUrl - path below which the site is served, with slashes at both ends.
 */
export function linkResolver(pages: readonly TwinPage[], baseUrl: string): LinkResolver {
  const byFile = new Map(pages.map((page) => [page.file, page]));
  const byAddress = new Map(pages.map((page) => [page.address, page]));
  const withBase = (address: string): string => `${baseUrl.replace(/\/$/, '')}${address}`;

  const toPage = (target: TwinPage, anchor: string | undefined): string => {
    if (anchor === undefined) {
      return withBase(twinAddress(target.address));
    }
    const address = target.anchors.has(anchor) ? twinAddress(target.address) : target.address;
    return withBase(`${address}#${anchor}`);
  };

  return (page, url) => {
    const [, target = '', anchor] = /^([^#]*)(?:#(.*))?$/.exec(url)!;
    if (target.startsWith('pathname://')) {
      return withBase(url.slice('pathname://'.length));
    }
    if (/^[a-z][a-z0-9+.-]*:/i.test(url)) {
      return url;
    }
    if (target === '') {
      return toPage(page, anchor);
    }
    const known = target.startsWith('/')
      ? byAddress.get(target.replace(/(?<=.)\/$/, ''))
      : byFile.get(path.resolve(path.dirname(page.file), decodeURI(target)));
    if (known !== undefined) {
      return toPage(known, anchor);
    }
    if (target.startsWith('/')) {
      return withBase(url);
    }
    throw new Error(`${page.file}: the link '${url}' leads to no page`);
  };
}
