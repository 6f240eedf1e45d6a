import type { Locator } from '@playwright/test';
import { INDEX_FILE } from '../../src/tools/search/index-file.ts';
import { holdRequests } from './app-hold.ts';
import { expect, newest, protocols, startApp, test } from './site.ts';

for (const protocol of protocols) {
  test(`search in ${protocol.label} finds --cache-dir there and nowhere else`, async ({ page }) => {
    await page.goto(`/${protocol.pathName}/reference/cli/worker-list`);
    const box = page
      .getByRole('combobox', { name: /search/i })
      .or(page.locator('input.navbar__search-input'))
      .first();
    await box.click();
    await box.fill('--cache-dir');
    const results = page.locator('[class*="suggestion"]:visible');
    await expect(results.first()).toBeVisible();
    // Down to the second hit and back to the first, which is the flag itself.
    await box.press('ArrowDown');
    await box.press('ArrowUp');
    await box.press('Enter');
    await page.waitForURL(`**/${protocol.pathName}/reference/cli/worker-connect#flag-worker-connect-cache-dir`);
    await expect(page.locator('main')).toContainText('--cache-dir');
  });

  test(`the search page of ${protocol.label} lists its own pages and those of no version`, async ({ page }) => {
    await page.goto(`/${protocol.pathName}/reference/cli/worker-list`);
    const box = page.locator('input.navbar__search-input').first();
    await box.click();
    await box.fill('worker');
    await expect(page.locator('[class*="suggestion"]:visible').first()).toBeVisible();
    await page
      .locator('a', { hasText: /see all/i })
      .first()
      .click();
    await page.waitForURL('**/search**');
    // The page before it has links of its own, and stands there until the search page has come.
    const results = page.locator('.search-page article a');
    // The search page shows its list after the index has arrived and been searched.
    await expect(results.first()).toBeVisible();
    const addresses = await results.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(addresses.filter((address) => address!.startsWith(`/${protocol.pathName}/`)).length).toBeGreaterThan(3);
    for (const address of addresses) {
      expect(address).toMatch(new RegExp(`^/(?:${protocol.pathName}(?=[/#]|$)|(?!protocol-))`));
    }
  });
}

const suggestions = '[class*="suggestion"]:visible';

/** The rows of the list, without the list itself. */
const rowsOfList = '[class*="suggestion_"]:visible';

/** The box of the search plugin, which has come in place of a plain field. */
const LOADED_BOX = '.search-box [dir="ltr"]';

for (const [what, query, address] of [
  ['a message', "Worker 'box' is already connected", '/reference/messages/enrollment#already-connected'],
  ['a variable', 'SWAMP_WORKER_TOKEN', '/reference/environment-variables#env-swamp-worker-token'],
  ['a flag', '--cache-dir', '/reference/cli/worker-connect#flag-worker-connect-cache-dir'],
  ['a workflow field', 'queueTimeout', '/reference/placement-fields#placement-queue-timeout'],
  ['a field of JSON', 'delayMs', '/reference/cli/worker-connect#json-worker-connect-delay-ms'],
] as const) {
  test(`${what} leads to its explanation as first hit`, async ({ page }) => {
    await page.goto(`/${newest.pathName}/operators/tokens`);
    await startApp(page);
    await page.keyboard.press('/');
    const box = page.locator('input.navbar__search-input').first();
    await expect(box).toBeFocused();
    await box.fill(query);
    const first = page.locator(suggestions).first();
    await expect(first).toContainText(/Reference/);
    await box.press('Enter');
    await page.waitForURL(`**/${newest.pathName}${address}`);
    await expect(page.locator(`[id="${address.split('#')[1]}"]`)).toBeInViewport();
  });
}

