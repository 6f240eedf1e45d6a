import type { Locator, Page } from '@playwright/test';
import { appRuns } from './app-hold.ts';
import { expect, newest, test } from './site.ts';

const PAGE = `/${newest.pathName}/operators/get-started`;

/** Addresses of scripts that run; what is only fetched ahead is not among them. */
const scriptsOf = (page: Page): Promise<string[]> =>
  page
    .locator('script[src]:not([type="text/plain"])')
    .evaluateAll((scripts) => scripts.map((script) => new URL((script as HTMLScriptElement).src).pathname));

/** Presses by script, as no mouse came before it. */
const press = (control: Locator): Promise<void> => control.evaluate((element: HTMLElement) => element.click());

test('a page is read without the application, which is fetched ahead and does not run', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(PAGE);
  await expect.poll(() => asked.some((file) => /\/main\.\w+\.js$/.test(file))).toBe(true);
  await page.mouse.wheel(0, 3_000);
  await page.waitForLoadState('networkidle');
  // The second comes with the scrolling, and marks the heading that is read.
  expect(await scriptsOf(page)).toEqual(
    ['first', 'heading'].map((name) => expect.stringMatching(new RegExp(`^/assets/js/${name}\\.\\w{8}\\.js$`))),
  );
  expect(await appRuns(page)).toBe(false);
});

for (const [address, chunks] of [
  ['/explain', ['explain-messages', 'explain-matcher', 'explain-beside', 'explain-worker']],
  ['/plan', ['plan-beside', 'plan-worker']],
] as const) {
  test(`${address} has what its first answer needs before it is asked`, async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(address);
    for (const chunk of chunks) {
      await expect.poll(() => asked.filter((file) => file.startsWith(`/assets/js/${chunk}.`))).toHaveLength(1);
    }
    expect(await appRuns(page)).toBe(false);
  });
}

test('a paste of nothing, with which tools look at a page, starts nothing', async ({ page }) => {
  await page.goto(PAGE);
  await page.locator('input.navbar__search-input').evaluate((field) => {
    field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true }));
  });
  await page.waitForLoadState('networkidle');
  expect(await scriptsOf(page)).toHaveLength(1);
  expect(await appRuns(page)).toBe(false);
});

test('a device that saves data fetches nothing ahead', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true, effectiveType: '4g' } });
  });
  await page.goto(PAGE);
  await page.waitForLoadState('networkidle');
  // The page fetches ahead half a second after it has loaded, at the latest.
  await page.waitForTimeout(1_000);
  expect(asked.filter((file) => /\/main\.\w+\.js$/.test(file))).toEqual([]);
  await page.keyboard.press('/');
  await expect.poll(() => appRuns(page)).toBe(true);
});

for (const [what, address, act] of [
  ['a field gets the focus', PAGE, (page: Page) => page.locator('input.navbar__search-input').focus()],
  ['/ leads to the search', PAGE, (page: Page) => page.keyboard.press('/')],
  ['a mouse comes to a tool', '/explain', (page: Page) => page.locator('main h1').hover()],
] as const) {
  test(`the application runs once ${what}`, async ({ page }) => {
    await page.goto(address);
    await act(page);
    await expect.poll(() => appRuns(page)).toBe(true);
  });
}

test.describe('on a phone', () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 740 } });

  test('scrolling and links need no application', async ({ page }) => {
    await page.goto(PAGE);
    await page.locator('main h2').first().tap();
    expect(await appRuns(page)).toBe(false);
    const link = page.locator('main article a[href^="/protocol-"]:not([href$=".md"])').first();
    const target = await link.getAttribute('href');
    await link.tap();
    await page.waitForURL(`**${target}`);
    expect(await appRuns(page)).toBe(false);
  });
});

test('the colors follow the device while the application does not run', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(PAGE);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await appRuns(page)).toBe(false);
});

test('what was typed before the application ran is searched', async ({ page }) => {
  await page.goto(PAGE);
  const box = page.locator('input.navbar__search-input');
  await box.evaluate((input: HTMLInputElement) => {
    input.focus();
    input.value = '--cache-dir';
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await expect(page.locator('[class*="suggestion"]:visible').first()).toContainText('--cache-dir');
  await expect(box).toHaveValue('--cache-dir');
});

test('what was pasted before the application ran is explained', async ({ page }) => {
  await page.goto('/explain');
  const box = page.locator('main textarea');
  await box.evaluate((field: HTMLTextAreaElement) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', "Enrollment token 'box' has expired");
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    // What the browser does with a paste of its own.
    field.value = clipboardData.getData('text/plain');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await expect(page.locator('main .finding').first()).toBeVisible();
  await expect(box).toHaveValue(/has expired/);
});

test('a release that is typed and sent before the application runs is taken', async ({ page }) => {
  await page.goto('/match?');
  const form = page.locator('main form').first();
  await form.evaluate((element: HTMLFormElement, release) => {
    const field = element.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea')!;
    field.value = release;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    element.requestSubmit(element.querySelector<HTMLButtonElement>('button[type="submit"]'));
  }, newest.first);
  await expect(page.locator('main')).toContainText(`Protocol ${newest.number}`);
  expect(new URL(page.url()).pathname).toBe('/match');
});

const NEEDED = {
  'what begins': /\/main\.\w+\.js$/,
  'the text of the page': /\/src-pages-explain[\w-]*\.\w+\.js$/,
  'the runtime': /\/runtime~/,
};

for (const [what, file] of Object.entries(NEEDED)) {
  test(`when ${what} cannot be loaded the page says so, and the next press tries again`, async ({ page }) => {
    let broken = true;
    await page.route(file, (route) => (broken ? route.abort() : route.continue()));
    // The file is missing on purpose; the page's own answer is what counts here.
    page.removeAllListeners('console');
    page.removeAllListeners('requestfailed');
    await page.goto('/explain');
    const explain = page.getByRole('button', { name: 'Explain', exact: true });
    await press(explain);
    await expect(page.getByRole('alert')).toContainText('could not be loaded');
    await expect(explain).not.toHaveAttribute('aria-busy');
    broken = false;
    await press(explain);
    await expect(page.getByRole('alert')).toHaveText('There is nothing to explain yet. Paste some lines of a log.');
  });
}
