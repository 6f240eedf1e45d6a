import type { Page } from '@playwright/test';
import { expect, newest, openFolded, pagesOf, protocols, startApp, test } from './site.ts';

test('the landing page leads to every version', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('h1')).toHaveCount(1);
  for (const protocol of protocols) {
    await expect(page.locator(`main a[href^="/${protocol.pathName}"]`).first()).toBeVisible();
  }
});

test('every page has a title of its own and a description', async ({ request }) => {
  const seen = new Map<string, string>();
  for (const address of protocols.flatMap((protocol) => pagesOf(protocol.pathName))) {
    const html = await (await request.get(address)).text();
    const title = /<title[^>]*>([^<]*)<\/title>/.exec(html)?.[1] ?? '';
    expect(title, address).not.toBe('');
    const key = `${address.split('/')[1]} ${title}`;
    expect(seen.get(key), `${address} has the title of ${seen.get(key)}`).toBeUndefined();
    seen.set(key, address);
    expect(html, address).toMatch(/<meta[^>]*name="?description"?[^>]*content="?[^">]{20,}/);
  }
});

test('/latest leads to the newest protocol and keeps the rest of the path', async ({ page }) => {
  await page.goto('/latest/reference/cli/worker-connect?from=mail#flags');
  await page.waitForURL(`**/${newest.pathName}/reference/cli/worker-connect?from=mail#flags`);
  await page.goto('/latest');
  await page.waitForURL(`**/${newest.pathName}`);
});

test('facts read without JavaScript', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL! });
  const page = await context.newPage();
  for (const protocol of protocols) {
    await page.goto(`/${protocol.pathName}/reference/cli/worker-connect`);
    await expect(page.locator('table.facts').first()).toContainText('--cache-dir');
  }
  await context.close();
});

test('nothing of a block of code is cut off on paper', async ({ page }) => {
  await page.goto(`/${newest.pathName}/reference/messages/connect`);
  await page.setViewportSize({ width: 700, height: 900 });
  const cutOff = (): Promise<number> =>
    page.evaluate(
      () => [...document.querySelectorAll('pre')].filter((pre) => pre.scrollWidth > pre.clientWidth).length,
    );
  expect(await cutOff(), 'on the screen, long lines scroll').toBeGreaterThan(5);
  await page.emulateMedia({ media: 'print' });
  expect(await cutOff()).toBe(0);
});

test('long lines of code are wrapped, and wrapped no more', async ({ page }) => {
  await page.goto(`/${newest.pathName}/reference/messages/connect`);
  await page.setViewportSize({ width: 700, height: 900 });
  await openFolded(page);
  // On a phone the button comes when the reader meets a line that is too long.
  await page.locator('.theme-code-block pre').evaluateAll((blocks) => {
    blocks.find((pre) => pre.checkVisibility() && pre.scrollWidth > pre.clientWidth)!.scrollLeft = 40;
  });
  const block = page.locator('.theme-code-block', { has: page.getByRole('button', { name: 'Wrap' }) }).first();
  const wrap = block.getByRole('button', { name: 'Wrap' });
  const isCutOff = (): Promise<boolean> => block.locator('pre').evaluate((pre) => pre.scrollWidth > pre.clientWidth);
  expect(await isCutOff()).toBe(true);
  await wrap.press('Enter');
  await expect(wrap).toHaveAttribute('aria-pressed', 'true');
  expect(await isCutOff()).toBe(false);
  await wrap.press('Enter');
  await expect(wrap).toHaveAttribute('aria-pressed', 'false');
  expect(await isCutOff()).toBe(true);
});

test.describe('code', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('a command is copied as it is typed, without its prompt', async ({ page }) => {
    await page.goto(`/${newest.pathName}/reference/cli/global-options`);
    const block = page.locator('.theme-code-block.language-bash', { hasText: '--quiet' });
    await block.getByRole('button', { name: 'Copy' }).press('Enter');
    await expect(block.getByRole('status')).toHaveText('Copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('swamp worker list --quiet');
  });
});

test.describe('while a page is slow to come', () => {
  const target = 'concepts/executors';

  async function leaveFor(page: Page): Promise<void> {
    await page.goto(`/${newest.pathName}/concepts/glossary`);
    await startApp(page);
    await page.locator(`.menu a[href$="/${target}"]`).click();
  }

  test('a bar says so, and is gone with the page', async ({ page }) => {
    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    await page.route(/\/docs-concepts-executors\./, async (route) => {
      await held;
      await route.continue();
    });
    await leaveFor(page);
    await expect(page.locator('#nprogress .bar')).toBeVisible();
    await expect(page.locator('h1')).toContainText('Glossary');
    go();
    await expect(page.locator('h1')).toContainText('Executors');
    await expect(page.locator('#nprogress')).toHaveCount(0);
  });
});
