import type { Locator, Page } from '@playwright/test';
import { expect, newest, protocols, test } from './site.ts';

const older = protocols.slice(1);
const switcher = (page: Page): Locator => page.getByRole('button', { name: /protocol \d+/i });

for (const from of protocols) {
  for (const to of protocols.filter((protocol) => protocol !== from)) {
    test(`the switcher keeps the page from ${from.label} to ${to.label}`, async ({ page }) => {
      await page.goto(`/${from.pathName}/reference/cli/worker-connect`);
      await switcher(page).first().click();
      await page
        .getByRole('link', { name: new RegExp(`^${to.label}\\b`) })
        .first()
        .click();
      await page.waitForURL(`**/${to.pathName}/reference/cli/worker-connect`);
      await expect(page.locator('h1')).toContainText('worker connect');
    });
  }
}

test('the switcher opens and closes from the keyboard', async ({ page }) => {
  await page.goto(`/${newest.pathName}/reference/cli/worker-connect`);
  const button = switcher(page).first();
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Escape');
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  await expect(button).toBeFocused();
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
