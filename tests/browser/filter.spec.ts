import { expect, newest, test } from './site.ts';

const CHANGES = `/${newest.pathName}/reference/changes`;

test('the changes of one command and kind remain, with how many there are, and come back', async ({ page }) => {
  await page.goto(CHANGES);
  const items = page.locator('main li[data-news]');
  const all = await items.count();
  await page.getByLabel('Command').selectOption('worker connect');
  await page.getByLabel('Kind').selectOption('breaking');
  const status = page.locator('.filter output');
  await expect(status).toHaveText(new RegExp(`^\\d+ of ${all} releases$`));
  const shown = items.filter({ visible: true });
  expect(await shown.count()).toBeLessThan(10);
  await expect(shown.filter({ hasText: 'Workers give up after three failed attempts' })).toBeVisible();
  await page.getByLabel('Command').selectOption('all');
  await page.getByLabel('Kind').selectOption('all');
  await expect(status).toHaveText('');
});

test('words find flags, also in closed parts and as cards, without starting the application', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/${newest.pathName}/reference/cli/serve`);
  await page.getByLabel('Words').fill('tls certificate');
  await expect(page.locator('main tr[id^="flag-serve-"]:visible').first()).toContainText('--cert-file');
  await expect(page.locator('#flag-serve-dashboard')).toBeHidden();
  expect(await page.locator('html').getAttribute('data-has-hydrated')).not.toBe('true');
});

test('words find a message by its text', async ({ page }) => {
  await page.goto(`/${newest.pathName}/reference/messages/connect`);
  await page.getByLabel('Words').fill('dns');
  const found = page.locator('main li[data-message]:visible');
  await expect(found).toHaveCount(1);
  await found.getByRole('link').click();
  await expect(page).toHaveURL(/#socket-closed-dns$/);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('all is listed and no field is shown', async ({ page }) => {
    await page.goto(CHANGES);
    await expect(page.locator('.filter')).toBeHidden();
    await expect(page.locator('main li[data-news]').first()).toBeVisible();
  });
});
