import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { aliasesFirst } from '../aliases-first.ts';
import { replaceClientModule } from '../replace-module.ts';
import { chunkFileNames } from './chunk-file-names.ts';
import { clientTables } from './client-tables.ts';
import { readGeneratedTables } from './generated-tables.ts';
import { serverRegistry } from './server-registry.ts';

const NAME = 'version-routes';

/** The plugin of Docusaurus that would write a table of all chunk names, which `client/preload.ts` replaces. */
const CHUNK_TABLE_PLUGIN = 'ChunkAssetPlugin';

/**
 * Docusaurus writes 8 digits of each hash, and the hashes of all chunks are among the scripts that every page loads.
 * 24 bits tell apart the few builds of one chunk that a cache can meet.
 */
const CHUNK_FILE = 'assets/js/[name].[contenthash:6].js';

/** The bundler's own group of what chunks share of the packages, with a short name; it would list all packages in it. */
const SHARED = {
  test: /[\\/]node_modules[\\/]/,
  priority: -10,
  reuseExistingChunk: true,
  // What a chunk without a name shares with others keeps the bundler's name, for there is nothing to tell it by.
  name: (_module: unknown, chunks: readonly { readonly name?: string }[]): string | undefined => {
    const users = chunks.map(({ name }) => name ?? '').sort();
    return users.includes('')
      ? undefined
      : `shared-${createHash('sha256').update(users.join()).digest('hex').slice(0, 4)}`;
  },
};

/**
 * Keeps what Docusaurus knows of all pages out of the scripts that every page loads: a browser gets
 * the table of the version that it shows, together with the data of that version, so a further
 * version hardly makes the pages of another larger. The live server keeps the tables as they are.
 */
export default function versionRoutes({ generatedFilesDir, siteDir }: LoadContext): Plugin {
  const folder = path.join(generatedFilesDir, NAME);

  function write(files: ReadonlyMap<string, string>): void {
    mkdirSync(folder, { recursive: true });
    files.forEach((text, file) => {
      writeFileSync(path.join(folder, file), text);
    });
  }

  return {
    name: NAME,
    configureWebpack: (config, isServer, { currentBundler }) => {
      if (config.mode !== 'production') {
        return {};
      }
      const tables = readGeneratedTables(generatedFilesDir);
      const names = chunkFileNames(tables.modules);
      if (isServer) {
        write(new Map([['serverRegistry.js', serverRegistry(tables.modules, names)]]));
        return aliasesFirst({ '@generated/registry$': path.join(folder, 'serverRegistry.js') });
      }
      write(clientTables(tables, names));
      config.plugins = config.plugins?.filter((plugin) => plugin?.constructor.name !== CHUNK_TABLE_PLUGIN);
      return {
        ...aliasesFirst({
          '@generated/registry$': path.join(folder, 'registry.js'),
          '@generated/routes$': path.join(folder, 'routes.js'),
          '@generated/routesChunkNames$': path.join(folder, 'routesChunkNames.js'),
          '@version-routes': folder,
        }),
        output: { chunkFilename: CHUNK_FILE },
        // A chunk's name is its id, so the bundles hold no table that leads from one to the other.
        optimization: { chunkIds: 'named', splitChunks: { cacheGroups: { defaultVendors: SHARED } } },
        plugins: [
          replaceClientModule(
            currentBundler,
            'preload',
            path.join(siteDir, 'src/patches/version-routes/client/preload.ts'),
          ),
        ],
      };
    },
  };
}
