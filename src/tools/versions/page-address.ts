/**
 * The address of a page within its version: what follows the version's own path, without slashes
 * at the ends. The start page has the empty address.
 *
 * @returns `undefined` for a path outside the version.
 */
export function pageAddress(pagePath: string, versionPath: string): string | undefined {
  const page = withoutEndSlashes(pagePath);
  const version = withoutEndSlashes(versionPath);
  if (page === version) {
    return '';
  }
  return page.startsWith(`${version}/`) ? page.slice(version.length + 1) : undefined;
}

function withoutEndSlashes(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}
