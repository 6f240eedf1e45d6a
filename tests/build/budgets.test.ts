import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Plugin as EsbuildPlugin } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { percentile } from '../../scripts/bench/measured.ts';
import { filesOf } from '../../scripts/deploy/built-site.ts';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import type { Protocol } from '../../src/facts/releases.ts';
import { INDEX_FILE } from '../../src/tools/search/index-file.ts';
import { firstScriptText } from '../../src/patches/first-script/plugin.ts';
import { pagesOf } from '../support/built-pages.ts';
import { appScriptsOf } from '../support/page-scripts.ts';
import { SCRIPT_CEILING_KB } from '../support/stock-figures.ts';
import { leftOut } from '../support/left-out-rules.ts';

/** A thousand bytes, as budgets count. */
const KB = 1000;

const BUILD = path.join(projectRoot, 'build');
const files = filesOf(BUILD);
const pages = files.filter((file) => file.endsWith('.html') && !file.startsWith('latest/'));

const read = (file: string): string => readFileSync(path.join(BUILD, file), 'utf8');
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const gzipped = (content: string | Uint8Array): number => gzipSync(content, { level: 9 }).length;
const scriptSizes = new Map<string, number>();

/** What is fetched when a reader asks for it is no part of every page. */
const LOADED_LATER: EsbuildPlugin = {
  name: 'loaded-later',
  setup: ({ onResolve }) => {
    onResolve({ filter: /./ }, ({ kind, path: asked }) =>
      kind === 'dynamic-import' ? { path: asked, external: true } : undefined,
    );
  },
};

/** Nearly all pages list the same scripts. */
function gzippedScript(address: string): number {
  const size = scriptSizes.get(address) ?? gzipped(read(address.slice(1)));
  scriptSizes.set(address, size);
  return size;
}

