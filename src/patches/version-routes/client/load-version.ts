import ComponentCreator from '@docusaurus/ComponentCreator';
import chunkNames from '@version-routes/routesChunkNames';
import registry from '@version-routes/registry';
import { versions } from '@version-routes/routes';

/** Takes the place of the hash that Docusaurus gives a component, which tells several of one path apart. */
const HASH = 'page';

/**
 * Makes the pages of a version known to the application, unless they are.
 *
 * @param pathname - the address to show.
 * @returns settles when the pages are known; at once for an address that is in no version.
 * @throws Error when their table cannot be loaded.
 */
export async function loadVersionOf(pathname: string): Promise<void> {
  const version = Object.entries(versions).find(([path]) => `${pathname}/`.startsWith(`${path}/`))?.[1];
  if (version === undefined) {
    return;
  }
  const table = await version.load();
  // Known since an earlier call, or since one that waited for the same table.
  if (version.pages.length > 0) {
    return;
  }
  Object.assign(registry, table.registry);
  for (const { chunks, ...route } of table.pages) {
    chunkNames[`${route.path}-${HASH}`] = chunks;
    version.pages.push({ ...route, component: ComponentCreator(route.path, HASH) });
  }
}
