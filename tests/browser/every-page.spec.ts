import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, protocols, sitePages, test } from './site.ts';

/** Each color scheme and each width once: colors do not depend on the width, nor layout on colors. */
const VIEWS = [
  { scheme: 'light', width: 1280 },
  { scheme: 'dark', width: 360 },
] as const;

/**
 * The views in which axe looks at a page: both. Pages of older protocols are built of the same parts,
 * so it looks at every third of them, in one view after the other: all would take ten minutes more.
 */
function viewsOf(address: string, position: number): readonly (typeof VIEWS)[number][] {
  const older = protocols.slice(1).some(({ pathName }) => address.startsWith(`/${pathName}/`));
  if (!older) {
    return VIEWS;
  }
  return position % 3 === 0 ? [VIEWS[(position / 3) % VIEWS.length]!] : [];
}

/** The narrowest screen that WCAG 2.2 asks to serve without scrolling in two directions. */
const NARROWEST = 320;

for (const [position, address] of sitePages().entries()) {
  test(`${address} opens without errors, and axe finds nothing`, async ({ page }) => {
    // The page with all messages has thousands of elements to look at, twice.
    test.setTimeout(180_000);
    await page.goto(address);
    await expect(page.locator('html')).toHaveAttribute('data-has-hydrated', 'true');
    await expect(page.locator('h1')).toHaveCount(1);
    // The server sends no page twice; a redirect here would be a moved address.
    expect(new URL(page.url()).pathname.replace(/(?<=.)\/$/, '')).toBe(address);

    for (const { scheme, width } of viewsOf(address, position)) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: scheme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
      expect(await accessFaults(page), `${scheme}, ${width} px`).toEqual([]);
    }

    await page.setViewportSize({ width: NARROWEST, height: 640 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, 'pixels beyond the screen').toBeLessThanOrEqual(0);
  });
}

async function accessFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

test('axe finds a planted fault', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('data-has-hydrated', 'true');
  await page.evaluate(() => document.querySelector('main')!.append(document.createElement('button')));
  expect(await accessFaults(page)).toContainEqual(expect.stringMatching(/^button-name: /));
});
