import type { Page } from '@playwright/test';
import { isFullRun } from '../support/test-run.ts';
import { holdApp } from './app-hold.ts';
import { expect, newest, startApp, test } from './site.ts';

const PAGE = `/${newest.pathName}/operators/get-started`;

/** Opens a page, and does not wait for more than that its controls are seen. */
async function openAtOnce(page: Page, address: string, control: string): Promise<void> {
  await page.goto(address, { waitUntil: 'commit' });
  await page.locator(control).first().waitFor({ state: 'attached' });
}

/** Makes the browser slower, as an old phone is, and its line one of 10 Mbit/s. */
async function slowDown(page: Page, times: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: times });
  if (times > 1) {
    const tenMegabits = 10_000_000 / 8;
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 40,
      downloadThroughput: tenMegabits,
      uploadThroughput: tenMegabits,
    });
  }
}

const SEARCH = '.search-box input';
const WORDS = 'revoke token';
const KEYS = { delay: 20 };

/** A fast machine is the easier one: it is looked at in the full run. */
const DEVICES = [[4, 1440], [4, 390], ...(isFullRun ? ([[1, 1440]] as const) : [])] as const;

for (const [slower, width] of DEVICES) {
  test.describe(`typed at 20 ms a key as soon as the page is seen, ${slower} times slower, ${width} px`, () => {
    test.beforeEach(async ({ page }) => {
      await page.setViewportSize({ width, height: 844 });
      await slowDown(page, slower);
    });

    for (const [how, reach] of [
      ['a press', (page: Page) => page.locator(SEARCH).click()],
      ['/', (page: Page) => page.keyboard.press('/')],
      ['Ctrl+K', (page: Page) => page.keyboard.press('Control+k')],
    ] as const) {
      test(`search by ${how} has every letter, and finds`, async ({ page }) => {
        await openAtOnce(page, PAGE, SEARCH);
        await reach(page);
        await page.keyboard.type(WORDS, KEYS);
        await expect(page.locator(SEARCH)).toHaveValue(WORDS);
        await expect(page.locator('[class*="suggestion"]:visible').first()).toBeVisible();
        await expect(page.locator(SEARCH)).toHaveValue(WORDS);
        await expect(page.locator(SEARCH)).toBeFocused();
      });
    }

    test('the first field of /match has every digit, and the answer is for it', async ({ page }) => {
      await openAtOnce(page, '/match', 'main textarea');
      await page.locator('main textarea').first().click();
      await page.keyboard.type(newest.first.slice(0, 15), KEYS);
      await expect(page.locator('.match__answer')).toContainText(`Protocol ${newest.number}`);
      await expect(page.locator('main textarea').first()).toHaveValue(newest.first.slice(0, 15));
    });

    test('the file of /plan has every letter, and is planned', async ({ page }) => {
      const file = 'name: w\njobs: [{ name: j, steps: [{ name: s, labels: { gpu: "yes" } }] }]';
      await openAtOnce(page, '/plan', 'main textarea');
      await page.locator('main textarea').first().click();
      await page.keyboard.type(file, KEYS);
      await page.getByRole('button', { name: 'Plan', exact: true }).click();
      await expect(page.locator('main .explanation__verdict')).not.toBeEmpty();
      await expect(page.locator('main textarea').first()).toHaveValue(file);
    });

    test('the lines of /explain have every letter', async ({ page }) => {
      const line = "Enrollment token 'alpha' has been revoked";
      await openAtOnce(page, '/explain', 'main textarea');
      await page.locator('main textarea').click();
      await page.keyboard.type(line, KEYS);
      await page.getByRole('button', { name: 'Explain', exact: true }).click();
      await expect(page.locator('main .finding').first()).toBeVisible();
      await expect(page.locator('main textarea')).toHaveValue(line);
    });
  });
}

test('what is typed in the middle of a text stays in its place', async ({ page }) => {
  const release = await holdApp(page);
  await page.goto(PAGE);
  await page.locator(SEARCH).click();
  await page.keyboard.type('revok token', KEYS);
  for (let press = 0; press < 6; press += 1) {
    await page.keyboard.press('ArrowLeft');
  }
  release();
  await expect(page.locator(`${SEARCH}[role=combobox]`)).toBeFocused();
  await page.keyboard.type('e');
  await expect(page.locator(SEARCH)).toHaveValue(WORDS);
});

test('a field that the application empties while keys come in is filled again', async ({ page }) => {
  const release = await holdApp(page);
  await page.goto('/explain');
  const box = page.locator('main textarea');
  await box.click();
  await page.keyboard.type('Enrollment token ', KEYS);
  await box.evaluate((field: HTMLTextAreaElement) => (field.value = ''));
  await page.keyboard.type("'a' has expired", KEYS);
  await expect(box).toHaveValue("Enrollment token 'a' has expired");
  release();
  await startApp(page);
  await expect(box).toHaveValue("Enrollment token 'a' has expired");
});

