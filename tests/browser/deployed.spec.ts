import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test as base, expect } from '@playwright/test';
import { findNginx, NO_NGINX } from '../../scripts/lib/nginx.ts';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { missingPictures } from './pictures.ts';
import { newest, startApp } from './site.ts';

/** The site as nginx serves it; see `playwright.config.ts`. */
const ORIGIN = `http://127.0.0.1:${Number(process.env.TEST_PORT ?? 3187) + 1}`;

/** Every page of the site, as its sitemap lists them. */
const ADDRESSES = [
  ...readFileSync(path.join(projectRoot, 'build', 'sitemap.xml'), 'utf8').matchAll(
    /<loc>https?:\/\/[^/]+([^<]*)<\/loc>/g,
  ),
].map(([, address]) => address!);

/** A page, and all that went wrong on it. */
const test = base.extend<{ problems: string[] }>({
  problems: async ({ page }, use) => {
    const problems: string[] = [];
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI || event.sample}`);
      });
    });
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        problems.push(`${message.type()} on ${page.url()}: ${message.text()}`);
      }
    });
    page.on('pageerror', (error) => problems.push(`exception on ${page.url()}: ${error.message}`));
    page.on('request', (request) => {
      if (/^(?:https?|wss?):/.test(request.url()) && !request.url().startsWith(ORIGIN)) {
        problems.push(`request to another host: ${request.url()}`);
      }
    });
    page.on('requestfailed', (request) => {
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') {
        problems.push(`failed: ${request.url()}: ${request.failure()?.errorText}`);
      }
    });
    await use(problems);
  },
});

base.skip(findNginx() === undefined && !process.env.CI, NO_NGINX);

test('every page works under the security headers: no violation, no error, no other host', async ({
  page,
  problems,
}) => {
  test.setTimeout(300_000);
  expect(ADDRESSES.length).toBeGreaterThan(80);
  for (const address of ADDRESSES) {
    const answer = await page.goto(`${ORIGIN}${address}`);
    expect(answer!.status(), address).toBe(200);
    await startApp(page);
  }
  expect(problems).toEqual([]);
});

test('diagrams, search, the color switch and the way from page to page work under them', async ({ page, problems }) => {
  test.setTimeout(120_000);
  await page.goto(`${ORIGIN}/${newest.pathName}/concepts/architecture`);
  await page.mouse.wheel(0, 5_000);
  await expect(page.locator('main .diagram img').first()).toBeVisible();
  expect(await missingPictures(page)).toEqual([]);
  await page.goto(`${ORIGIN}/search?q=drain`);
  await expect(page.locator('main article').first()).toBeVisible();
  await page.locator('button[class*="toggleButton"]').first().click();
  await page.goto(`${ORIGIN}/${newest.pathName}`);
  const link = page.locator('main a[href^="/protocol-"]:not([href$=".md"])').first();
  const target = await link.getAttribute('href');
  await link.click();
  await page.waitForURL(`${ORIGIN}${target}`);
  expect(problems).toEqual([]);
});

test('the file of a diagram has its colors also when it is opened by itself', async ({ page, problems }) => {
  await page.goto(`${ORIGIN}/${newest.pathName}`);
  const file = await page.locator('.diagram img').first().getAttribute('src');
  const fill = (): Promise<string> =>
    page
      .locator('.drawing-ground')
      .first()
      .evaluate((ground) => getComputedStyle(ground).fill);
  await page.emulateMedia({ colorScheme: 'light' });
  const answer = await page.goto(`${ORIGIN}${file}`);
  expect(answer!.headers()['content-security-policy']).toContain('style-src');
  expect(await fill()).toBe('rgb(255, 255, 255)');
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await fill()).toBe('rgb(15, 21, 19)');
  // A browser asks for /favicon.ico where a document names no icon.
  expect(problems.filter((problem) => !/404 \(Not Found\)/.test(problem))).toEqual([]);
});

test('an address without a page is answered 404 and shows the nearest page', async ({ page, problems }) => {
  const answer = await page.goto(`${ORIGIN}/${newest.pathName}/operators/limts`);
  expect(answer!.status()).toBe(404);
  await expect(page.locator('main')).toContainText('The nearest page of');
  expect(problems.filter((problem) => !/404 \(Not Found\)/.test(problem))).toEqual([]);
});

test('a planted inline script is refused and seen', async ({ page, problems }) => {
  await page.route(`${ORIGIN}/`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({
      response: answer,
      body: (await answer.text()).replace('</head>', '<script>planted()</script></head>'),
    });
  });
  await page.goto(`${ORIGIN}/`);
  await expect.poll(() => problems.join('\n')).toMatch(/policy: script-src-elem refused inline/);
});
