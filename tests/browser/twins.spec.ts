import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { expect, protocols, test } from './site.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

for (const protocol of protocols) {
  const address = `/${protocol.pathName}/reference/cli/worker-connect`;

  test.describe(protocol.label, () => {
    test('the page is copied as Markdown from the keyboard', async ({ page }) => {
      await page.goto(address);
      const button = page.getByRole('button', { name: 'Copy page as Markdown' });
      await button.focus();
      await page.keyboard.press('Enter');
      await expect(page.locator('.page-tools:has([data-act="copy-page"])').getByRole('status')).toHaveText(
        'Copied: this page as Markdown',
      );
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toBe(readFileSync(path.join(projectRoot, 'build', `${address}.md`), 'utf8'));
      expect(copied).toMatch(/^# swamp worker connect\n/);
    });

    test('twin and indexes come with their types, and the page names its twin', async ({ page, request }) => {
      await page.goto(address);
      const named = await page.locator('link[rel="alternate"][type="text/markdown"]').getAttribute('href');
      expect(named).toBe(`${address}.md`);
      expect((await request.get(named!)).headers()['content-type']).toMatch(/^text\/markdown/);
      for (const name of ['/llms.txt', `/${protocol.pathName}/llms.txt`, `/${protocol.pathName}/llms-full.txt`]) {
        const response = await request.get(name);
        expect(response.status()).toBe(200);
        expect(response.headers()['content-type']).toMatch(/^text\/plain/);
      }
    });

    test.describe('without JavaScript', () => {
      test.use({ javaScriptEnabled: false });

      test('a link leads to the twin', async ({ page, request }) => {
        await page.goto(address);
        await expect(page.getByRole('button', { name: 'Copy page as Markdown' })).toBeHidden();
        const link = page.locator('.page-tools').getByRole('link', { name: 'Markdown' });
        expect((await request.get((await link.getAttribute('href'))!)).status()).toBe(200);
      });
    });
  });
}

test('a twin that cannot be loaded is told, and nothing is copied', async ({ page, context }) => {
  const address = `/${protocols[0].pathName}/reference/cli/worker-list`;
  await context.route('**/*.md', (route) => route.abort());
  await page.goto(address);
  await page.evaluate(() => navigator.clipboard.writeText('before'));
  // The failed request itself is an error in the console, which this test expects.
  await page.evaluate(() => {
    window.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  });
  await page.getByRole('button', { name: 'Copy page as Markdown' }).click();
  await expect(page.locator('.page-tools:has([data-act="copy-page"])').getByRole('status')).toHaveText(
    'Could not load: this page as Markdown',
  );
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('before');
});

test('the page for agents leads to every index', async ({ page, request }) => {
  await page.goto('/agents');
  await expect(page.locator('h1')).toHaveText('For agents and tools');
  await expect(page.locator('link[type="text/markdown"]')).toHaveAttribute('href', '/agents.md');
  const links = await page.locator('main a[href^="/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')!));
  expect(links).toEqual(expect.arrayContaining(['/llms.txt', '/spec/releases.json']));
  for (const { pathName, number } of protocols) {
    expect(links).toContain(`/${pathName}/packs/operators-tokens-security.md`);
    expect(links).toContain(`/skills/swamp-remote-execution-${number}.tar.gz`);
  }
  for (const link of new Set(links)) {
    expect((await request.get(link)).status(), link).toBe(200);
  }
});
