import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';

/** A route as Docusaurus writes it: what it shows is named by its path and a hash. */
export interface Route {
  readonly path: string;
  readonly component: Component;
  readonly routes?: readonly Route[];
  readonly [property: string]: unknown;
}

/** A call of `ComponentCreator` in the table of routes. The route of missing addresses has no hash. */
export interface Component {
  readonly path: string;
  readonly hash?: string;
}

/** The chunks of one route: names, in the shape of the properties that they become. */
export interface ChunkNames {
  readonly [property: string]: string | ChunkNames;
}

/** The tables in which Docusaurus keeps all pages of the site. */
export interface GeneratedTables {
  readonly routes: readonly Route[];
  /** By path and hash of a component. */
  readonly chunkNames: Readonly<Record<string, ChunkNames>>;
  /** The module of each chunk, as it is imported, by Docusaurus' name of the chunk. */
  readonly modules: ReadonlyMap<string, string>;
}

/**
 * Reads the tables from the folder that Docusaurus generates before it bundles.
 *
 * @throws Error when a table is not written the way Docusaurus 3.10 writes it.
 */
export function readGeneratedTables(folder: string): GeneratedTables {
  const text = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
  return {
    routes: routesOf(text('routes.js')),
    chunkNames: JSON.parse(text('routesChunkNames.json')) as GeneratedTables['chunkNames'],
    modules: modulesOf(text('registry.js')),
  };
}

/** The routes of the text of `routes.js`. */
export function routesOf(text: string): Route[] {
  const [, list] = /^export default (\[[^]*\]);\s*$/m.exec(text) ?? [];
  if (list === undefined) {
    throw unknownForm('routes.js', 'no "export default [ … ];"');
  }
  const ComponentCreator = (of: string, hash?: string): Component => ({
    path: of,
    ...(hash !== undefined && { hash }),
  });
  return runInNewContext(list, { ComponentCreator }) as Route[];
}

/** The modules of the text of `registry.js`. */
export function modulesOf(text: string): Map<string, string> {
  const entries = [
    ...text.matchAll(/"([^"]+)": \[\(\) => import\([^)]*\), "([^"]+)", require\.resolveWeak\("\2"\)\]/g),
  ];
  const imports = text.split('() => import(').length - 1;
  if (entries.length !== imports) {
    throw unknownForm(
      'registry.js',
      `${imports} imports, of which ${entries.length} are entries with a name and a module`,
    );
  }
  return new Map(entries.map(([, name, module]) => [name!, module!]));
}

function unknownForm(file: string, what: string): Error {
  return new Error(
    `.docusaurus/${file} is not written as src/patches/version-routes reads it (${what}). Look at what this release of Docusaurus writes there, and read that.`,
  );
}