for (const width of [320, 390, 767]) {
  test(`on a screen of ${width} px the search is a sheet over all of it, and its button gives the focus back`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 700 });
    await page.goto(`/${newest.pathName}/operators/tokens`);
    const before = page.locator('main a').first();
    await before.focus();
    await page.keyboard.press('/');
    const sheet = page.locator('.search-box');
    await expect(sheet).toHaveCSS('position', 'fixed');
    expect(await sheet.boundingBox()).toEqual({ x: 0, y: 0, width, height: 700 });
    const box = page.locator('input.navbar__search-input');
    await box.fill("Worker 'box' is already connected to the orchestrator as builder");
    await expect(page.locator(suggestions).first()).toBeVisible();
    // What is seen at each place of the screen belongs to the sheet, and no row is cut off or lies on another.
    const strange = await sheet.evaluate((element) =>
      [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((x) =>
        [0.02, 0.2, 0.4, 0.6, 0.8, 0.98].filter(
          (y) => !element.contains(document.elementFromPoint(x * window.innerWidth, y * window.innerHeight)),
        ),
      ),
    );
    expect(strange).toEqual([]);
    const rows = await page.locator(rowsOfList).evaluateAll((all) =>
      all.map((row) => {
        const { left, right, top, bottom } = row.getBoundingClientRect();
        const isCut = row.scrollWidth > row.clientWidth || row.scrollHeight > row.clientHeight;
        return { left, right, top, bottom, isCut };
      }),
    );
    expect(rows.length).toBeGreaterThan(0);
    rows.forEach(({ left, right, top, isCut }, place) => {
      expect(isCut).toBe(false);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(width);
      expect(top).toBeGreaterThanOrEqual(rows[place - 1]?.bottom ?? 0);
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(before).toBeFocused();
    await expect(sheet).not.toHaveCSS('position', 'fixed');
  });
}

