import type { Locator, Page } from '@playwright/test';
import { buildSync } from 'esbuild';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { standingOfSpan } from '../../src/tools/reading/standing-of-span.ts';
import { isFullRun } from '../support/test-run.ts';
import type { Protocol } from '../../src/facts/releases.ts';
import { expect, newest, pagesOf, protocols, startApp, test } from './site.ts';

const short = (release: string): string => release.replace(/\.0$/, '');
const line = (page: Page): Locator => page.locator('.reading-line');

function htmlOf(address: string): string {
  return readFileSync(path.join(projectRoot, 'build', `${address}.html`), 'utf8');
}

/** A page of a version that carries dates, found in the built site. */
function datedPage({ pathName }: Protocol): string {
  const dated = pagesOf(pathName).find((address) => /<tr[^>]* data-since=/.test(htmlOf(address)));
  if (dated === undefined) {
    throw new Error(`no page of ${pathName} carries a date`);
  }
  return dated;
}

interface Dated {
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly standing: string | null;
}

function datesOn(page: Page): Promise<Dated[]> {
  return page.locator('main :is([data-since], [data-until])').evaluateAll((elements) =>
    elements.map((element) => ({
      since: (element as HTMLElement).dataset.since,
      until: (element as HTMLElement).dataset.until,
      standing: element.getAttribute('data-standing'),
    })),
  );
}

/**
 * Screens on which no page may be longer for a release. What was folded in smaller letters is then said in those of the
 * text: on a phone, where lines break oftener, that may take less than a line.
 */
const SCREENS = [
  { width: 1280, moreThan: 0 },
  { width: 390, moreThan: 23 },
];

for (const protocol of protocols) {
  test(`${protocol.label}: a page knows what is newer than, or gone in, the reader's release`, async ({ page }) => {
    for (const release of [protocol.first, protocol.verified]) {
      await page.goto(`${datedPage(protocol)}?release=${short(release)}`);
      await expect(line(page)).toContainText(`Shown for ${short(release)}`);
      const dates = await datesOn(page);
      expect(dates.length).toBeGreaterThan(0);
      for (const { since, until, standing } of dates) {
        expect(standing, `${since} to ${until} at ${release}`).toBe(standingOfSpan(since, until, release));
      }
    }
  });

  test(`${protocol.label}: what its first release does not have is gone, and can be shown`, async ({ page }) => {
    await page.goto(`${datedPage(protocol)}?release=${short(protocol.first)}`);
    await expect(line(page)).toContainText(/\d+ statements? for other releases hidden/);
    const newer = page.locator('main [data-standing="newer"]:not(.since-words)').first();
    await expect(newer).toBeHidden();
    await line(page).getByRole('button', { name: 'Show', exact: true }).click();
    await expect(newer).toBeVisible();
    await line(page).getByRole('button', { name: 'Hide' }).click();
    await expect(newer).toBeHidden();
    await page.getByRole('button', { name: 'Show all releases' }).first().click();
    await expect(page.locator('main [data-standing]')).toHaveCount(0);
    await expect(line(page)).toBeHidden();
    expect(new URL(page.url()).search).toBe('');
  });

  for (const { width, moreThan } of isFullRun ? SCREENS : SCREENS.slice(0, 1)) {
    test(`${protocol.label}, ${width} px: no page is longer for any release than without, and none shows a date of what holds`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 844 });
      const dated = pagesOf(protocol.pathName).filter((address) => htmlOf(address).includes('data-since='));
      // The kinds of facts are spread over the pages, so a few of them do not tell enough.
      expect(dated.length).toBeGreaterThan(protocol.ended ? 0 : 20);
      let read = 0;
      for (const address of dated) {
        await page.goto(address);
        await page.evaluate(markScript);
        const found = await readForEachRelease(page);
        read += found.length;
        expect(
          found.filter(({ longer }) => longer > moreThan),
          address,
        ).toEqual([]);
        expect(
          found.filter(({ dates }) => dates > 0),
          address,
        ).toEqual([]);
      }
      expect(read).toBeGreaterThan(dated.length);
    });
  }
}

