import type { PageKind } from '../../tools/search/index-file.ts';

/** A page outside the versions, which every version finds. */
export interface OutsidePage {
  /** Path below the site, without its ending: `upgrade/3-to-4`. */
  readonly page: string;
  readonly kind: PageKind;
  readonly track: string;
}

/** Pages that are about these docs: they answer few questions, and have words of many. */
const ABOUT_THE_DOCS = new Set(['agents', 'run-your-own', 'verification']);

/** Pages of the site itself that answer nothing. */
const NO_ANSWERS = new Set(['404', 'index', 'search']);

/**
 * Which of the built pages stand outside the versions.
 *
 * @param pages - paths of all built pages.
 * @param versions - paths of the versions: `protocol-4`.
 */
export function outsidePages(pages: readonly string[], versions: readonly string[]): OutsidePage[] {
  const inVersion = (page: string): boolean => versions.some((path) => page === path || page.startsWith(`${path}/`));
  return pages
    .filter((page) => !NO_ANSWERS.has(page) && !page.startsWith('latest') && !inVersion(page))
    .map((page) => ({
      page,
      ...(page.startsWith('upgrade')
        ? { kind: page.endsWith('/differences') ? ('change' as const) : ('upgrade' as const), track: 'Upgrade' }
        : { kind: ABOUT_THE_DOCS.has(page) ? ('about' as const) : ('tool' as const), track: 'Tools' }),
    }));
}
