import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { load } from 'cheerio';
import { cachedProtocolSpecs } from '../../facts/cache.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import { shortRelease } from '../../facts/release.ts';
import { INDEX_FILE, INDEX_FORMAT, TEXTS_FOLDER, textsFile } from '../../tools/search/index-file.ts';
import type { IndexedName, IndexedPage, SearchIndex } from '../../tools/search/index-file.ts';
import { packWords } from '../../tools/search/packed-words.ts';
import { termOf, wordsIn } from '../../tools/search/words.ts';
import { placedReleases } from './changes.ts';
import { elsewhereOf } from './elsewhere.ts';
import { namesOf } from './names.ts';
import { outsidePages } from './outside-pages.ts';
import { anchorsIn, kindOf, readPage, trackOf } from './pages.ts';
import type { ReadPage } from './pages.ts';
import { READERS_WORDS, readReadersWords } from './readers-words.ts';
import type { ReadersWords } from './readers-words.ts';

/** Reads HTML without mending it as browsers do, which takes twice as long: the pages are whole. */
const WHOLE_HTML = { xml: { xmlMode: false, decodeEntities: true } } as const;

/** Modules of the search plugin in whose place ours stand: who searches, and how a row looks. */
const STAND_INS = [
  [/\/searchByWorker(?:\.js)?$/, 'search-by-worker.ts'],
  [/\.\/SuggestionTemplate(?:\.js)?$/, 'ui/suggestion-template.ts'],
] as const;

/** What one version adds to the search. */
interface VersionPages {
  readonly spec: ProtocolSpec;
  readonly pages: readonly ReadPage[];
  readonly names: readonly IndexedName[];
  readonly changes: SearchIndex['changes'];
}

/**
 * Builds the search index of each version from the finished pages and the facts, and lets the search
 * box and the search page ask our engine in place of their own.
 */
export default function searchIndex({ siteDir }: LoadContext): Plugin {
  return {
    name: 'search-index',
    configureWebpack: (_config, _isServer, { currentBundler: { instance: bundler } }) => ({
      plugins: [
        ...STAND_INS.map(
          ([theirs, ours]) =>
            new bundler.NormalModuleReplacementPlugin(theirs, path.join(siteDir, 'src', 'tools', 'search', ours)),
        ),
      ],
    }),
    getPathsToWatch: () => Object.values(READERS_WORDS).map((file) => path.join(siteDir, file)),
    postBuild: async ({ outDir, baseUrl }) => {
      const specs = cachedProtocolSpecs(siteDir);
      const built = builtPages(outDir);
      const outside = outsidePages(
        built,
        specs.map(({ protocol }) => protocol.pathName),
      ).flatMap(({ page, kind, track }) => {
        const read = readPage(open(outDir, page), { url: `${baseUrl}${page}`, kind, track });
        return read === undefined ? [] : [read];
      });
      const versions = specs.map((spec) => versionPages(outDir, baseUrl, spec, built));
      const { synonyms, alike, questions } = readReadersWords(siteDir);
      for (const version of versions) {
        const { pathName, ended } = version.spec.protocol;
        const pages = [...version.pages, ...outside];
        await writeIndex(path.join(outDir, ended ? pathName : ''), pages, {
          format: INDEX_FORMAT,
          protocol: version.spec.protocol.number,
          protocols: specs.map(({ protocol }) => ({
            number: protocol.number,
            url: `${baseUrl}${protocol.pathName}`,
            first: shortRelease(protocol.first),
            last: shortRelease(protocol.last),
            ended: protocol.ended,
          })),
          pages: pages.map(({ page }) => withQuestions(page, { baseUrl, pathName }, questions)),
          words: wordsOf(pages),
          names: version.names,
          elsewhere: elsewhereOf(
            version.names,
            versions
              .filter((other) => other !== version)
              .map(({ spec, names }) => ({ protocol: spec.protocol.number, names })),
          ),
          changes: version.changes,
          synonyms,
          alike,
        });
      }
    },
  };
}

