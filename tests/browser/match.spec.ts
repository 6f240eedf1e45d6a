import type { Locator, Page } from '@playwright/test';
import { expect, newest, protocols, startApp, test } from './site.ts';

const short = (release: string): string => release.replace(/\.0$/, '');
const orchestrator = (page: Page): Locator => page.getByLabel('Orchestrator, or your only machine');
const worker = (page: Page): Locator => page.getByLabel('Worker', { exact: true });
const answer = (page: Page): Locator => page.locator('.match__answer');

test('answers from the keyboard alone, and leaves a link behind', async ({ page }) => {
  await page.goto('/match');
  await orchestrator(page).focus();
  await page.keyboard.insertText(`swamp ${newest.verified}-sha.06b61472`);
  await expect(answer(page)).toContainText(`This machine: ${short(newest.verified)} speaks protocol ${newest.number}.`);
  await page.keyboard.press('Tab');
  await expect(worker(page)).toBeFocused();
  await page.keyboard.insertText(short(protocols[1]!.verified));
  await expect(answer(page)).toContainText('They do not work together.');
  expect(new URL(page.url()).search).toBe(
    `?orchestrator=${short(newest.verified)}&worker=${short(protocols[1]!.verified)}`,
  );
  await page.keyboard.press('Tab');
  await expect(answer(page).getByRole('link').first()).toBeFocused();
});

for (const one of protocols) {
  for (const other of protocols) {
    test(`a link asks for an orchestrator of ${one.label} and a worker of ${other.label}`, async ({ page }) => {
      await page.goto(`/match?orchestrator=${one.verified}&worker=v${other.first}-sha.0123abcd`);
      await expect(orchestrator(page)).toHaveValue(one.verified);
      if (one === other) {
        await expect(answer(page)).toContainText('They work together.');
        return;
      }
      await expect(answer(page)).toContainText('They do not work together.');
      await expect(answer(page)).toContainText(
        `Worker protocol version ${other.number} does not match orchestrator version ${one.number}`,
      );
      await expect(answer(page)).toContainText('WebSocket error: "Unexpected EOF"');
      const [from, to] = [one.number, other.number].sort();
      await answer(page)
        .getByRole('link', { name: `Upgrade from protocol ${from} to ${to}` })
        .click();
      await page.waitForURL(`**/upgrade/${from}-to-${to}`);
    });
  }
}

test('the link to the pages shows them for that release', async ({ page }) => {
  await page.goto(`/match?orchestrator=${newest.first}`);
  await answer(page)
    .getByRole('link', { name: `Read ${newest.label} for ${short(newest.first)}` })
    .click();
  await page.waitForURL(`**/${newest.pathName}?release=${short(newest.first)}`);
  await expect(page.locator('.reading-line')).toContainText(`Shown for ${short(newest.first)}`);
});

const texts: readonly (readonly [what: string, text: string, said: string])[] = [
  ['a release before remote execution', '20260611.191548', 'is older than 20260611.195256'],
  ['a release newer than the newest known', '20290101.000000', 'is newer than 20260822.011157'],
  ['a release that has no tag', '20260820.000000', 'is no known release. It lies between two that speak protocol 4'],
  ['a release between two protocols', '20260705.170000', 'so it speaks one of the two'],
  ['a date alone', '20260822', 'is a date'],
  ['digits that are no date', '20261399.011157', 'looks like a release, but is no date and time'],
  ['two releases', '20260705.162356\n20260822.011157', 'names several releases: 20260705.162356, 20260822.011157'],
  ['markup', '<img src=x onerror=alert(1)>', 'There is no release in this text'],
  ['control characters', '\u0000\u0007\u202e', 'There is no release in this text'],
];
for (const [what, text, said] of texts) {
  test(`says what it makes of ${what}`, async ({ page }) => {
    await page.goto('/match');
    await orchestrator(page).fill(text);
    await expect(answer(page)).toContainText(said);
    await page.goto(`/match?worker=${encodeURIComponent(text)}`);
    await expect(answer(page)).toContainText(said);
  });
}

test('reads a paste of 5 MB, and keeps it', async ({ page }) => {
  await page.goto('/match');
  const size = await orchestrator(page).evaluate((field: HTMLTextAreaElement) => {
    field.value = `${'x 2026 <b> '.repeat(460_000)}\nswamp 20260706.191652.0-sha.0123abcd`;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    return field.value.length;
  });
  expect(size).toBeGreaterThan(5_000_000);
  await expect(answer(page)).toContainText('20260706.191652 speaks protocol 3');
  expect(await orchestrator(page).evaluate((field: HTMLTextAreaElement) => field.value.length)).toBe(size);
  expect(page.url().length).toBeLessThan(200);
});

test('works without a network once it is open', async ({ browser, baseURL }) => {
  // Not the page that must stay clean: without a network the browser reports what it could not fetch ahead.
  const context = await browser.newContext({ baseURL: baseURL! });
  const page = await context.newPage();
  await page.goto('/match');
  await startApp(page);
  await context.setOffline(true);
  await orchestrator(page).fill('20260822.011157');
  await worker(page).fill('20260611.195256');
  await expect(answer(page)).toContainText('Worker protocol version 2 does not match orchestrator version 4');
  await context.close();
});

test('reads without JavaScript as a table of ranges', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL! });
  const page = await context.newPage();
  await page.goto('/match');
  await expect(page.getByText('Without JavaScript this page cannot read your releases.')).toBeVisible();
  await expect(orchestrator(page)).toBeHidden();
  for (const protocol of protocols) {
    await expect(page.locator('main table.facts')).toContainText(short(protocol.first));
  }
  await context.close();
});
