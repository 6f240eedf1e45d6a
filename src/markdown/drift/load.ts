import { cachedProtocolSpec, cachedReleases } from '../../facts/cache.ts';
import { CHANGES_PAGE } from '../../facts/change-pages.ts';
import type { Protocol } from '../../facts/releases.ts';
import { pagesOfProtocol } from '../tree/version-tree.ts';
import type { PageSource } from '../tree/version-tree.ts';
import type { Neighbors } from './check.ts';
import { compareVersions } from './compare.ts';
import type { Difference } from './compare.ts';
import { loadRegister } from './register.ts';
import type { DriftEntry } from './register.ts';

/** Everything about the drift between two neighboring protocols. */
export interface Drift extends Neighbors {
  readonly differences: readonly Difference[];
  readonly register: readonly DriftEntry[];
}

/**
 * Compares the prose of all neighboring protocols of the project.
 *
 * @param root - the project's folder.
 * @returns the newest pair first.
 * @throws SpecError when facts or the register are faulty.
 */
export function loadDrift(root: string): Drift[] {
  const { protocols } = cachedReleases(root);
  return protocols.slice(1).map((older, index) => {
    const newer = protocols[index]!;
    return {
      older: cachedProtocolSpec(root, older.number),
      newer: cachedProtocolSpec(root, newer.number),
      differences: compareVersions(prosePages(root, older), prosePages(root, newer)),
      register: loadRegister(root, older, newer),
    };
  });
}

/** All but the pages of one stretch of changes each: which stretches a protocol has follows from its releases. */
function prosePages(root: string, protocol: Protocol): PageSource[] {
  return pagesOfProtocol(root, protocol).filter(({ page }) => !page.startsWith(`${CHANGES_PAGE}/`));
}
