import { test as base, expect } from '@playwright/test';
import { NO_NGINX } from '../../scripts/lib/nginx.ts';
import { DEPLOYED_ORIGIN as ORIGIN, isDeployed } from './deployed.ts';
import { missingPictures } from './pictures.ts';
import { reportPolicyViolations, watchProblems } from './problems.ts';
import { newest } from './site.ts';

// That every page works under the headers is shown by `every-page.spec.ts`, which opens them all as deployed.

/** A page, and all that went wrong on it. */
const test = base.extend<{ problems: string[] }>({
  problems: async ({ page }, use) => {
    await reportPolicyViolations(page);
    await use(watchProblems(page, ORIGIN).problems);
  },
});

base.skip(!isDeployed, NO_NGINX);

/** What the console and the answer say of an address without a page. */
const isMissing = (problem: string): boolean => /404 \(Not Found\)|^404 for /.test(problem);

test('diagrams, search, the color switch and the way from page to page work under them', async ({ page, problems }) => {
  await page.goto(`${ORIGIN}/${newest.pathName}/concepts/architecture`);
  await page.mouse.wheel(0, 5_000);
  await expect(page.locator('main .diagram img').first()).toBeVisible();
  expect(await missingPictures(page)).toEqual([]);
  await page.goto(`${ORIGIN}/search?q=drain`);
  await expect(page.locator('main article').first()).toBeVisible();
  await page.locator('.color-choice:visible').click();
  await page.goto(`${ORIGIN}/${newest.pathName}`);
  const link = page.locator('main a[href^="/protocol-"]:not([href$=".md"])').first();
  const target = await link.getAttribute('href');
  await link.click();
  await page.waitForURL(`${ORIGIN}${target}`);
  expect(problems).toEqual([]);
});

test('a log is explained in a worker under them', async ({ page, problems }) => {
  await page.goto(`${ORIGIN}/explain`);
  await page.getByLabel('Log lines').fill('fetch failed');
  const worker = page.waitForEvent('worker');
  await page.getByRole('button', { name: 'Explain', exact: true }).click();
  expect((await worker).url()).toMatch(/^http:.*explain-worker/);
  await expect(page.locator('.explanation__summary')).toHaveText('1 line: 1 known message, 0 unknown lines.');
  expect(problems).toEqual([]);
});

test('a workflow is planned in a worker under them', async ({ page, problems }) => {
  const worker = page.waitForEvent('worker');
  await page.goto(`${ORIGIN}/plan?example=placement`);
  expect((await worker).url()).toMatch(/^http:.*plan-worker/);
  await expect(page.locator('.explanation__verdict')).toContainText('5 steps');
  // The style of the page is in the page.
  expect(await page.locator('.planner-columns').evaluate((columns) => getComputedStyle(columns).display)).toBe('grid');
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
  expect(problems.filter((problem) => !isMissing(problem))).toEqual([]);
});

test('an address without a page is answered 404 and shows the nearest page', async ({ page, problems }) => {
  const answer = await page.goto(`${ORIGIN}/${newest.pathName}/operators/limts`);
  expect(answer!.status()).toBe(404);
  await expect(page.locator('main')).toContainText('The nearest page of');
  expect(problems.filter((problem) => !isMissing(problem))).toEqual([]);
});

test('a page that is asked for in the wrong folder is found by its name, and by a search for it', async ({
  page,
  problems,
}) => {
  await page.goto(`${ORIGIN}/${newest.pathName}/operators/kubernetes`);
  await expect(page.locator('main')).toContainText('operators/deploy/kubernetes');
  const field = page.locator('main input[name=q]');
  await expect(field).toHaveValue('kubernetes');
  await field.press('Enter');
  await page.waitForURL(/\/search\?q=kubernetes/);
  await expect(page.locator('.search-page article a').first()).toBeVisible();
  expect(problems.filter((problem) => !isMissing(problem))).toEqual([]);
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
