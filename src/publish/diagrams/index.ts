import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { cachedNamedDiagrams, namedDiagrams } from '../../tools/diagrams/collect-diagrams.ts';
import { diagramFileAddress } from '../../tools/diagrams/placed-diagrams.ts';
import { sourceFileAddress } from '../../tools/diagrams/source-file.ts';
import { standaloneStyle } from '../../tools/diagrams/standalone-style.ts';
import { standaloneSvg } from '../../tools/diagrams/standalone-svg.ts';
import { cachedReleases } from '../../facts/cache.ts';
import { emitAsset } from '../../site/emit-asset.ts';
import { drafterFiles } from './drafter-files.ts';
import type { DrafterFiles } from './drafter-files.ts';
import { servePictures } from './serve-pictures.ts';

const NAME = 'publish-diagrams';

/**
 * Publishes every diagram with the site, `diagrams/protocol-N/<page>/<name>`: as `.svg`, which pages
 * show and readers download and embed, and its source as `.txt`, which the workbench takes copies of.
 * What the workbench draws with is published beside the scripts of the application.
 */
export default function publishDiagrams({ siteDir, baseUrl }: LoadContext): Plugin {
  let drafter: DrafterFiles = { entry: '', files: new Map() };
  return {
    name: NAME,
    loadContent: async () => {
      drafter = await drafterFiles(siteDir);
    },
    contentLoaded: async ({ actions }) => {
      await actions.createData('drafter.json', JSON.stringify({ entry: drafter.entry }));
    },
    configureWebpack: (_config, isServer) =>
      ({
        ...servePictures(baseUrl, () => publishedDiagrams(siteDir, liveDiagrams)),
        plugins: isServer ? [] : [...drafter.files].map(([file, text]) => emitAsset(NAME, file, text)),
      }) as object,
    postBuild: async ({ outDir }) => {
      for (const [name, text] of publishedDiagrams(siteDir, cachedNamedDiagrams)) {
        const file = path.join(outDir, name);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, text);
      }
    },
  };
}

/** The diagrams that have a picture, as they are on disk now. */
export const liveDiagrams: typeof namedDiagrams = (root, protocol) => namedDiagrams(root, protocol, 'is-live');

/**
 * The files of all diagrams of all versions: pairs of address and content.
 *
 * @param root - the project's folder.
 * @param diagramsOf - gives the diagrams of a version: as they are on disk now, or as the build read them.
 */
export function publishedDiagrams(
  root: string,
  diagramsOf: typeof cachedNamedDiagrams = namedDiagrams,
): Map<string, string> {
  const style = standaloneStyle(root);
  const files = new Map<string, string>();
  for (const protocol of cachedReleases(root).protocols) {
    for (const { drawing, source, pagePath, name } of diagramsOf(root, protocol)) {
      if (drawing !== undefined) {
        const address = diagramFileAddress(protocol.pathName, pagePath, name);
        files.set(address, standaloneSvg(drawing, style));
        files.set(sourceFileAddress(address), `${source}\n`);
      }
    }
  }
  return files;
}
