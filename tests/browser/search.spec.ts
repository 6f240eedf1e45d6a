import { expect, protocols, test } from './site.ts';

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
    await box.press('ArrowDown');
    await box.press('Enter');
    await page.waitForURL(`**/${protocol.pathName}/**`);
    await expect(page.locator('main')).toContainText('--cache-dir');
  });

  test(`the search page of ${protocol.label} lists only its own pages`, async ({ page }) => {
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
    const results = page.locator('main article a, main section a');
    // The search page shows its list after the index has arrived and been searched.
    await expect(results.first()).toBeVisible();
    const addresses = await results.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    for (const address of addresses) {
      expect(address).toMatch(new RegExp(`^/${protocol.pathName}(?=[/#]|$)`));
    }
  });
}