/** A page with the questions that it answers, if readers' words name it. */
function withQuestions(
  page: IndexedPage,
  { baseUrl, pathName }: { baseUrl: string; pathName: string },
  questions: ReadersWords['questions'],
): IndexedPage {
  const [version, ...rest] = page.url.slice(baseUrl.length).split('/');
  const name = version === pathName ? rest.join('/') || 'index' : ['', version, ...rest].join('/');
  const asked = questions.get(name);
  return asked === undefined ? page : { ...page, asked };
}

async function writeIndex(folder: string, pages: readonly ReadPage[], index: SearchIndex): Promise<void> {
  const texts = path.join(folder, TEXTS_FOLDER);
  await rm(texts, { recursive: true, force: true });
  await mkdir(texts, { recursive: true });
  await writeFile(path.join(folder, INDEX_FILE), JSON.stringify(index));
  await Promise.all(
    pages.map((page, number) => writeFile(path.join(texts, textsFile(number)), JSON.stringify(page.texts))),
  );
}

function wordsOf(pages: readonly ReadPage[]): SearchIndex['words'] {
  const sections = pages.flatMap(({ page, description, texts, codeNames }) =>
    page.sections.map(({ heading }, section) => ({
      title: section === 0 ? `${page.title} ${wordsOfAddress(page.url, page.title)}` : '',
      // What stands before the first heading has the description in its place: it says what the page answers.
      heading: heading ?? description,
      text: `${texts[section]!} ${codeNames[section]!}`,
    })),
  );
  return packWords(sections.map((section, id) => ({ id, ...section })));
}

/** Words of the last part of an address that the title does not have: a page may be better known by them. */
function wordsOfAddress(url: string, title: string): string {
  const known = new Set(wordsIn(title).map(termOf));
  const words = url.split('/').at(-1)!.split('-');
  return words.filter((word) => !known.has(termOf(word))).join(' ');
}

/** Reads the finished pages of a version. A name whose page the version does not have is left out. */
function versionPages(outDir: string, baseUrl: string, spec: ProtocolSpec, built: readonly string[]): VersionPages {
  const { pathName } = spec.protocol;
  const inVersion = built.filter((page) => page === pathName || page.startsWith(`${pathName}/`));
  const pages = inVersion.flatMap((file) => {
    const document = open(outDir, file);
    const page = file.slice(pathName.length + 1);
    const anchors = anchorsIn(document);
    const read = readPage(document, { url: `${baseUrl}${file}`, track: trackOf(page), kind: kindOf(page) });
    return read === undefined ? [] : [{ page, anchors, read }];
  });
  const anchors = new Map(pages.map((page) => [page.page, page.anchors]));
  const urlOf = (page: string, anchor: string | undefined): string | undefined => {
    const known = anchors.get(page);
    // Without its anchor a name leads to the top of its page; the tests of the index name each of these.
    const hash = anchor !== undefined && known?.has(anchor) ? `#${anchor}` : '';
    return known === undefined ? undefined : `${baseUrl}${pathName}/${page}${hash}`;
  };
  return {
    spec,
    pages: pages.map(({ read }) => read),
    names: namesOf(spec).flatMap(({ page, anchor, ...name }): IndexedName[] => {
      const url = urlOf(page, anchor);
      return url === undefined ? [] : [{ ...name, url }];
    }),
    changes: placedReleases(spec).flatMap(({ release, page, anchor }): [string, string][] => {
      const url = urlOf(page, anchor);
      return url === undefined ? [] : [[release, url]];
    }),
  };
}

function open(outDir: string, page: string): ReturnType<typeof load> {
  return load(readFileSync(path.join(outDir, `${page}.html`), 'utf8'), WHOLE_HTML);
}

/** All pages of the built site, as paths without their ending. */
function builtPages(outDir: string): string[] {
  const files = existsSync(outDir) ? readdirSync(outDir, { recursive: true, encoding: 'utf8' }) : [];
  return files
    .filter((name) => name.endsWith('.html'))
    .map((name) =>
      name
        .split(path.sep)
        .join('/')
        .replace(/\.html$/, ''),
    )
    .sort();
}
