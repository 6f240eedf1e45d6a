import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { cachedNamedDiagrams, namedDiagrams } from '../../tools/diagrams/collect-diagrams.ts';
import { diagramFileAddress } from '../../tools/diagrams/placed-diagrams.ts';
import { standaloneStyle, standaloneSvg } from '../../tools/diagrams/standalone-svg.ts';
import { cachedReleases } from '../../facts/cache.ts';
import { servePictures } from './serve-pictures.ts';

/**
 * Publishes every diagram as a file with the site, `diagrams/protocol-N/<page>/<name>.svg`: pages
 * show it, and readers download and embed it.
 */
export default function publishDiagrams(context: LoadContext): Plugin {
  return {
    name: 'publish-diagrams',
    configureWebpack: () =>
      servePictures(context.baseUrl, () => publishedDiagrams(context.siteDir, liveDiagrams)) as object,
    postBuild: async ({ outDir }) => {
      for (const [name, svg] of publishedDiagrams(context.siteDir, cachedNamedDiagrams)) {
        const file = path.join(outDir, name);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, svg);
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
    for (const { drawing, pagePath, name } of diagramsOf(root, protocol)) {
      if (drawing !== undefined) {
        files.set(diagramFileAddress(protocol.pathName, pagePath, name), standaloneSvg(drawing, style));
      }
    }
  }
  return files;
}