for (const [how, reach] of [
  ['/', '/'],
  ['Ctrl+K', 'Control+k'],
] as const) {
  test(`${how} leads to the search from anywhere, and Escape back to there`, async ({ page }) => {
    await page.goto(`/${newest.pathName}/operators/tokens`);
    const before = page.locator('main a').first();
    await before.focus();
    await page.keyboard.press(reach);
    const box = page.locator('input.navbar__search-input');
    await expect(box).toBeFocused();
    await page.keyboard.type('drain');
    await expect(page.locator(suggestions).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(before).toBeFocused();
    await expect(page.locator(suggestions)).toHaveCount(0);
  });
}

test('arrows choose a row, and Enter opens it', async ({ page }) => {
  await page.goto(`/${newest.pathName}/operators/tokens`);
  await page.keyboard.press('/');
  await page.keyboard.type('drain');
  const chosen = page.locator('[class*="suggestion"][class*="cursor_"]:visible');
  await expect(chosen).toHaveText(/Drain and stop/);
  await page.keyboard.press('ArrowDown');
  await expect(chosen).not.toHaveText(/^Drain and stop/);
  await page.keyboard.press('ArrowUp');
  await expect(chosen).toHaveText(/Drain and stop/);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/${newest.pathName}/operators/drain-and-stop**`);
});

test('a row that is chosen by arrows is seen, on a low screen too', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 400 });
  await page.goto(`/${newest.pathName}/operators/tokens`);
  await page.keyboard.press('/');
  await page.keyboard.type('worker');
  const rows = page.locator(rowsOfList);
  await expect(rows.nth(8)).toBeAttached();
  for (let row = 0; row < 8; row += 1) {
    await page.keyboard.press('ArrowDown');
  }
  // All of it, but for a part of a pixel that scrolling rounds away.
  await expect(page.locator('[class*="suggestion"][class*="cursor_"]')).toBeInViewport({ ratio: 0.99 });
});

test('what no page has is said, with places to look further', async ({ page }) => {
  await page.goto(`/${newest.pathName}/operators/tokens`);
  await page.keyboard.press('/');
  await page.keyboard.type('flibbertigibbet');
  const rows = page.locator(rowsOfList);
  await expect(rows.first()).toContainText('No page has “flibbertigibbet”.');
  await expect(rows.filter({ hasText: 'All messages' })).toBeVisible();
  await expect(rows.filter({ hasText: /Search in protocol \d/ }).first()).toBeVisible();
});

test('nothing of the search is loaded before it is used, and its index once', async ({ page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await page.goto(`/${newest.pathName}/operators/tokens`);
  await startApp(page);
  expect(loaded.filter((url) => url.includes('search-data'))).toEqual([]);
  const box = page.locator('input.navbar__search-input').first();
  await box.click();
  await box.fill('worker');
  await expect(page.locator(suggestions).first()).toBeVisible();
  expect(loaded.filter((url) => url.includes('search-data'))).toHaveLength(1);
});

/** Pastes 5 MB that begin with a message, as a reader who takes a whole log. */
async function pasteLog(box: Locator): Promise<void> {
  await box.evaluate((input: HTMLInputElement) => {
    const data = new DataTransfer();
    data.setData('text/plain', `Enrollment token 'box' has expired ${'<img src=x>\n'.repeat(500_000)}`);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  expect((await box.inputValue()).length).toBeLessThanOrEqual(2_000);
}

test('what is pasted while the box is still loading is searched, and the focus stays where it went', async ({
  page,
}) => {
  await page.goto(`/${newest.pathName}/operators/tokens`);
  await startApp(page);
  await page.waitForLoadState('networkidle');
  const release = await holdRequests(page, '**/assets/js/**');
  const box = page.locator('input.navbar__search-input');
  await box.focus();
  await pasteLog(box);
  release();
  await expect(page.locator(suggestions).first()).toContainText('has expired');
  await expect(box).toBeFocused();
});

test('who moves on before the index has come is not fetched back', async ({ page }) => {
  await page.goto(`/${newest.pathName}/operators/tokens`);
  await startApp(page);
  const release = await holdRequests(page, `**/${INDEX_FILE}`);
  const came = page.waitForResponse(`**/${INDEX_FILE}`);
  await page.locator('input.navbar__search-input').focus();
  await expect(page.locator(LOADED_BOX)).toBeVisible();
  await page.keyboard.press('Tab');
  release();
  await came;
  // The box looks at the focus once it has read the index.
  await page.waitForTimeout(500);
  await expect(page.locator('input.navbar__search-input')).not.toBeFocused();
});

test('the caret is behind the last key when the box moves its field at that moment', async ({ page }) => {
  await page.goto(`/${newest.pathName}/operators/tokens`);
  await startApp(page);
  const release = await holdRequests(page, `**/${INDEX_FILE}`);
  const box = page.locator('input.navbar__search-input');
  await box.focus();
  await expect(page.locator(LOADED_BOX)).toBeVisible();
  await page.keyboard.type('revoke tok');
  // The browser tells of the moved caret after this; the box moves its field and takes the focus in the same way.
  const caret = await box.evaluate((input: HTMLInputElement) => {
    document.execCommand('insertText', false, 'en');
    input.parentElement!.append(input);
    input.focus();
    return input.selectionStart;
  });
  expect(caret).toBe('revoke token'.length);
  release();
});

test('Escape closes the list, and 5 MB in the box do no harm', async ({ page }) => {
  await page.goto(`/${newest.pathName}/operators/tokens`);
  await startApp(page);
  const box = page.locator('input.navbar__search-input').first();
  await box.click();
  await expect(page.locator(LOADED_BOX)).toBeVisible();
  await pasteLog(box);
  await expect(page.locator(suggestions).first()).toContainText('has expired');
  await box.press('Escape');
  await expect(page.locator(suggestions)).toHaveCount(0);
});

test('the index is asked for while the box itself is still on its way', async ({ page }) => {
  await page.goto(`/${newest.pathName}/operators/tokens`);
  await startApp(page);
  await page.waitForLoadState('networkidle');
  const release = await holdRequests(page, /assets\/js\/[^/]*docusaurus-search-local/);
  const asked = page.waitForRequest(`**/${INDEX_FILE}`);
  await page.locator('input.navbar__search-input').focus();
  await asked;
  await expect(page.locator(LOADED_BOX)).toHaveCount(0);
  release();
  await expect(page.locator(LOADED_BOX)).toBeVisible();
});

test('the search page is narrowed to a part of the docs, and says how much there is', async ({ page }) => {
  await page.goto('/search?q=worker');
  const hits = page.locator('.search-page article a');
  const found = page.locator('.search-page').getByRole('status');
  await expect(found).toHaveText(/^\d+ places, of which the 100 that fit best are shown\.$/);
  await expect(hits).toHaveCount(100);
  await expect(page.getByText('documents found')).toBeHidden();
  for (const [part, address] of [
    ['Operators', /\/operators(?:\/|$|#)/],
    ['Messages', /\/reference\/(?:messages|cli\/[\w-]+-messages)/],
  ] as const) {
    await page.getByRole('list', { name: 'Part of the docs' }).getByRole('link', { name: part, exact: true }).click();
    // The list of before stands there until the new one has come.
    await expect(async () => {
      const addresses = await hits.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      expect(addresses.length).toBeGreaterThan(10);
      expect(addresses.filter((one) => !address.test(one!))).toEqual([]);
      expect(Math.min(Number(/\d+/.exec(await found.innerText())![0]), 100)).toBe(addresses.length);
    }).toPass();
  }
});

test('the empty search page has examples that find something', async ({ page }) => {
  await page.goto('/search');
  const examples = page.locator('.search-page').getByText('For example:').locator('xpath=following-sibling::ul//a');
  await expect(examples).not.toHaveCount(0);
  await examples.first().click();
  await expect(page.locator('.search-page article a').first()).toBeVisible();
  await expect(page.getByText('For example:')).toHaveCount(0);
});
