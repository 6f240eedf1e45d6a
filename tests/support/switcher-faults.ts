import { load } from 'cheerio';
import type { Protocol } from '../../src/facts/releases.ts';

/** What the switcher says beside a version that lacks the page. */
const NOT_IN_IT = 'This page is not in it.';

/**
 * Looks at the version switcher of a page as the server sends it: each entry leads to the same page
 * of its version, or to a page that is there, and says then that the version lacks this one.
 *
 * @param html - the page.
 * @param address - where it is, within the version `from`.
 * @param pages - the addresses of all pages of each version.
 * @returns what is wrong, in words; nothing for a switcher that is right.
 */
export function switcherFaults(
  html: string,
  address: string,
  from: Protocol,
  pages: ReadonlyMap<Protocol, ReadonlySet<string>>,
): string[] {
  const document = load(html);
  const entries = document('.version-menu:has(form) a.version-link').toArray();
  return [...pages].flatMap(([to, addresses]): string[] => {
    const where = `${address} in ${to.label}`;
    const own = entries.filter((entry) => document(entry).text().startsWith(to.label));
    if (own.length !== 1) {
      return [`${where}: ${own.length} entries`];
    }
    const target = document(own[0]!).attr('href') ?? '';
    const note = document(own[0]!).find('.version-link__note').text();
    const same = address.replace(from.pathName, to.pathName);
    if (addresses.has(same)) {
      return [
        ...(target === same ? [] : [`${where}: leads to ${target}`]),
        ...(note === '' ? [] : [`${where}: says "${note}" of a page that is there`]),
      ];
    }
    return [
      ...(addresses.has(target) ? [] : [`${where}: leads to ${target}, which is no page`]),
      ...(note.includes(NOT_IN_IT) ? [] : [`${where}: says "${note}" of a page that is not there`]),
    ];
  });
}
