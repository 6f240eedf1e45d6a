import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { INDEX_FILE } from '../../src/tools/search/index-file.ts';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { SCRIPT_CEILING_KB } from '../support/stock-figures.ts';
import { appScriptsOf } from '../support/page-scripts.ts';
import { expect, newest, startApp, test } from './site.ts';
import type { Page } from '@playwright/test';

/** A script or a search index that a page asked for, with its size after gzip in bytes. */
interface Loaded {
  readonly file: string;
  readonly size: number;
}

const isIndex = (file: string): boolean => path.basename(file) === INDEX_FILE;

/** Notes every script and index from now on. */
function watch(page: Page): Loaded[] {
  const loaded: Loaded[] = [];
  page.on('request', (request) => {
    const file = new URL(request.url()).pathname;
    // What the browser fetches ahead for the next page, when it is idle, is not part of this one.
    const ahead = request.resourceType() === 'other' && file.endsWith('.js');
    if (!ahead && (file.endsWith('.js') || isIndex(file))) {
      loaded.push({ file, size: gzipSync(readFileSync(path.join(projectRoot, 'build', file)), { level: 9 }).length });
    }
  });
  return loaded;
}

const total = (loaded: readonly Loaded[]): number => loaded.reduce((sum, { size }) => sum + size, 0);

/** What a page may run before the reader does anything, in kB after gzip: `src/patches/first-script/`. */
const FIRST_SCRIPT_KB = 5;

async function use(page: Page): Promise<void> {
  await startApp(page);
  await page.waitForLoadState('networkidle');
}

for (const address of ['concepts/glossary', 'operators/limits', 'reference/placement-fields']) {
  test(`${address} is read with hardly any JavaScript, used with the scripts that it lists, and loads no search`, async ({
    page,
  }) => {
    const loaded = watch(page);
    await page.goto(`/${newest.pathName}/${address}`);
    await page.waitForLoadState('networkidle');
    const toRead = total(loaded);
    expect(loaded).toHaveLength(1);
    expect(toRead).toBeLessThanOrEqual(FIRST_SCRIPT_KB * 1000);
    await use(page);
    const size = total(loaded);
    console.log(
      `${address}: ${(size / 1000).toFixed(1)} kB of JavaScript in ${loaded.length} files, ${(toRead / 1000).toFixed(1)} kB of it to read`,
    );
    // What the page lists is all there is, and nothing is fetched twice: tests/build/budgets.test.ts weighs the lists.
    const listed = appScriptsOf(
      readFileSync(path.join(projectRoot, 'build', newest.pathName, `${address}.html`), 'utf8'),
    );
    expect(
      loaded
        .slice(1)
        .map(({ file }) => file)
        .sort(),
    ).toEqual([...listed].sort());
    expect(size).toBeLessThanOrEqual(SCRIPT_CEILING_KB * 1000);
    expect(loaded.filter(({ file }) => isIndex(file))).toEqual([]);
  });
}

test('search is loaded when it is used', async ({ page }) => {
  const loaded = watch(page);
  await page.goto(`/${newest.pathName}/concepts/glossary`);
  await use(page);
  const before = loaded.length;
  await page.locator('.search-box input').first().click();
  await page.keyboard.type('drain');
  await expect.poll(() => loaded.some(({ file }) => isIndex(file))).toBe(true);
  expect(loaded.length).toBeGreaterThan(before);
});
