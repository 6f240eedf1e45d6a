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
  const texts = FILES_OF_SOME.map(({ entry }) => bundled(siteDir, entry, {}));
  // One hash for all, which the first script then holds but once after compression.
  const hash = hashOf(texts.join('\n'));
  const later = FILES_OF_SOME.map((which, index) => ({
    ...which,
    text: texts[index]!,
    file: `assets/js/${which.name}.${hash}.js`,
  }));
  const text = firstScriptText(
    siteDir,
    siteStorage.namespace,
    Object.fromEntries(later.map(({ constant, file }) => [constant, `${baseUrl}${file}`])),
  );
  const file = `assets/js/first.${hashOf(text)}.js`;
  return {
    name: NAME,
    configureWebpack: (_config, isServer) =>
      isServer
        ? {}
        : {
            plugins: [emitAsset(NAME, file, text, false), ...later.map((one) => emitAsset(NAME, one.file, one.text))],
          },
    getClientModules: () => [path.join(siteDir, 'src', 'patches', 'first-script', 'tell-page.ts')],
    injectHtmlTags: () => ({ headTags: [{ tagName: 'script', attributes: { src: `${baseUrl}${file}` } }] }),
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** What is fetched when it is needed, and under which constant the first script knows its address. */
const FILES_OF_SOME = [
  { constant: 'SHOW_FOR_RELEASE', name: 'for-release', entry: 'show-for-release.ts' },
  { constant: 'FILTER_ITEMS', name: 'filter', entry: 'filter-items.ts' },
  { constant: 'READ_HEADING', name: 'heading', entry: 'mark-read-heading.ts' },
  { constant: 'YOUR_VALUES', name: 'values', entry: 'your-values.ts' },
] as const;

/**
 * The text of the script.
 *
 * @param root - the project's folder.
 * @param namespace - what Docusaurus puts behind the names of what it keeps on the device.
 * @param addresses - of what is fetched by the readers who need it, by constant.
 */
export function firstScriptText(
  root: string,
  namespace = '',
  addresses: Readonly<Partial<Record<string, string>>> = {},
): string {
  return bundled(root, 'index.ts', {
    COLORS_KEY: JSON.stringify(`theme${namespace}`),
    VERSION_KEY: JSON.stringify(`docs-preferred-version-default${namespace}`),
    ...Object.fromEntries(FILES_OF_SOME.map(({ constant }) => [constant, JSON.stringify(addresses[constant] ?? '')])),
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
    // The style of a tool travels in its file.
    loader: { '.css': 'text' },
    write: false,
  });
  return outputFiles[0]!.text;
}
