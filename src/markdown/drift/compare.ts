import type { PageSource } from '../tree/version-tree.ts';
import { comparable, sectionsOf } from './sections.ts';

/** Stands for the section's name when one of the two versions lacks the page. */
export const WHOLE_PAGE = 'page';

/** One place where the prose of two neighboring protocols differs. */
export interface Difference {
  /** Path of the page within its version. */
  readonly page: string;
  /** Anchor of the section, or {@link WHOLE_PAGE}. */
  readonly section: string;
  /** As written in the older version; absent when it has no such section, or no such page. */
  readonly older?: string | undefined;
  /** As written in the newer version; absent when it has no such section, or no such page. */
  readonly newer?: string | undefined;
}

/**
 * Compares the pages of two versions section by section.
 *
 * @returns every section that differs, by path of the page, in the order of the newer page; sections
 *   that only the older page has come last. Empty when the prose is the same.
 */
export function compareVersions(older: readonly PageSource[], newer: readonly PageSource[]): Difference[] {
  const before = new Map(older.map((source) => [source.page, source.text]));
  const after = new Map(newer.map((source) => [source.page, source.text]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .flatMap((page) => comparePages(page, before.get(page), after.get(page)));
}

function comparePages(page: string, older: string | undefined, newer: string | undefined): Difference[] {
  if (older === undefined || newer === undefined) {
    return [{ page, section: WHOLE_PAGE, older, newer }];
  }
  const before = new Map(sectionsOf(older).map(({ anchor, text }) => [anchor, text]));
  const after = new Map(sectionsOf(newer).map(({ anchor, text }) => [anchor, text]));
  return [...new Set([...after.keys(), ...before.keys()])]
    .filter((section) => !isSame(before.get(section), after.get(section)))
    .map((section) => ({ page, section, older: before.get(section), newer: after.get(section) }));
}

function isSame(older: string | undefined, newer: string | undefined): boolean {
  return older !== undefined && newer !== undefined && comparable(older) === comparable(newer);
}
