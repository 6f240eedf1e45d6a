import { expect, newest, openFolded, protocols, test } from './site.ts';

const pairs = protocols.flatMap((to) =>
  protocols.filter((from) => from.number < to.number).map((from) => ({ from, to })),
);

for (const { from, to } of pairs) {
  const address = `/upgrade/${from.number}-to-${to.number}`;

  test(`${address} tells who is affected, then how to go and how to come back, then what breaks`, async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(address);
    await expect(page.locator('h1')).toHaveText(`Upgrade from protocol ${from.number} to ${to.number}`);
    const headings = await page.locator('main h2, main h3').evaluateAll((found) => found.map((heading) => heading.id));
    const inOrder = ['who', 'procedure', 'survives', 'back', 'breaking', 'changed'];
    expect(headings.filter((heading) => inOrder.includes(heading))).toEqual(inOrder);
    expect(headings).toEqual(expect.arrayContaining(['forgotten', 'breaking-operators', 'breaking-authors']));
    const screens = await page.evaluate(() => document.documentElement.scrollHeight / innerHeight);
    expect(screens).toBeLessThanOrEqual(8);
    const card = page.locator('#breaking-operators + .cards > *').first();
    await expect(card.locator('p').first()).toContainText('What to do');
    await card.locator('summary').click();
    await expect(card).toContainText('Before:');
  });

  test(`${address} shows what the programs printed when it was performed`, async ({ page }) => {
    await page.goto(address);
    const main = page.locator('main');
    await openFolded(page);
    const refused = `Worker protocol version ${from.number} does not match orchestrator version ${to.number}`;
    const refusedBack = `Worker protocol version ${to.number} does not match orchestrator version ${from.number}`;
    await expect(main.locator('pre', { hasText: refused }).first()).toBeVisible();
    await expect(main.locator('pre', { hasText: refusedBack }).first()).toBeVisible();
    await expect(main.locator('pre', { hasText: 'Enrolled as alpha' })).toHaveCount(2);
  });
}

for (const protocol of protocols.slice(1)) {
  test(`the banner of ${protocol.label} leads to its upgrade`, async ({ page }) => {
    await page.goto(`/${protocol.pathName}/reference/cli/worker-connect`);
    await page.locator('.theme-doc-version-banner').getByRole('link', { name: 'How to upgrade' }).click();
    await page.waitForURL(`**/upgrade/${protocol.number}-to-${newest.number}`);
  });
}

test('a change leads to the page that explains it', async ({ page }) => {
  await page.goto(`/upgrade/${protocols[1]!.number}-to-${newest.number}`);
  await page.getByRole('link', { name: 'All differences' }).first().click();
  await page.getByLabel('Words').fill('--queue-timeout');
  const row = page.locator('main tr:visible', { hasText: '--queue-timeout' }).first();
  await row.getByRole('link').first().click();
  await page.waitForURL(`**/${newest.pathName}/reference/**`);
});
