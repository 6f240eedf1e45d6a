import { expect, test as base } from '@playwright/test';
import type { Page, Response } from '@playwright/test';
import { accessFaults } from './axe.ts';
import { isFullRun } from '../support/test-run.ts';
import { pagesOfEveryKind } from '../support/page-kinds.ts';
import { DEPLOYED_ORIGIN, isDeployed, PORT } from './deployed.ts';
import { reportPolicyViolations, watchProblems } from './problems.ts';
import { builtPage, drawn, newest, protocols, sitePages, startApp } from './site.ts';

/** As deployed, so that what the headers refuse is seen on every page. */
const ORIGIN = isDeployed ? DEPLOYED_ORIGIN : `http://localhost:${PORT}`;

/** How readers see a page: next to each other those that share a width, for a new width costs more than new colors. */
const VIEWS = [
  { scheme: 'light', width: 1280 },
  { scheme: 'dark', width: 1280 },
  { scheme: 'dark', width: 360 },
  { scheme: 'light', width: 360 },
] as const;

type View = (typeof VIEWS)[number];

/** The narrowest screen that WCAG 2.2 asks to serve without scrolling in two directions. */
const NARROWEST = 320;

/** Kinds of text whose contrast was measured on one of the pages and found good. */
const goodPaints = new Set<string>();

/** One reader opens all pages, as readers do, with what the browser keeps from page to page: it halves the time. */
const test = base.extend<{ page: Page }, { reader: Page }>({
  reader: [
    async ({ browser }, use) => {
      // Without motion colors change at once instead of fading into each other.
      const context = await browser.newContext({ baseURL: ORIGIN, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await reportPolicyViolations(page);
      await use(page);
      await context.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ reader }, use) => {
    const { problems, stop } = watchProblems(reader, ORIGIN);
    await use(reader);
    await reader.evaluate(() => localStorage.clear());
    stop();
    expect(problems).toEqual([]);
  },
});

// What fails here names the page and the element; recording each step of so many pages takes a good part of the time.
test.use({ trace: 'off' });

/** Pages that axe looks at in all views: in the full run all of them, else one of each kind in each version. */
const inAllViews = new Set(isFullRun ? sitePages() : kindsOfEachVersion());

function kindsOfEachVersion(): string[] {
  const versionOf = (address: string): string => /^\/protocol-\d+/.exec(address)?.[0] ?? '';
  const pages = sitePages().map(builtPage);
  const versions = new Set(pages.map(({ address }) => versionOf(address)));
  return [...versions].flatMap((version) =>
    pagesOfEveryKind(pages.filter(({ address }) => versionOf(address) === version)),
  );
}

test('the sitemap lists the pages that are looked at, some of each version in all views', () => {
  expect(sitePages().length).toBeGreaterThan(80);
  for (const { pathName } of protocols) {
    expect([...inAllViews].filter((address) => address.startsWith(`/${pathName}`)).length).toBeGreaterThan(5);
  }
});

for (const address of sitePages()) {
  const views = inAllViews.has(address) ? VIEWS : VIEWS.slice(0, 1);
  test(`${address} opens without errors, and axe finds nothing in ${views.length === 1 ? 'one view' : 'all views'}`, async ({
    page,
  }) => {
    const answer = await open(page, address);
    expect(answer?.status()).toBe(200);
    await expect(page.locator('h1')).toHaveCount(1);
    // The server sends no page twice; a redirect here would be a moved address.
    expect(new URL(page.url()).pathname.replace(/(?<=.)\/$/, '')).toBe(address);

    const known = { layouts: new Map(), goodPaints };
    for (const view of views) {
      await show(page, view);
      expect(await accessFaults(page, known), `${view.scheme}, ${view.width} px`).toEqual([]);
    }

    await page.setViewportSize({ width: NARROWEST, height: 640 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, 'pixels beyond the screen').toBeLessThanOrEqual(0);
  });
}

async function open(page: Page, address: string): Promise<Response | null> {
  await chooseView(page, VIEWS[0]);
  const answer = await page.goto(address);
  await startApp(page);
  return answer;
}

async function chooseView(page: Page, { scheme, width }: View): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme: scheme });
}

async function show(page: Page, view: View): Promise<void> {
  await chooseView(page, view);
  await expect(page.locator('html')).toHaveAttribute('data-theme', view.scheme);
  await drawn(page);
}

test.describe('a planted fault is found', () => {
  /** A page with many alike cells and paragraphs, and not a long one. */
  const PAGE = `/${newest.pathName}/concepts/versions-and-releases`;

  const namesOf = (faults: readonly string[]): string[] => faults.map((fault) => fault.replace(/:.*/s, ''));

  /** What axe finds in each view once something is planted. */
  async function faultsByView(page: Page, plant: (rule: string) => void, rule = ''): Promise<Record<string, string[]>> {
    await open(page, PAGE);
    await page.evaluate(plant, rule);
    const found: Record<string, string[]> = {};
    const known = { layouts: new Map(), goodPaints };
    for (const view of VIEWS) {
      await show(page, view);
      found[`${view.scheme} ${view.width}`] = namesOf(await accessFaults(page, known));
    }
    return found;
  }

  test('that has nothing to do with the view', async ({ page }) => {
    const found = await faultsByView(page, () => {
      document.querySelector('main')!.append(document.createElement('button'));
    });
    for (const names of Object.values(found)) {
      expect(names).toContain('button-name');
    }
    expect(Object.keys(found)).toHaveLength(4);
  });

  for (const [scheme, colors] of [
    ['light', 'color: #bbb; background: #fff'],
    ['dark', 'color: #444; background: #000'],
  ] as const) {
    test(`in one cell of a table, in the ${scheme} scheme only`, async ({ page }) => {
      const found = await faultsByView(
        page,
        (rule) => {
          const cell = [...document.querySelectorAll('main td')].at(-1)!;
          cell.append('planted');
          cell.classList.add('planted');
          document.head.insertAdjacentHTML('beforeend', `<style>${rule}</style>`);
        },
        `[data-theme='${scheme}'] .planted { ${colors} }`,
      );
      for (const [view, names] of Object.entries(found)) {
        expect(names, view).toEqual(view.startsWith(scheme) ? ['color-contrast'] : []);
      }
    });
  }

  test('in a link that only its color tells from the text', async ({ page }) => {
    const found = await faultsByView(page, () => {
      const look = 'text-decoration: none; color: color-mix(in srgb, currentcolor, gray 20%)';
      const text = `<p>See <a href="#planted" style="${look}">planted</a> for more.</p>`;
      document.querySelector('main article')!.insertAdjacentHTML('beforeend', text);
    });
    for (const [view, names] of Object.entries(found)) {
      expect(names, view).toEqual(['link-in-text-block']);
    }
  });

  for (const [width, others] of [
    [360, 'min-width: 361px'],
    [1280, 'max-width: 1279px'],
  ] as const) {
    test(`in targets that are too small, at ${width} px only`, async ({ page }) => {
      const found = await faultsByView(
        page,
        (rule) => {
          const targets = '<button class="planted" aria-label="planted"></button>'.repeat(2);
          document
            .querySelector('main article')!
            .insertAdjacentHTML('beforeend', `<div>${targets}<style>${rule}</style></div>`);
        },
        `.planted { all: unset; display: block; width: 9px; height: 9px }
        @media (${others}) { .planted { display: none } }`,
      );
      for (const [view, names] of Object.entries(found)) {
        expect(names, view).toEqual(view.endsWith(` ${width}`) ? ['target-size'] : []);
      }
    });
  }
});
