import { importCode } from './import-code.ts';
import type { ChunkNames, Component, GeneratedTables, Route } from './generated-tables.ts';

/** The component that Docusaurus puts around all pages of a version. */
const VERSION_ROOT = '@theme/DocVersionRoot';

/** The pages of one version, and the chunk with the data of all of them, which holds their table, too. */
interface Version {
  readonly path: string;
  readonly dataChunk: string;
  readonly pages: readonly Route[];
}

/**
 * Divides the tables of Docusaurus, which hold every page of every version, so that a browser loads
 * the part of the version that it shows. `client/load-version.ts` joins the parts.
 *
 * @param tables - what Docusaurus generated.
 * @param nameOf - the name to use for each chunk, by Docusaurus' name.
 * @returns modules for the bundles of the browser, by file name.
 * @throws Error when the routes of a version are not nested the way they are in Docusaurus 3.10.
 */
export function clientTables(tables: GeneratedTables, nameOf: ReadonlyMap<string, string>): Map<string, string> {
  const versions = versionsIn(tables);
  const pages = new Set(versions.flatMap((version) => version.pages));
  const others = allRoutes(tables.routes).filter(
    (route) => !pages.has(route) && keyOf(route.component) in tables.chunkNames,
  );
  const othersChunks = Object.fromEntries(
    others.map(({ component }) => [keyOf(component), renamed(chunksOf(tables, component), nameOf)]),
  );
  const shared = new Set(others.flatMap(({ component }) => namesIn(chunksOf(tables, component))));
  return new Map([
    ['routes.js', routesModule(tables.routes, versions, nameOf)],
    ['routesChunkNames.js', `export default ${JSON.stringify(othersChunks)};\n`],
    ['registry.js', `export default ${registryOf(shared, tables, nameOf)};\n`],
    ...versions.map((version): [string, string] => [fileOf(version), pagesModule(version, shared, tables, nameOf)]),
  ]);
}

/** What `ComponentCreator` looks for in the table of chunk names. */
function keyOf({ path, hash }: Component): string {
  return `${path}-${hash}`;
}

/** The chunks of a component; the route of missing addresses names none. */
function chunksOf(tables: GeneratedTables, component: Component): ChunkNames {
  return tables.chunkNames[keyOf(component)] ?? {};
}

function versionsIn(tables: GeneratedTables): Version[] {
  return allRoutes(tables.routes).flatMap((route) => {
    const { __comp: root, __props: data } = chunksOf(tables, route.component);
    return typeof root === 'string' && typeof data === 'string' && tables.modules.get(root) === VERSION_ROOT
      ? [{ path: route.path, dataChunk: data, pages: pagesOf(route) }]
      : [];
  });
}

function pagesOf({ path, routes = [] }: Route): readonly Route[] {
  const groups = routes.filter((route) => route.routes !== undefined);
  if (groups.length !== 1 || groups[0]!.routes!.some((page) => page.routes !== undefined)) {
    throw new Error(
      `The routes below ${path} are not one group of pages, so src/patches/version-routes cannot tell which of them to load with the version.`,
    );
  }
  return groups[0]!.routes!;
}

function allRoutes(routes: readonly Route[]): Route[] {
  return routes.flatMap((route) => [route, ...allRoutes(route.routes ?? [])]);
}

/** All chunks that a route names. */
function namesIn(chunks: ChunkNames): string[] {
  return Object.values(chunks).flatMap((value) => (typeof value === 'string' ? [value] : namesIn(value)));
}

function renamed(chunks: ChunkNames, nameOf: ReadonlyMap<string, string>): ChunkNames {
  return Object.fromEntries(
    Object.entries(chunks).map(([property, value]) => [
      property,
      typeof value === 'string' ? nameOf.get(value)! : renamed(value, nameOf),
    ]),
  );
}

function fileOf({ dataChunk }: Version): string {
  return `pages-${dataChunk}.js`;
}

function routesModule(
  routes: readonly Route[],
  versions: readonly Version[],
  nameOf: ReadonlyMap<string, string>,
): string {
  const entries = versions.map((version) => {
    // In one chunk with the data of the version, which its pages need anyway.
    const load = importCode(nameOf.get(version.dataChunk)!, `./${fileOf(version)}`);
    return `${JSON.stringify(version.path)}: { pages: [], load: ${load} }`;
  });
  const pagesAt = new Map(versions.map(({ path, pages }) => [pages, `versions[${JSON.stringify(path)}].pages`]));
  return [
    "import ComponentCreator from '@docusaurus/ComponentCreator';",
    `export const versions = {${entries.join(', ')}};`,
    `export default ${routesCode(routes, pagesAt)};\n`,
  ].join('\n');
}

/** The code of a list of routes; a list that has a place of its own is named by that. */
function routesCode(routes: readonly Route[], placeOf: ReadonlyMap<readonly Route[], string>): string {
  const place = placeOf.get(routes);
  return place ?? `[${routes.map((route) => routeCode(route, placeOf)).join(', ')}]`;
}

function routeCode({ component, routes, ...rest }: Route, placeOf: ReadonlyMap<readonly Route[], string>): string {
  const args = [component.path, ...(component.hash === undefined ? [] : [component.hash])].map((text) =>
    JSON.stringify(text),
  );
  return (
    [
      `{...${JSON.stringify(rest)}`,
      `component: ComponentCreator(${args.join(', ')})`,
      ...(routes === undefined ? [] : [`routes: ${routesCode(routes, placeOf)}`]),
    ].join(', ') + '}'
  );
}

function pagesModule(
  { pages }: Version,
  shared: ReadonlySet<string>,
  tables: GeneratedTables,
  nameOf: ReadonlyMap<string, string>,
): string {
  const rows = pages.map(({ component, ...rest }) => ({
    ...rest,
    chunks: renamed(chunksOf(tables, component), nameOf),
  }));
  const own = pages.flatMap(({ component }) => namesIn(chunksOf(tables, component)));
  return [
    `export const pages = ${JSON.stringify(rows)};`,
    `export const registry = ${registryOf(new Set(own.filter((chunk) => !shared.has(chunk))), tables, nameOf)};\n`,
  ].join('\n');
}

/** The code of a registry: how each chunk is loaded. What Docusaurus adds for the server is left out. */
function registryOf(
  chunks: ReadonlySet<string>,
  { modules }: GeneratedTables,
  nameOf: ReadonlyMap<string, string>,
): string {
  const entries = [...chunks].map((chunk) => {
    const name = nameOf.get(chunk)!;
    return `${JSON.stringify(name)}: [${importCode(name, modules.get(chunk)!)}]`;
  });
  return `{${entries.join(',\n')}}`;
}
