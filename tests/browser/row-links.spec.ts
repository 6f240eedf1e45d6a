import { expect, newest, protocols, test } from './site.ts';

const pageOf = (pathName: string): string => `/${pathName}/reference/cli/worker-connect`;

for (const { label, pathName } of protocols) {
  test(`${label}: a row has a link to itself, which the keyboard and the mouse find`, async ({ page }) => {
    await page.goto(pageOf(pathName));
    const row = page.locator('#flag-worker-connect-label');
    const link = row.getByRole('link', { name: 'Link to this row' });
    await expect(link).toHaveCSS('opacity', '0');
    await row.hover();
    await expect(link).toHaveCSS('opacity', '1');
    await page.mouse.move(0, 0);
    await link.focus();
    await expect(link).toHaveCSS('opacity', '1');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#flag-worker-connect-label$/);
  });
}

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('the links are in view', async ({ page }) => {
    await page.goto(pageOf(newest.pathName));
    await expect(page.locator('#flag-worker-connect-label').getByRole('link', { name: 'Link to this row' })).toHaveCSS(
      'opacity',
      '1',
    );
  });
});

for (const width of [320, 390, 768, 1440]) {
  test(`the bar beside the row that an address names covers no letter at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${pageOf(newest.pathName)}#flag-worker-connect-label`);
    const gap = await page.locator('#flag-worker-connect-label').evaluate((row) => {
      const texts = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      const left: number[] = [];
      while (texts.nextNode() !== null) {
        range.selectNodeContents(texts.currentNode);
        left.push(...[...range.getClientRects()].filter((box) => box.width > 0).map((box) => box.left));
      }
      return Math.min(...left) - row.getBoundingClientRect().left;
    });
    // The bar is 3 px wide.
    expect(gap).toBeGreaterThanOrEqual(6);
  });
}
