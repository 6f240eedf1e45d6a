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
  const text = firstScriptText(siteDir, siteStorage.namespace);
  const file = `assets/js/first.${createHash('sha256').update(text).digest('hex').slice(0, 8)}.js`;
  return {
    name: NAME,
    configureWebpack: (_config, isServer) => (isServer ? {} : { plugins: [emitAsset(NAME, file, text)] }),
    getClientModules: () => [path.join(siteDir, 'src', 'patches', 'first-script', 'tell-page.ts')],
    injectHtmlTags: () => ({ headTags: [{ tagName: 'script', attributes: { src: `${baseUrl}${file}` } }] }),
  };
}

/**
 * The text of the script.
 *
 * @param root - the project's folder.
 * @param namespace - what Docusaurus puts behind the names of what it keeps on the device.
 */
export function firstScriptText(root: string, namespace = ''): string {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(root, 'src', 'patches', 'first-script', 'index.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define: {
      COLORS_KEY: JSON.stringify(`theme${namespace}`),
      VERSION_KEY: JSON.stringify(`docs-preferred-version-default${namespace}`),
    },
    write: false,
  });
  return outputFiles[0]!.text;
}
