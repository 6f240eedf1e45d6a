import type { Page } from '@playwright/test';
import { percentile } from '../../scripts/bench/measured.ts';
import { expect, newest, pagesOf, test } from './site.ts';

/** Heights of all pages of the newest protocol in screens, closed parts closed. */
async function screensOf(page: Page, size: { width: number; height: number }): Promise<Map<string, number>> {
  await page.setViewportSize(size);
  const screens = new Map<string, number>();
  for (const address of pagesOf(newest.pathName)) {
    await page.goto(address);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    screens.set(address, height / size.height);
  }
  return screens;
}

/** Pages that lead through a task. */
const TASK = /\/(?:operators|authors)\//;

const longest = (screens: ReadonlyMap<string, number>): string =>
  [...screens]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 8)
    .map(([address, height]) => `${address} ${height.toFixed(1)}`)
    .join(', ');

test('on a large screen the median page has at most 5 screens, 95 of 100 at most 10, a task at most 8', async ({
  page,
}) => {
  const screens = await screensOf(page, { width: 1440, height: 900 });
  expect(screens.size).toBeGreaterThan(80);
  const tasks = new Map([...screens].filter(([address]) => TASK.test(address)));
  expect(percentile([...screens.values()], 0.5)).toBeLessThanOrEqual(5);
  expect(percentile([...screens.values()], 0.95), longest(screens)).toBeLessThanOrEqual(10);
  expect(Math.max(...tasks.values()), longest(tasks)).toBeLessThanOrEqual(8);
});

test('on a phone the median page has at most 8 screens', async ({ page }) => {
  const screens = await screensOf(page, { width: 390, height: 844 });
  expect(percentile([...screens.values()], 0.5), longest(screens)).toBeLessThanOrEqual(8);
});

test('a closed part opens with the link to its heading, and by itself without scripts', async ({ page }) => {
  const address = `/${newest.pathName}/operators/tokens`;
  await page.goto(address);
  const section = page.locator('details.section').first();
  const id = await section.evaluate((details) => details.previousElementSibling!.id);
  await expect(section.locator(':scope > :nth-child(2)')).toBeHidden();
  await page.goto(`${address}#${id}`);
  await expect(section.locator(':scope > :nth-child(2)')).toBeVisible();
});
