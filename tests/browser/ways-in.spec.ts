import type { Page } from '@playwright/test';
import { appRuns, holdApp } from './app-hold.ts';
import { expect, pagesOf, protocols, test } from './site.ts';

const REFUSED = 'Worker protocol version 2 does not match orchestrator version 4';

/** Whether the entry of the open page is within what the sidebar shows. */
function isEntryInView(page: Page): Promise<boolean> {
  return page.locator('.theme-doc-sidebar-menu').evaluate((menu) => {
    const entry = menu.querySelector('[aria-current=page]');
    const frame = menu.closest('.menu')!.getBoundingClientRect();
    const { top, bottom } = entry?.getBoundingClientRect() ?? { top: Number.NEGATIVE_INFINITY, bottom: 0 };
    return top >= frame.top && bottom <= frame.bottom && bottom > top;
  });
}

for (const { label, pathName } of protocols) {
  test(`${label}: the sidebar shows where you are, and closes what is elsewhere`, async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    const sample = pagesOf(pathName).filter((_, index) => index % 6 === 0);
    expect(sample.length).toBeGreaterThan(12);
    const lost: string[] = [];
    for (const address of sample) {
      await page.goto(address);
      if (!(await isEntryInView(page))) {
        lost.push(address);
      }
      expect(await page.evaluate(() => window.scrollY), address).toBe(0);
    }
    expect(lost).toEqual([]);
    await page.goto(`/${pathName}/operators/tokens`);
    const open = page.locator('.theme-doc-sidebar-menu details[open]');
    await expect(open).toHaveCount(1);
    await expect(open.locator('> summary')).toHaveText('Tokens');
  });
}

test('an entry outside of what the sidebar shows is noticed', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 400 });
  await page.goto(`/${protocols[0].pathName}/reference/cli/global-options`);
  expect(await isEntryInView(page)).toBe(true);
  await page.locator('aside .menu').evaluate((menu) => (menu.scrollTop = 0));
  expect(await isEntryInView(page)).toBe(false);
});

for (const [where, address] of [
  ['the landing page', '/'],
  ...protocols.map(
    ({ label, pathName }) => [`troubleshoot of ${label}`, `/${pathName}/operators/troubleshoot`] as const,
  ),
] as const) {
  test(`${where}: what is typed before the application runs is explained, and sent nowhere`, async ({ page }) => {
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.url() + (request.postData() ?? '')));
    const release = await holdApp(page);
    await page.goto(address);
    const field = page.getByLabel('Paste what was printed');
    await field.pressSequentially(REFUSED, { delay: 20 });
    await page.getByRole('button', { name: 'Explain', exact: true }).click();
    expect(await appRuns(page)).toBe(false);
    release();
    await page.waitForURL('**/explain#lines');
    await expect(page.getByLabel('Log lines')).toHaveValue(REFUSED);
    await expect(page.locator('.explanation__summary')).toContainText('1 known message');
    expect(sent.filter((request) => /protocol.{0,3}version/i.test(request))).toEqual([]);
  });
}

test('the field leads to the tool when nothing was typed', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Explain', exact: true }).click();
  await page.waitForURL('**/explain');
  await expect(page.getByLabel('Log lines')).toHaveValue('');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the field is a link to the tool, and the lists work', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByLabel('Paste what was printed')).toBeHidden();
    await expect(page.locator('main').getByRole('link', { name: 'Explain a message' })).toBeVisible();
    await page.getByRole('link', { name: 'A token leaked' }).click();
    await page.waitForURL('**/operators/cut-off-a-worker#now');
    await expect(page.locator('#now')).toBeInViewport();
  });
});
