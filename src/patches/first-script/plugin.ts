import { createHash } from 'node:crypto';
import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { buildSync } from 'esbuild';
import { emitAsset } from '../../site/emit-asset.ts';

const NAME = 'first-script';

/**
 * Builds `src/patches/first-script/` into one file, which every page runs before it is drawn. It is no part
 * of the application, whose scripts it starts.
 */
export default function firstScript({ siteDir, baseUrl, siteStorage }: LoadContext): Plugin {
  const forRelease = bundled(siteDir, 'show-for-release.ts', {});
  const forReleaseFile = hashedFile('for-release', forRelease);
  const filter = bundled(siteDir, 'filter-items.ts', {});
  const filterFile = hashedFile('filter', filter);
  const text = firstScriptText(siteDir, siteStorage.namespace, {
    showForRelease: `${baseUrl}${forReleaseFile}`,
    filterItems: `${baseUrl}${filterFile}`,
  });
  const file = hashedFile('first', text);
  return {
    name: NAME,
    configureWebpack: (_config, isServer) =>
      isServer
        ? {}
        : {
            plugins: [
              emitAsset(NAME, file, text),
              emitAsset(NAME, forReleaseFile, forRelease),
              emitAsset(NAME, filterFile, filter),
            ],
          },
    getClientModules: () => [path.join(siteDir, 'src', 'patches', 'first-script', 'tell-page.ts')],
    injectHtmlTags: () => ({ headTags: [{ tagName: 'script', attributes: { src: `${baseUrl}${file}` } }] }),
  };
}

function hashedFile(name: string, text: string): string {
  return `assets/js/${name}.${createHash('sha256').update(text).digest('hex').slice(0, 8)}.js`;
}

/**
 * The text of the script.
 *
 * @param root - the project's folder.
 * @param namespace - what Docusaurus puts behind the names of what it keeps on the device.
 * @param files - addresses of what is fetched by the readers who need it.
 */
export function firstScriptText(
  root: string,
  namespace = '',
  { showForRelease = '', filterItems = '' }: { readonly showForRelease?: string; readonly filterItems?: string } = {},
): string {
  return bundled(root, 'index.ts', {
    COLORS_KEY: JSON.stringify(`theme${namespace}`),
    VERSION_KEY: JSON.stringify(`docs-preferred-version-default${namespace}`),
    SHOW_FOR_RELEASE: JSON.stringify(showForRelease),
    FILTER_ITEMS: JSON.stringify(filterItems),
  });
}

function bundled(root: string, entry: string, define: Record<string, string>): string {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(root, 'src', 'patches', 'first-script', entry)],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define,
    write: false,
  });
  return outputFiles[0]!.text;
}
