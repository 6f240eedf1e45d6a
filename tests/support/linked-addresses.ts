import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A page and an address on the same host that it links to or loads. */
export interface LinkedAddress {
  readonly page: string;
  readonly address: string;
}

/**
 * Everything on its own host that the pages of a folder name in `href` and `src`, each address
 * once, without fragment. Docusaurus writes no relative ones.
 */
export function linkedAddresses(folder: string, pages: readonly string[]): LinkedAddress[] {
  const seen = new Map<string, LinkedAddress>();
  for (const page of pages) {
    const html = readFileSync(path.join(folder, page), 'utf8');
    // Code samples hold addresses, too, but not as attributes of an element.
    for (const [, quoted, plain] of html.matchAll(/<[a-z]+\s[^>]*?\b(?:href|src)=(?:"([^"]*)"|([^\s">]+))/g)) {
      const address = (quoted ?? plain)!.replaceAll('&amp;', '&').split('#')[0]!;
      if (address.startsWith('/') && !address.startsWith('//') && !seen.has(address)) {
        seen.set(address, { page, address });
      }
    }
  }
  return [...seen.values()];
}
