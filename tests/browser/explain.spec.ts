import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { examplesOf } from '../../src/tools/explain/examples.ts';
import { specs } from '../support/facts.ts';
import { accessFaults } from './axe.ts';
import { expect, protocols, startApp, test } from './site.ts';

const REFUSED = 'Worker protocol version 2 does not match orchestrator version 4';

/** Puts a text into the box as a paste does, of any size. */
async function paste(page: Page, text: string): Promise<void> {
  await page.getByLabel('Log lines').evaluate((box, pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(`/explain${query}`);
  // The form answers only when the page has come alive.
  await startApp(page);
}

/** Counts how often the page gets its turn while lines are explained: never, if it did the work itself. */
function countTurns(): { whileWorking: number } {
  const turns = { whileWorking: 0 };
  const section = document.querySelector('.explanation')!;
  const turn = (): void => {
    turns.whileWorking += section.ariaBusy === 'true' ? 1 : 0;
    setTimeout(turn, 5);
  };
  turn();
  return turns;
}

const summary = (page: Page) => page.locator('.explanation__summary');

for (const protocol of protocols) {
  test(`explains what was recorded with ${protocol.label}`, async ({ page }) => {
    await open(page, `?protocol=${protocol.number}`);
    await expect(page.locator('.explainer__protocol select')).toHaveValue(String(protocol.number));
    const example = examplesOf(specs).find(({ protocol: number }) => number === protocol.number)!;
    await page.getByRole('button', { name: 'a refused second machine' }).click();
    await expect(page.getByLabel('Log lines')).toHaveValue(example.text);
    await expect(summary(page)).toContainText(/[1-9]\d* known message/);
    const first = page.locator('.finding--error').first();
    await expect(first).toContainText('Cause');
    await expect(first).toContainText('Fix');
    await expect(first).not.toContainText('does not print this');
    for (const link of await page.locator('.finding__links a').all()) {
      expect(await link.getAttribute('href')).toMatch(new RegExp(`^/${protocol.pathName}/reference/messages/\\w+#`));
    }
  });
}

test('a link of a message leads to its anchor', async ({ page }) => {
  await open(page);
  await paste(page, REFUSED);
  await expect(page.locator('.finding__answer')).toContainText(
    'The worker speaks protocol 2, the orchestrator protocol 4',
  );
  await page
    .getByRole('link', { name: /this message in/ })
    .first()
    .click();
  await expect(page.locator('#protocol-mismatch')).toBeInViewport();
});

test('works with the keyboard alone', async ({ page }) => {
  await open(page);
  await page.getByLabel('Log lines').focus();
  await page.keyboard.type('fetch failed');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Explain', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(summary(page)).toHaveText('1 line: 1 known message, 0 unknown lines.');
  await page.getByLabel('Log lines').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('control socket closed');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.finding h3')).toContainText('control socket closed');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Log lines')).toBeFocused();
  await expect(page.getByLabel('Log lines')).toHaveValue('');
});

test('hostile input is shown as text, and runs nothing', async ({ page }) => {
  await open(page);
  const evil = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';
  await paste(page, `Disconnected: ${evil}\n${evil}\u202e\0\ud800\n\u001b[31m${REFUSED}\u001b[0m`);
  await expect(summary(page)).toHaveText('3 lines: 2 known messages, 1 unknown line.');
  await page.locator('.explanation__unknown summary').click();
  await expect(page.locator('.explanation__unknown li').first()).toContainText('<script>');
  expect(await page.evaluate(() => 'hit' in window)).toBe(false);
});

test('an empty box and a file that is no text get an answer', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Explain', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('nothing to explain');
  const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4, 5, 6]);
  await page.getByLabel('Log file').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: bytes });
  await expect(page.getByRole('alert')).toContainText('a.png is no text');
});

test('5 MB neither freeze the page nor fill it, can be stopped, and leave the browser by no request', async ({
  page,
}, testInfo) => {
  await open(page);
  // The list of messages is loaded once; from then on nothing may be asked for.
  await paste(page, REFUSED);
  await expect(summary(page)).toContainText('1 known message');
  const requests: string[] = [];
  page.on('request', (request) => {
    // The site fetches the code of pages that the reader may open next: a plain GET, the same for everybody.
    // A browser may ask for the icon again when the address changes.
    const isOwnCode =
      request.method() === 'GET' && /\/(?:assets\/js\/[\w.-]+\.js|img\/favicon\.svg)$/.test(request.url());
    if (!isOwnCode) {
      requests.push(`${request.method()} ${request.url()}`);
    }
  });
  const line = `2026-01-01 12:00:00.000 +00:00 [INF] serve: Worker "alpha" enrolled ("reconnect")\nsome other line\n`;
  const big = line.repeat(Math.ceil(5_000_000 / line.length));
  // From the disk: handing over the bytes themselves would keep the page busy.
  const file = testInfo.outputPath('serve.log');
  writeFileSync(file, big);
  await page.getByLabel('Log file').setInputFiles(file);
  await expect.poll(() => page.workers().length).toBe(1);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(summary(page)).toContainText('Stopped');
  await expect.poll(() => page.workers().length).toBe(0);

  const awake = await page.evaluateHandle(countTurns);
  await page.getByRole('button', { name: 'Explain', exact: true }).click();
  await expect(summary(page)).toContainText('1 known message');
  expect(await awake.evaluate((turns) => turns.whileWorking)).toBeGreaterThan(10);
  await expect.poll(() => page.workers().length).toBe(0);
  await expect(page.locator('.finding__place').first()).toContainText('times, first in line 1');
  expect(await page.locator('.explanation *').count()).toBeLessThan(1_000);
  expect(requests).toEqual([]);
});

for (const [why, spoil] of [
  ['there are no workers', (page: Page) => page.addInitScript('delete globalThis.Worker')],
  [
    'workers are refused',
    (page: Page) => page.addInitScript('globalThis.Worker = class { constructor() { throw new Error() } }'),
  ],
  [
    'the code of the worker cannot be loaded',
    async (page: Page) => {
      page.removeAllListeners('console');
      page.removeAllListeners('requestfailed');
      await page.route(/explain-worker/, (route) => route.abort());
    },
  ],
] as const) {
  test(`explains on the page itself where ${why}`, async ({ page }) => {
    await spoil(page);
    await open(page);
    await paste(page, REFUSED);
    await expect(summary(page)).toHaveText('1 line: 1 known message, 0 unknown lines.');
    expect(page.workers()).toEqual([]);
  });
}

test('has nothing that axe objects to, in both color schemes and at 320 px', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 800 });
    await open(page);
    await paste(page, `${REFUSED}\nReconnecting in 1s\nReconnecting in 2s\nnobody knows this`);
    await expect(summary(page)).toContainText('2 known messages');
    expect(await accessFaults(page, { layouts: new Map(), goodPaints: new Set() })).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says so and leads to the lists of messages', async ({ page }) => {
    await page.goto('/explain');
    await expect(page.locator('main .explainer__problem')).toBeVisible();
    await expect(page.getByLabel('Log lines')).toBeHidden();
    for (const protocol of protocols) {
      await expect(page.locator(`main a[href="/${protocol.pathName}/reference/messages"]`)).toBeVisible();
    }
  });
});
