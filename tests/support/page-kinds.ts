/** A page of the built site. */
export interface BuiltPage {
  readonly address: string;
  readonly html: string;
}

/**
 * Picks few pages that together hold every kind of element of all, and one at least from each section: what looks or
 * behaves in its own way has a class, a role or a name of its own. The pages with most kinds that are still missing come
 * first, short ones before long ones.
 *
 * @returns their addresses, sorted.
 */
export function pagesOfEveryKind(pages: readonly BuiltPage[]): string[] {
  const left = pages.map(({ address, html }) => ({
    address,
    length: html.length,
    kinds: kindsIn(html).add(sectionOf(address)),
  }));
  const missing = new Set(left.flatMap(({ kinds }) => [...kinds]));
  const chosen: string[] = [];
  while (missing.size > 0) {
    const counted = left.map((page) => ({ ...page, adds: [...page.kinds].filter((kind) => missing.has(kind)).length }));
    const [best] = counted.sort((a, b) => b.adds - a.adds || a.length - b.length || (a.address < b.address ? -1 : 1));
    best!.kinds.forEach((kind) => missing.delete(kind));
    chosen.push(best!.address);
  }
  return chosen.sort();
}

function sectionOf(address: string): string {
  return `section ${address.slice(0, address.lastIndexOf('/'))}`;
}

/** The kinds of elements in the main part of a page: element with one class each, and with its role. */
export function kindsIn(html: string): Set<string> {
  const main = /<main\b.*<\/main>/s.exec(html)?.[0] ?? html;
  const kinds = new Set<string>();
  for (const [, name, attributes] of main.matchAll(/<([a-z][a-z0-9]*)((?:\s[^<>]*)?)>/g)) {
    kinds.add(name!);
    for (const [, attribute, quoted, plain] of attributes!.matchAll(/\b(class|role|type)=(?:"([^"]*)"|([^\s">]+))/g)) {
      for (const value of (quoted ?? plain)!.split(/\s+/).filter(Boolean)) {
        kinds.add(`${name}[${attribute}=${value}]`);
      }
    }
  }
  return kinds;
}
