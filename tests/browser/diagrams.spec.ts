import { expect, protocols, test } from './site.ts';

for (const protocol of protocols) {
  test(`diagrams of ${protocol.label} render`, async ({ page }) => {
    await page.goto(`/${protocol.pathName}`);
    const diagrams = page.locator('.docusaurus-mermaid-container');
    await expect(diagrams.first().locator('svg')).toBeVisible();
    expect(await page.locator('.docusaurus-mermaid-container svg').count()).toBe(await diagrams.count());
    for (const svg of await page.locator('.docusaurus-mermaid-container svg').all()) {
      expect((await svg.boundingBox())!.height).toBeGreaterThan(40);
      await expect(svg.locator('text=/Syntax error/i')).toHaveCount(0);
    }
  });
}
