import preload from '@docusaurus/core/lib/client/preload';
import { loadVersionOf } from './load-version.ts';

/** Where a chunk is, for Docusaurus, which would bring a table of all names: here a chunk's name is its id. */
__webpack_require__.gca = (chunk) => __webpack_public_path__ + __webpack_get_script_filename__(chunk);

/**
 * Stands before the function with which Docusaurus loads what an address shows, on the first view
 * and before each other, and makes the address known first.
 */
export default async function preloadWithVersion(pathname: string): Promise<unknown> {
  // What is around the pages of a version is known from the start.
  await Promise.all([loadVersionOf(pathname), preload(pathname)]);
  return preload(pathname);
}
