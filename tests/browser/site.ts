import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test as base } from '@playwright/test';
import type { Page } from '@playwright/test';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import type { BuiltPage } from '../support/page-kinds.ts';
import { watchProblems } from './problems.ts';

/** The list of protocols, newest first. */
export const { protocols } = loadReleases(projectRoot);

/** The newest protocol. */
export const newest = protocols[0];

export { pagesOf } from '../support/built-pages.ts';

/** Addresses of all pages in the sitemap of the built site, and of the search page, which is in none. */
export function sitePages(): string[] {
  const sitemap = readFileSync(path.join(projectRoot, 'build', 'sitemap.xml'), 'utf8');
  const listed = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => new URL(match[1]!).pathname);
  return [...new Set([...listed, '/search'])].sort();
}

/** A page of the built site, as it is in its file. */
export function builtPage(address: string): BuiltPage {
  const html = readFileSync(
    path.join(projectRoot, 'build', address === '/' ? 'index.html' : `${address}.html`),
    'utf8',
  );
  return { address, html };
}

/** Says that something came into the search, which starts the application and changes nothing else, and waits until every control works. */
export async function startApp(page: Page): Promise<void> {
  await page.locator('.search-box input').dispatchEvent('input');
  await expect(page.locator('html')).toHaveAttribute('data-has-hydrated', 'true');
}

/** Opens what is folded in the text because few readers look at it. */
export async function openFolded(page: Page): Promise<void> {
  await page
    .locator('main details')
    .evaluateAll((all: HTMLDetailsElement[]) => all.forEach((one) => (one.open = true)));
}

/** A test whose page must stay clean: what {@link watchProblems} sees fails it. */
export const test = base.extend<{ page: Page }>({
  page: async ({ page, baseURL }, use) => {
    const { problems } = watchProblems(page, baseURL!);
    await use(page);
    expect(problems).toEqual([]);
  },
});

export { expect };

/** Waits until what follows a scrolling or a new width is drawn: React redraws the menus before the second frame. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
  );
}