interface ReadForRelease {
  readonly release: string;
  /** Pixels by which the page is longer than without a release. */
  readonly longer: number;
  /** How many dates of what holds are in view. */
  readonly dates: number;
}

/** What shows a page for a release, as the page itself loads it. */
const markScript = buildSync({
  stdin: {
    contents: "import { markPage } from './src/tools/reading/page-marks.ts'; Object.assign(window, { markPage });",
    resolveDir: projectRoot,
  },
  bundle: true,
  write: false,
  format: 'iife',
}).outputFiles[0]!.text;

/** Shows a page for the first release of its version and for each release at which something on it begins or ends. */
function readForEachRelease(page: Page): Promise<ReadForRelease[]> {
  return page.evaluate(() => {
    const { markPage } = window as unknown as { markPage: (root: ParentNode, release: string | undefined) => void };
    const main = document.querySelector('main')!;
    const { first, last = '9' } = document.querySelector<HTMLElement>('[data-first]')!.dataset;
    const ends = [...main.querySelectorAll<HTMLElement>('[data-since], [data-until]')].flatMap(
      ({ dataset: { since, until } }) => [since, until],
    );
    const releases = [...new Set([first, ...ends])].filter(
      (release) => release !== undefined && release >= first! && release <= last,
    );
    const whole = main.scrollHeight;
    return releases.map((release) => {
      markPage(main, release);
      const dates = [...main.querySelectorAll('.since, .was__when')].filter((date) => date.checkVisibility()).length;
      return { release: release!, longer: main.scrollHeight - whole, dates };
    });
  });
}

test('what was before is the text for a reader of then, without a press', async ({ page }) => {
  const address = `/${newest.pathName}/operators/tokens`;
  await page.goto(address);
  const before = page.locator('main .was', { hasText: 'Before 20260812.195234' }).first();
  await expect(before).not.toHaveAttribute('open');
  await page.goto(`${address}?release=20260812.183910`);
  await expect(before).toHaveAttribute('open');
  await expect(before.getByText('Before 20260812.195234')).toBeHidden();
});

test('the line that names the release stays in view, and the address carries it to others', async ({ page }) => {
  await page.goto(`/${newest.pathName}/reference/timings?release=${short(newest.first)}`);
  await expect(line(page)).toContainText('Shown for');
  await page.mouse.wheel(0, 4000);
  await expect(line(page)).toBeInViewport();
  await page.locator('.theme-doc-sidebar-container a[href$="/reference/states"]').first().click();
  await page.waitForURL('**/reference/states**');
  await expect(page).toHaveURL(new RegExp(`release=${short(newest.first)}`));
});

test('headings of what does not hold leave the list of headings', async ({ page }) => {
  const address = `/${newest.pathName}/reference/changes/2026-08-16`;
  const last = htmlOf(address).match(/<h2[^>]* id=(\d{8}-\d{6})/)?.[1];
  expect(last).toBeDefined();
  await page.goto(`${address}?release=${short(newest.verified)}`);
  await expect(page.locator(`[id="${last}"]`)).toBeHidden();
  const inList = page.locator(`.table-of-contents a[href="#${last}"]`);
  await expect(inList).toHaveCount(1);
  await expect(inList).toBeHidden();
});

test('the release is given in the navbar, kept on the device, and left again', async ({ page, context }) => {
  await page.goto(`/${newest.pathName}/reference/cli/worker-connect`);
  // What is sent before the application runs is a test of its own (start-when-needed.spec.ts).
  await startApp(page);
  await page.locator('.version-menu:has(form) > summary').click();
  const control = page.locator('.release-control');
  await control.getByLabel('Your release').fill('swamp');
  await page.keyboard.press('Enter');
  await expect(control).toContainText('That is no release.');
  // The list of releases comes with the first look at the field.
  await expect(control.locator('option').first()).toBeAttached();
  await control.getByLabel('Your release').fill('20260101.000000');
  await page.keyboard.press('Enter');
  await expect(control).toContainText('has no remote execution');
  await control.getByLabel('Your release').fill(`swamp ${newest.first}-sha.0123abcd`);
  await page.keyboard.press('Enter');
  await expect(line(page)).toContainText(`Shown for ${short(newest.first)}`);
  await expect(page.locator('.version-menu__panel:has(form)')).toBeHidden();

  await page.reload();
  await expect(line(page)).toContainText(`Shown for ${short(newest.first)}`);
  await page.getByRole('link', { name: 'swamp worker list', exact: true }).first().click();
  await page.waitForURL('**/worker-list?release=*');
  await expect(line(page)).toContainText(`Shown for ${short(newest.first)}`);
  expect(await context.cookies()).toEqual([]);

  await page.getByRole('button', { name: 'Show all releases' }).first().click();
  await page.reload();
  await startApp(page);
  await expect(line(page)).toBeHidden();
});

