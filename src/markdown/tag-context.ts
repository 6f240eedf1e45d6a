import { cachedProtocolSpec } from '../facts/cache.ts';
import { pagePathOf, protocolNumberOfPage } from './page-place.ts';
import type { TagContext } from './tag.ts';

/**
 * What is known where a page is expanded.
 *
 * @param root - the project's folder.
 * @param file - the page, as an absolute path.
 * @param number - the protocol whose facts the page shows: its own, unless it stands outside the versions.
 */
export function tagContext(root: string, file: string, number: number): TagContext {
  return {
    root,
    spec: cachedProtocolSpec(root, number),
    pagePath: pagePathOf(root, file),
    outside: protocolNumberOfPage(root, file) === undefined,
    pageFile: file,
  };
}
