import { projectRoot } from '../../scripts/lib/project-root.ts';
import { loadHeadlines } from '../../src/facts/headlines.ts';
import { expect, protocols, test } from './site.ts';

const short = (release: string): string => release.replace(/\.0$/, '');

test('the matrix has every pair, and leads from each refused one to its lines', async ({ page }) => {
  await page.goto('/compatibility');
  const matrix = page.locator('main table').first();
  for (const [row, orchestrator] of protocols.entries()) {
    for (const [column, worker] of protocols.entries()) {
      const cell = matrix
        .locator('tbody tr')
        .nth(row)
        .locator('td')
        .nth(column + 1);
      await expect(cell).toHaveText(orchestrator === worker ? 'works' : 'refused');
      if (orchestrator !== worker) {
        const anchor = `#orchestrator-${orchestrator.number}-worker-${worker.number}`;
        await expect(cell.getByRole('link')).toHaveAttribute('href', anchor);
        await expect(page.locator(anchor)).toBeVisible();
      }
    }
  }
});

test('each refused pair shows what both real programs printed', async ({ page }) => {
  await page.goto('/compatibility');
  const main = page.locator('main');
  for (const orchestrator of protocols) {
    for (const worker of protocols.filter((protocol) => protocol !== orchestrator)) {
      const text = `Worker protocol version ${worker.number} does not match orchestrator version ${orchestrator.number}`;
      await expect(main.locator('pre', { hasText: text }).first()).toBeVisible();
      await expect(
        main.getByText(
          `A worker of release ${short(worker.verified)} (protocol ${worker.number}) meets an orchestrator of release ${short(orchestrator.verified)}`,
        ),
      ).toBeVisible();
    }
  }
  await expect(main.locator('pre', { hasText: 'WebSocket error: "Unexpected EOF"' })).toHaveCount(
    protocols.length * (protocols.length - 1),
  );
});

test('leads to the answer for a pair', async ({ page }) => {
  await page.goto('/compatibility');
  await page.getByRole('link', { name: 'What to upgrade' }).first().click();
  await page.waitForURL('**/match?orchestrator=*');
  await expect(page.locator('.match__answer')).toContainText('They do not work together.');
});

test('reads without JavaScript', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL! });
  const page = await context.newPage();
  await page.goto('/compatibility');
  await expect(page.locator('main table').first()).toContainText('refused');
  await context.close();
});

test('the footer leads to the pages outside the versions', async ({ page }) => {
  await page.goto('/');
  for (const path of ['/match', '/compatibility', '/verification']) {
    await expect(page.locator(`footer a[href="${path}"]`)).toBeVisible();
  }
});

test('the feed is named on every page, and is Atom', async ({ page, request }) => {
  await page.goto('/compatibility');
  const href = await page.locator('link[type="application/atom+xml"]').getAttribute('href');
  expect(href).toBe('/changes.xml');
  const xml = await (await request.get(href!)).text();
  const entries = await page.evaluate((source) => {
    const parsed = new DOMParser().parseFromString(source, 'application/xml');
    const titles = [...parsed.querySelectorAll('entry > title')].map(({ textContent }) => textContent);
    return { root: parsed.documentElement.nodeName, titles };
  }, xml);
  expect(entries.root).toBe('feed');
  // One for each release that changed something, beside those of protocols and verified releases.
  const changed = [...loadHeadlines(projectRoot).keys()].map(short);
  expect(changed.length).toBeGreaterThan(100);
  expect(changed.filter((release) => !entries.titles.some((title) => title.includes(release)))).toEqual([]);
  expect(entries.titles.length).toBeGreaterThanOrEqual(changed.length + protocols.length * 2);
});