test('an address fills the fields of /match, and not over what the reader wrote', async ({ page }) => {
  const release = await holdApp(page);
  const asked = newest.first.slice(0, 15);
  // The application is asked for at once, and the page is not loaded until it has come.
  await openAtOnce(page, `/match?orchestrator=${asked}&worker=${asked}`, 'main textarea');
  await page.locator('main textarea').last().fill('20260705.162356');
  release();
  await startApp(page);
  await expect(page.locator('main textarea').first()).toHaveValue(newest.first.slice(0, 15));
  await expect(page.locator('main textarea').last()).toHaveValue('20260705.162356');
  await expect(page.locator('.match__answer')).toContainText('Protocol 2');
});

test('a protocol that is chosen before /lifecycle runs is played', async ({ page }) => {
  const release = await holdApp(page);
  await page.goto('/lifecycle');
  await page.getByLabel('Protocol').selectOption('2');
  await page.getByRole('button', { name: 'Mint a token', exact: true }).click();
  release();
  await expect(page.locator('.lifecycle__story > li')).toHaveCount(1);
  await expect(page.getByLabel('Protocol')).toHaveValue('2');
  expect(new URL(page.url()).searchParams.get('protocol')).toBe('2');
});

test('a protocol that is chosen before /explain runs is explained for', async ({ page }) => {
  const release = await holdApp(page);
  await page.goto('/explain');
  const choice = page.locator('.explainer__protocol select');
  await choice.selectOption('3');
  release();
  await startApp(page);
  await expect(choice).toHaveValue('3');
  await expect(page.getByRole('group', { name: 'Examples recorded with protocol 3' })).toBeVisible();
});

const LOG = { name: 'worker.log', mimeType: 'text/plain', buffer: Buffer.from("Enrollment token 'box' has expired\n") };

test('a file that is chosen before /explain runs is explained', async ({ page }) => {
  const release = await holdApp(page);
  await page.goto('/explain');
  await page.locator('main input[type=file]').setInputFiles(LOG);
  release();
  await expect(page.locator('main .finding').first()).toBeVisible();
  await expect(page.locator('main textarea')).toHaveValue(/has expired/);
});

for (const [how, name] of [
  ['dropped on', 'drop'],
  ['pasted into', 'paste'],
] as const) {
  test(`a file that is ${how} /explain before it runs is explained, and the page stays`, async ({ page }) => {
    const release = await holdApp(page);
    await page.goto('/explain');
    const isLeft = await page.locator('main textarea').evaluate((box, event) => {
      const data = new DataTransfer();
      data.items.add(new File(["Enrollment token 'box' has expired\n"], 'worker.log', { type: 'text/plain' }));
      const options = { bubbles: true, cancelable: true };
      return box.dispatchEvent(
        event === 'drop'
          ? new DragEvent('drop', { ...options, dataTransfer: data })
          : new ClipboardEvent('paste', { ...options, clipboardData: data }),
      );
    }, name);
    // The browser does with a file that is dropped what nobody prevents: it opens it.
    expect(isLeft).toBe(name === 'paste');
    release();
    await expect(page.locator('main .finding').first()).toBeVisible();
  });
}

test('an impatient second and third press do nothing more', async ({ page }) => {
  const release = await holdApp(page);
  await page.goto('/lifecycle');
  const mint = page.getByRole('button', { name: 'Mint a token', exact: true });
  await mint.click();
  await mint.click();
  await expect(mint).toHaveAttribute('aria-busy', 'true');
  release();
  await page.locator('.lifecycle__story > li').first().waitFor();
  await mint.click({ force: true });
  await expect(page.locator('.lifecycle__story > li')).toHaveCount(1);
  await expect(mint).not.toHaveAttribute('aria-busy');
});

test('a bar on top tells a reader who waits, on a phone too', async ({ page }) => {
  const release = await holdApp(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/explain');
  const bar = (): Promise<string> =>
    page.evaluate(() => {
      const { content, height, position } = getComputedStyle(document.documentElement, '::before');
      return content === 'none' ? 'none' : `${position} ${height}`;
    });
  expect(await bar()).toBe('none');
  await page.getByRole('button', { name: 'Explain', exact: true }).click();
  expect(await bar()).toBe('fixed 3px');
  release();
  await expect(page.getByRole('alert')).toContainText('There is nothing to explain yet.');
  expect(await bar()).toBe('none');
});

for (const width of [320, 360, 390, 412, 430]) {
  test(`search lies within a screen of ${width} px, and what is typed is seen`, async ({ page }) => {
    const release = await holdApp(page);
    await page.setViewportSize({ width, height: 800 });
    await page.goto(PAGE);
    const check = async (): Promise<void> => {
      const box = (await page.locator(SEARCH).boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.width).toBeGreaterThan(width / 2);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      const fits = await page.locator(SEARCH).evaluate((field: HTMLInputElement) => ({
        size: getComputedStyle(field).fontSize,
        whole: field.scrollWidth <= field.clientWidth,
      }));
      expect(fits).toEqual({ size: '16px', whole: true });
    };
    await page.locator(SEARCH).click();
    await page.keyboard.type(WORDS, KEYS);
    await check();
    release();
    const found = page.locator('[class*="suggestion"]:visible').first();
    await expect(found).toBeVisible();
    await check();
    const list = (await page.locator('[class*="dropdownMenu"]').boundingBox())!;
    expect(list.x).toBeGreaterThanOrEqual(0);
    expect(list.x + list.width).toBeLessThanOrEqual(width);
  });
}
