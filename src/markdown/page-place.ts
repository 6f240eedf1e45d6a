import path from 'node:path';
import { cachedReleases } from '../facts/cache.ts';

/**
 * Tells to which protocol a page belongs, from the folder in which it stands.
 *
 * @returns `undefined` for a page outside the version trees.
 */
export function protocolNumberOfPage(root: string, file: string): number | undefined {
  const relative = path.relative(root, file).split(path.sep).join('/');
  const frozen = /^versioned_docs\/version-(\d+)\//.exec(relative);
  if (frozen) {
    return Number(frozen[1]);
  }
  return relative.startsWith('docs/') ? cachedReleases(root).protocols[0].number : undefined;
}

/** A page's path within its version, without the ending: `operators/get-started`. */
export function pagePathOf(root: string, file: string): string {
  const relative = path.relative(root, file).split(path.sep).join('/');
  return relative.replace(/^(?:docs|versioned_docs\/version-\d+)\//, '').replace(/\.mdx?$/, '');
}
