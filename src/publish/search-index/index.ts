import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { load } from 'cheerio';
import { INDEX_FILE, INDEX_FORMAT } from '../../tools/search/index-file.ts';
import type { IndexedName, SearchIndex } from '../../tools/search/index-file.ts';
import { cachedProtocolSpecs } from '../../facts/cache.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import { namesOf } from './names.ts';
import { anchorsIn, readPage } from './pages.ts';

/** Reads HTML without mending it as browsers do, which takes twice as long: the pages are whole. */
const WHOLE_HTML = { xml: { xmlMode: false, decodeEntities: true } } as const;

/**
 * Builds the search index of each version from the finished pages and the facts, and lets the search
 * box and the search page ask our engine in place of their own.
 */
export default function searchIndex(context: LoadContext): Plugin {
  return {
    name: 'search-index',
    configureWebpack: (_config, _isServer, { currentBundler: { instance: bundler } }) => ({
      plugins: [
        new bundler.NormalModuleReplacementPlugin(
          /\/searchByWorker(?:\.js)?$/,
          path.join(context.siteDir, 'src', 'tools', 'search', 'search-by-worker.ts'),
        ),
      ],
    }),
    postBuild: async ({ outDir, baseUrl }) => {
      for (const spec of cachedProtocolSpecs(context.siteDir)) {
        const { pathName, ended } = spec.protocol;
        const index = buildSearchIndex(outDir, baseUrl, spec);
        const file = path.join(outDir, ended ? pathName : '', INDEX_FILE);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, JSON.stringify(index));
      }
    },
  };
}

/**
 * Reads the finished pages of a version. A name whose page the version does not have is left out.
 *
 * @param outDir - folder of the built site.
 */
function buildSearchIndex(outDir: string, baseUrl: string, spec: ProtocolSpec): SearchIndex {
  const { pathName } = spec.protocol;
  const pages = builtPages(outDir, pathName).flatMap(({ page, html }) => {
    const document = load(html, WHOLE_HTML);
    const anchors = anchorsIn(document);
    const read = readPage(document, page, page === '' ? `${baseUrl}${pathName}` : `${baseUrl}${pathName}/${page}`);
    return read === undefined ? [] : [{ page, anchors, read }];
  });
  const anchors = new Map(pages.map((page) => [page.page, page.anchors]));
  const names = namesOf(spec).flatMap(({ page, anchor, ...name }): IndexedName[] => {
    const known = anchors.get(page);
    if (known === undefined) {
      return [];
    }
    // Without its anchor a name leads to the top of its page; the tests of the index name each of these.
    const hash = anchor !== undefined && known.has(anchor) ? `#${anchor}` : '';
    return [{ ...name, url: `${baseUrl}${pathName}/${page}${hash}` }];
  });
  return { format: INDEX_FORMAT, pages: pages.map(({ read }) => read), names };
}

function builtPages(outDir: string, pathName: string): { page: string; html: string }[] {
  const folder = path.join(outDir, pathName);
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const pages = files
    .filter((name) => name.endsWith('.html'))
    .map((name) => ({
      page: name
        .split(path.sep)
        .join('/')
        .replace(/\.html$/, ''),
      file: path.join(folder, name),
    }));
  return [{ page: '', file: path.join(outDir, `${pathName}.html`) }, ...pages]
    .filter(({ file }) => existsSync(file))
    .map(({ page, file }) => ({ page, html: readFileSync(file, 'utf8') }));
}