for (const protocol of protocols.slice(1)) {
  test(`a release of ${protocol.label} leads from the newest pages to its own`, async ({ page }) => {
    const address = 'reference/cli/worker-connect';
    await page.goto(`/${newest.pathName}/${address}?release=${short(protocol.verified)}`);
    await expect(line(page)).toContainText('speaks another protocol');
    await expect(page.locator('main [data-standing]')).toHaveCount(0);
    await page.locator('.version-menu:has(form) > summary').click();
    await expect(
      page.locator('.version-menu:has(form) a', { hasText: 'Speaks the protocol of your release' }),
    ).toContainText(protocol.label);
    await page.keyboard.press('Escape');
    await line(page)
      .getByRole('link', { name: `This page in ${protocol.label}` })
      .click();
    // Once its words are there, the address carries the release.
    await page.waitForURL((url) => url.pathname === `/${protocol.pathName}/${address}`);
    await expect(line(page)).toContainText(`Shown for ${short(protocol.verified)}`);
  });

  test(`a release of ${protocol.label}, given in the navbar, opens its pages`, async ({ page }) => {
    await page.goto(`/${newest.pathName}/reference/cli/worker-connect`);
    await page.locator('.version-menu:has(form) > summary').click();
    await page.locator('.version-menu:has(form)').getByLabel('Your release').fill(protocol.first);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === `/${protocol.pathName}/reference/cli/worker-connect`);
    await expect(line(page)).toContainText(`Shown for ${short(protocol.first)}`);
  });
}

const hostile = [
  '<script>alert(1)</script>',
  '20261399.999999',
  '../../etc/passwd',
  '"><img src=x onerror=alert(1)>',
  '9'.repeat(5000),
  '\u202e\u0000',
];
for (const value of hostile) {
  test(`?release=${value.slice(0, 30)} is ignored with a word`, async ({ page }) => {
    await page.goto(`/${newest.pathName}/reference/cli/worker-list?release=${encodeURIComponent(value)}`);
    await expect(line(page)).toContainText('The address asks for a release that is none');
    await expect(page.locator('main [data-standing]')).toHaveCount(0);
    expect((await line(page).innerText()).length).toBeLessThan(200);
    expect(await page.evaluate(() => localStorage.getItem('swamp.release'))).toBeNull();
  });
}

test('what another hand left in the storage does no harm', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('swamp.release', '"><script>alert(1)</script>'));
  await page.goto(`/${newest.pathName}/reference/cli/worker-list`);
  await startApp(page);
  await expect(line(page)).toBeHidden();
});

test('nothing moves while a page is opened for a release', async ({ page }) => {
  await page.addInitScript((release) => {
    localStorage.setItem('swamp.release', release);
    const shifts = { sum: 0 };
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        shifts.sum += (entry as unknown as { value: number }).value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  }, newest.first);
  await page.goto(`/${newest.pathName}/reference/timings`);
  await expect(line(page)).toContainText(/\d+ statements? for other releases/);
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => (window as unknown as { shifts: { sum: number } }).shifts.sum)).toBeLessThan(0.01);
});

test('without JavaScript the dates stand in the text', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL! });
  const page = await context.newPage();
  for (const protocol of protocols) {
    await page.goto(`${datedPage(protocol)}?release=${protocol.first}`);
    await expect(page.locator('main tr[data-since]').first()).toContainText(/(?:since|before) \d{8}\.\d{6}/i);
    await expect(line(page)).toBeHidden();
  }
  await context.close();
});
