import type { Page } from '@playwright/test';
import { accessFaults } from './axe.ts';
import type { KnownLayouts } from './axe.ts';
import { expect, newest, sitePages, startApp, test } from './site.ts';

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

// Colors change at once instead of fading into each other.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

for (const address of sitePages()) {
  test(`${address} opens without errors, and axe finds nothing`, async ({ page }) => {
    // The page with all messages has thousands of elements to look at, in each view.
    test.setTimeout(180_000);
    await open(page, address);
    await expect(page.locator('h1')).toHaveCount(1);
    // The server sends no page twice; a redirect here would be a moved address.
    expect(new URL(page.url()).pathname.replace(/(?<=.)\/$/, '')).toBe(address);

    const layouts: KnownLayouts = new Map();
    for (const view of VIEWS) {
      await show(page, view);
      expect(await accessFaults(page, layouts), `${view.scheme}, ${view.width} px`).toEqual([]);
    }

    await page.setViewportSize({ width: NARROWEST, height: 640 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, 'pixels beyond the screen').toBeLessThanOrEqual(0);
  });
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await startApp(page);
}

async function show(page: Page, { scheme, width }: View): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme: scheme });
  await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
  // React redraws the menus for the new width before the second frame.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
  );
}

test.describe('a planted fault is found', () => {
  test.describe.configure({ timeout: 180_000 });

  /** A page with many alike cells and paragraphs, and not a long one. */
  const PAGE = `/${newest.pathName}/concepts/versions-and-releases`;

  const namesOf = (faults: readonly string[]): string[] => faults.map((fault) => fault.replace(/:.*/s, ''));

  /** What axe finds in each view once something is planted. */
  async function faultsByView(page: Page, plant: (rule: string) => void, rule = ''): Promise<Record<string, string[]>> {
    await open(page, PAGE);
    await page.evaluate(plant, rule);
    const found: Record<string, string[]> = {};
    const layouts: KnownLayouts = new Map();
    for (const view of VIEWS) {
      await show(page, view);
      found[`${view.scheme} ${view.width}`] = namesOf(await accessFaults(page, layouts));
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
