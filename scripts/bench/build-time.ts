import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { INDEX_FILE } from '../../src/tools/search/index-file.ts';
import { filesOf } from '../deploy/built-site.ts';
import { projectRoot } from '../lib/project-root.ts';
import { run } from '../lib/run.ts';
import { median, percentile, rounded } from './measured.ts';
import type { Measured } from './measured.ts';
import { makeStockSite } from './stock-site.ts';

/** Odd, so that one of them is in the middle. */
const BUILDS = 3;

/** Seconds of a build from nothing, and what it weighs, beside a stock site of the same Markdown. */
export async function measureBuild(): Promise<Measured> {
  const stock = makeStockSite(projectRoot);
  const out = mkdtempSync(path.join(tmpdir(), 'bench-build-'));
  const folders = { ours: path.join(out, 'ours'), stock: path.join(out, 'stock') };
  const seconds: Record<keyof typeof folders, number[]> = { ours: [], stock: [] };
  try {
    // In turn, so that a machine that slows down slows both.
    for (let round = 0; round < BUILDS; round += 1) {
      seconds.ours.push(await buildSeconds(projectRoot, folders.ours));
      seconds.stock.push(await buildSeconds(stock.root, folders.stock));
    }
    const [ours, theirs] = [median(seconds.ours), median(seconds.stock)];
    return {
      figures: {
        'build from nothing, s': rounded(ours),
        'the same of a stock site, s': rounded(theirs),
        'times the stock site': Number((ours / theirs).toFixed(2)),
        ...weights('ours', folders.ours),
        ...weights('stock', folders.stock),
      },
    };
  } catch (error) {
    return { notRun: `not run: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    stock.remove();
    rmSync(out, { recursive: true, force: true });
  }
}

async function buildSeconds(root: string, out: string): Promise<number> {
  const started = process.hrtime.bigint();
  const code = await run('docusaurus', ['build', '--out-dir', out], {}, root);
  if (code !== 0) {
    throw new Error(`the site in ${root === projectRoot ? 'this project' : 'the stock folder'} could not be built`);
  }
  return Number(process.hrtime.bigint() - started) / 1e9;
}

/** What pages and their common files weigh after gzip, in thousands of bytes. */
function weights(whose: string, folder: string): Record<string, number> {
  const files = filesOf(folder).filter((file) => !file.startsWith('latest/'));
  const size = (file: string): number => gzipSync(readFileSync(path.join(folder, file)), { level: 9 }).length / 1000;
  const sizes = (chosen: readonly string[]): number[] => chosen.map(size);
  const pages = sizes(files.filter((file) => file.endsWith('.html')));
  const sum = (chosen: readonly string[]): number => sizes(chosen).reduce((total, one) => total + one, 0);
  return {
    [`${whose}: HTML of a page in the middle, kB`]: rounded(median(pages)),
    [`${whose}: HTML of 95 of 100 pages, at most kB`]: rounded(percentile(pages, 0.95)),
    [`${whose}: main script, kB`]: rounded(sum(files.filter((file) => /\/main\.\w+\.js$/.test(file)))),
    [`${whose}: style sheets, kB`]: rounded(sum(files.filter((file) => file.endsWith('.css')))),
    [`${whose}: search indexes, kB`]: rounded(
      sum(files.filter((file) => path.basename(file) === INDEX_FILE || /search-index.*\.json$/.test(file))),
    ),
  };
}
