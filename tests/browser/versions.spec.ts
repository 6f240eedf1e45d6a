import type { Locator, Page } from '@playwright/test';
import type { Protocol } from '../../src/facts/releases.ts';
import { expect, newest, protocols, startApp, test } from './site.ts';

const older = protocols.slice(1);
const switcher = (page: Page): Locator => page.locator('.version-menu:has(form) > summary');

for (const from of protocols) {
  for (const to of protocols.filter((protocol) => protocol !== from)) {
    test(`the switcher keeps the page from ${from.label} to ${to.label}`, async ({ page }) => {
      await page.goto(`/${from.pathName}/reference/cli/worker-connect`);
      await switcher(page).click();
      await page
        .getByRole('link', { name: new RegExp(`^${to.label}\\b`) })
        .first()
        .click();
      await page.waitForURL(`**/${to.pathName}/reference/cli/worker-connect`);
      await expect(page.locator('h1')).toContainText('worker connect');
    });
  }
}

/** Opens a page of a version, runs the application, and marks the document. */
async function openMarked(page: Page, { pathName }: Protocol): Promise<void> {
  await page.goto(`/${pathName}/reference/cli/worker-connect`);
  await startApp(page);
  await page.evaluate(() => Object.assign(window, { kept: true }));
}

/** Whether the document is still the one that was marked. */
const isKept = (page: Page): Promise<boolean> => page.evaluate(() => 'kept' in window);

/** Chooses a version in the switcher, and waits until its page is shown. */
async function switchTo(page: Page, { pathName, label }: Protocol): Promise<void> {
  await switcher(page).click();
  await page.locator('.version-menu:has(form) a.version-link', { hasText: new RegExp(`^${label}`) }).click();
  await expect(page.locator(`link[rel=canonical][href$="/${pathName}/reference/cli/worker-connect"]`)).toHaveCount(1);
  await expect(page.locator('h1')).toContainText('worker connect');
}

test('another version is shown without loading the page anew, and the first one again', async ({ page }) => {
  const [from, to] = protocols;
  await openMarked(page, from);
  for (const protocol of [to!, from]) {
    await switchTo(page, protocol);
    // Also what stands beside the page is of the version.
    await expect(page.locator('.theme-doc-sidebar-menu [aria-current=page]')).toHaveAttribute(
      'href',
      new RegExp(`^/${protocol.pathName}/`),
    );
  }
  expect(await isKept(page)).toBe(true);
});

test('a version whose pages cannot be loaded is shown as a new page', async ({ page }) => {
  const [from, to] = protocols;
  await page.route(new RegExp(`/generated-.*-${to!.pathName}-.*\\.js$`), (route) => route.abort());
  // The file is missing on purpose, and Docusaurus says so on the page that the reader leaves.
  page.removeAllListeners('console');
  page.removeAllListeners('pageerror');
  page.removeAllListeners('requestfailed');
  await openMarked(page, from);
  await switchTo(page, to!);
  expect(await isKept(page)).toBe(false);
});

for (const protocol of older) {
  test(`${protocol.label} carries a banner with its release range and the way to the newest`, async ({ page }) => {
    await page.goto(`/${protocol.pathName}/reference/cli/worker-connect`);
    const banner = page.locator('.theme-doc-version-banner');
    await expect(banner).toContainText(protocol.first.replace(/\.0$/, ''));
    await expect(banner).toContainText(protocol.last.replace(/\.0$/, ''));
    await expect(banner.locator(`a[href^="/${newest.pathName}"]`).first()).toBeVisible();
  });
}

test('the newest protocol carries no banner', async ({ page }) => {
  await page.goto(`/${newest.pathName}/reference/cli/worker-connect`);
  await expect(page.locator('.theme-doc-version-banner')).toHaveCount(0);
});
