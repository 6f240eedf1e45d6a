import path from 'node:path';
import type { Protocol } from '../facts/releases.ts';
import { pageFilesOfProtocol } from './tree/version-tree.ts';
import type { ExpandedPage } from './read-page.ts';
import { readPage } from './read-page.ts';

/** A page of a version, on disk. */
export interface VersionPage {
  /** Absolute path of the file. */
  readonly file: string;
  /** Path within its version, without the ending: `operators/get-started`. */
  readonly pagePath: string;
}

/** All pages of a version in a fixed order: the start page, then by path. */
export function versionPages(root: string, protocol: Protocol): VersionPage[] {
  return pageFilesOfProtocol(root, protocol)
    .map(({ page, file }) => ({ file: path.join(root, file), pagePath: page }))
    .sort((a, b) => orderKey(a).localeCompare(orderKey(b), 'en'));
}

/** An index page comes before what its folder holds. */
function orderKey({ pagePath }: VersionPage): string {
  return pagePath.replace(/(?:^|(?<=\/))index$/, '');
}

const pages = new Map<string, ExpandedPage>();

/** A page with its tags expanded, read once for each run. All callers share its tree: none may change it. */
export function sharedPage(root: string, file: string): ExpandedPage {
  const page = pages.get(file) ?? readPage(root, file);
  pages.set(file, page);
  return page;
}

/**
 * A page with its tags expanded, for the last who needs it: the tree is the caller's to change, and
 * whoever asks for the page after that gets it read anew. A copy of all pages would take seconds.
 */
export function takePage(root: string, file: string): ExpandedPage {
  const page = sharedPage(root, file);
  pages.delete(file);
  return page;
}

/** Forgets what was read, for the writer's live server. */
export function forgetPages(): void {
  pages.clear();
}
