import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { INDEX_FILE } from '../../src/search/index-file.ts';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { SCRIPT_CEILING_KB } from '../support/stock-figures.ts';
import { expect, newest, test } from './site.ts';
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

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.locator('html')).toHaveAttribute('data-has-hydrated', 'true');
  await page.waitForLoadState('networkidle');
}

for (const address of ['concepts/glossary', 'operators/limits', 'reference/placement-fields']) {
  test(`${address} asks for less JavaScript than a stock site, and for no search`, async ({ page }) => {
    const loaded = watch(page);
    await open(page, `/${newest.pathName}/${address}`);
    const size = total(loaded);
    console.log(`${address}: ${(size / 1000).toFixed(1)} kB of JavaScript in ${loaded.length} files`);
    expect(loaded.length).toBeGreaterThan(2);
    expect(size).toBeLessThanOrEqual(SCRIPT_CEILING_KB * 1000);
    expect(loaded.filter(({ file }) => isIndex(file))).toEqual([]);
  });
}

test('search is loaded when it is used', async ({ page }) => {
  const loaded = watch(page);
  await open(page, `/${newest.pathName}/concepts/glossary`);
  const before = loaded.length;
  await page.locator('.search-box input').first().click();
  await page.keyboard.type('drain');
  await expect.poll(() => loaded.some(({ file }) => isIndex(file))).toBe(true);
  expect(loaded.length).toBeGreaterThan(before);
});
