import type { Page } from '@playwright/test';
import { holdApp } from './app-hold.ts';
import { expect, newest, startApp, test } from './site.ts';

/** Pages with forms of their own, and one of each other kind that holds controls. */
const PAGES = [
  '/',
  '/explain',
  '/plan',
  '/match',
  '/lifecycle',
  '/compare-help',
  '/workbench',
  `/${newest.pathName}/operators/tokens`,
  `/${newest.pathName}/reference/changes`,
  `/${newest.pathName}/reference/messages/dispatch`,
];

/** What a reader sees of each control: where it is, how large, and its colors. Its text may come with the application. */
function looksOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main :is(h1, button, input, select, textarea, label, summary)')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const { fontSize, color, backgroundColor, borderColor } = getComputedStyle(element);
        const box = [x, y + scrollY, width, height].map(Math.round).join(' ');
        return `${element.tagName} ${element.id} at ${box}: ${[fontSize, color, backgroundColor, borderColor].join(', ')}`;
      }),
  );
}

for (const width of [390, 1280]) {
  for (const address of PAGES) {
    test(`${address} looks the same before and after the application starts, at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      const letAppCome = await holdApp(page);
      // A page that always starts its application loads to its end only with that.
      await page.goto(address, { waitUntil: 'commit' });
      await expect(page.locator('footer')).toBeVisible();
      const before = await looksOf(page);
      expect(before.length).toBeGreaterThan(0);
      letAppCome();
      await startApp(page);
      await expect.poll(() => looksOf(page)).toEqual(before);
    });
  }
}