describe('what a reader downloads, after gzip', () => {
  // On the line of a phone that is called slow 4G, 2 kB take 11 ms. What was 12 kB for 95 of 100 pages is 14 since menus,
  // contents and the list of releases are in the page itself and need no script, and since history is folded there.
  it('HTML: at most 9 kB for half of the pages, 14 kB for 95 of 100, 30 kB for any', () => {
    const sizes = pages.map((page) => gzipped(read(page)));
    expect(pages.length).toBeGreaterThan(80);
    const largest = pages
      .map((page, index) => `${page} ${sizes[index]}`)
      .sort((a, b) => Number(b.split(' ')[1]) - Number(a.split(' ')[1]))
      .slice(0, 12);
    const told = `the largest: ${largest.join(', ')}`;
    expect(percentile(sizes, 0.5), told).toBeLessThanOrEqual(9 * KB);
    expect(percentile(sizes, 0.95), told).toBeLessThanOrEqual(14 * KB);
    expect(Math.max(...sizes), told).toBeLessThanOrEqual(30 * KB);
  });

  it('JavaScript, once a page is used: at most 160 kB on every page', () => {
    const first = gzipped(firstScriptText(projectRoot));
    const sizes = new Map(pages.map((page) => [page, first + sum(appScriptsOf(read(page)).map(gzippedScript))]));
    const above = [...sizes].filter(([, size]) => size > SCRIPT_CEILING_KB * KB);
    expect(above).toEqual([]);
    // A page that lists only what begins would prove nothing.
    expect(Math.min(...sizes.values())).toBeGreaterThan(100 * KB);
  });

  it('CSS: at most 20 kB, in one file', () => {
    const sheets = files.filter((file) => file.endsWith('.css'));
    expect(sheets).toHaveLength(1);
    expect(gzipped(read(sheets[0]!))).toBeLessThanOrEqual(20 * KB);
  });

  it('a search index: at most 200 kB for a version', () => {
    const indexes = files.filter((file) => path.basename(file) === INDEX_FILE);
    expect(indexes).toHaveLength(loadReleases(projectRoot).protocols.length);
    for (const index of indexes) {
      expect(gzipped(read(index)), index).toBeLessThanOrEqual(200 * KB);
    }
  });

  it('our own code on every page: at most 18 kB', async () => {
    const theme = path.join(projectRoot, 'src', 'theme');
    const parts = filesOf(theme)
      // Pages of other kinds carry their own layout in chunks of their own.
      .filter((file) => /\.tsx?$/.test(file) && !/^(?:MDXPage|NotFound)\//.test(file))
      .map((file) => path.join(theme, file));
    // As one file, for a page carries them all, and what is small weighs more alone than among others.
    const { outputFiles } = await build({
      stdin: {
        contents: parts.map((part, index) => `export * as part${index} from ${JSON.stringify(part)};`).join('\n'),
        resolveDir: projectRoot,
      },
      write: false,
      bundle: true,
      minify: true,
      format: 'esm',
      jsx: 'automatic',
      // Everything that is not ours stays an import.
      packages: 'external',
      external: ['@theme/*', '@theme-original/*', '@theme-init/*', '@docusaurus/*', '@site/*', '*.css'],
      plugins: [LOADED_LATER],
      logLevel: 'silent',
    });
    const bytes = gzipped(outputFiles[0]!.contents) + gzipped(firstScriptText(projectRoot));
    expect(parts.length).toBeGreaterThan(5);
    expect(bytes).toBeGreaterThan(3 * KB);
    expect(bytes).toBeLessThanOrEqual(18 * KB);
  });
});

describe('the scripts of a page', () => {
  const { protocols } = loadReleases(projectRoot);
  const filesOfVersion = ({ pathName }: Protocol): string[] =>
    pagesOf(pathName).map((address) => `${address.slice(1)}.html`);
  /** Where a chunk is loaded by its name. */
  const loaded = (text: string): string[] => [...text.matchAll(/\.e\("([\w-]+)"\)/g)].map((match) => match[1]!);
  const own = (page: string): string => path.basename(appScriptsOf(read(page)).at(-2)!).split('.')[0]!;

  it('end with the text of the page, and what begins', () => {
    for (const { pathName, versionName } of protocols) {
      const folder = versionName === 'current' ? 'docs' : `versioned-docs-version-${versionName}`;
      expect(own(`${pathName}/operators/tokens.html`)).toBe(`${folder}-operators-tokens`);
    }
    for (const page of pages) {
      expect(path.basename(appScriptsOf(read(page)).at(-1) ?? ''), page).toMatch(/^main\./);
    }
  });

  it('know how to load the pages of the version, and of no other', () => {
    expect(protocols.length).toBeGreaterThan(2);
    for (const protocol of protocols) {
      const ours = filesOfVersion(protocol);
      const known = new Set(appScriptsOf(read(ours[0]!)).flatMap((script) => loaded(read(script.slice(1)))));
      const missing = ours.map(own).filter((name) => !known.has(name));
      expect(missing, protocol.label).toEqual([]);
      const others = protocols.filter((other) => other !== protocol).flatMap(filesOfVersion);
      const foreign = others.map(own).filter((name) => known.has(name));
      expect(foreign, protocol.label).toEqual([]);
    }
  });
});

it('a percentile counts the large ones', () => {
  expect(percentile([1, 2, 3, 100], 0.95)).toBe(100);
  expect(percentile([...Array<number>(95).fill(1), ...Array<number>(5).fill(9)], 0.95)).toBe(1);
});

describe('rules of Infima that PurgeCSS leaves out', () => {
  const infima = readFileSync(createRequire(import.meta.url).resolve('infima/dist/css/default/default.css'), 'utf8');
  const sheet = read(files.find((file) => file.endsWith('.css'))!);
  const scripts = files.filter((file) => file.endsWith('.js') && !file.startsWith('assets/drafter/')).map(read);
  const htmls = pages.map(read);

  it('are for classes, elements and properties that no page and no script has', () => {
    const left = leftOut(infima, sheet);
    expect(left.classes.length).toBeGreaterThan(80);
    expect(left.usedClasses(htmls, scripts)).toEqual([]);
    expect(left.usedElements(htmls)).toEqual([]);
    expect(left.readProperties(scripts)).toEqual([]);
  });

  it('are missed when one is left out too many', () => {
    const without = (rule: RegExp): ReturnType<typeof leftOut> => leftOut(infima, sheet.replaceAll(rule, '.x'));
    expect(without(/\.menu__link\b/g).usedClasses(htmls, scripts)).toContain('menu__link');
    expect(without(/\.pagination-nav__sublabel\b/g).usedClasses(htmls, scripts)).toEqual(['pagination-nav__sublabel']);
    expect(without(/(?<=[},])table(?=[{,])/g).usedElements(htmls)).toEqual(['table']);
    expect(without(/--ifm-navbar-height(?=:)/g).readProperties(scripts)).toContain('--ifm-navbar-height');
  });
});
