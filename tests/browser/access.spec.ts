import AxeBuilder from '@axe-core/playwright';
import { expect, newest, pagesOf, protocols, test } from './site.ts';

const addresses = ['/', '/search', '/verification', ...protocols.flatMap((protocol) => pagesOf(protocol.pathName))];

/** One page of each kind: landing, search, prose, a start page, diagrams, a procedure, a command, tables. */
const kinds = [
  '/',
  '/search',
  '/verification',
  ...protocols.flatMap(({ pathName }) => [
    `/${pathName}`,
    `/${pathName}/operators/get-started`,
    `/${pathName}/reference/cli/worker-connect`,
  ]),
  `/${newest.pathName}/concepts/architecture`,
  `/${newest.pathName}/operators/deploy/kubernetes`,
  `/${newest.pathName}/authors/remote-and-local`,
  `/${newest.pathName}/reference/states`,
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    for (const address of kinds) {
      test(`axe finds nothing on ${address}`, async ({ page }) => {
        test.setTimeout(120_000);
        await page.goto(address);
        await expect(page.locator('html')).toHaveAttribute('data-has-hydrated', 'true');
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
        ).toEqual([]);
      });
    }
  });
}

test('the keyboard reaches the skip link, the navbar, the sidebar and the page', async ({ page }) => {
  await page.goto(`/${newest.pathName}/reference/cli/worker-connect`);
  const reached: string[] = [];
  const focusable = await page.locator('a[href], button, input, summary, [tabindex="0"]').count();
  for (
    let press = 0;
    press < focusable && reached.filter((entry) => entry.startsWith('page:')).length < 20;
    press += 1
  ) {
    await page.keyboard.press('Tab');
    reached.push(
      await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const outline = getComputedStyle(element);
        const place = element.closest('nav.navbar')
          ? 'navbar'
          : element.closest('aside')
            ? 'sidebar'
            : element.closest('main')
              ? 'page'
              : 'other';
        return `${place}:${element.textContent?.trim().slice(0, 30)}:${outline.outlineStyle !== 'none' || outline.boxShadow !== 'none' ? 'visible' : 'hidden'}`;
      }),
    );
  }
  expect(reached[0]).toMatch(/skip to main content/i);
  for (const place of ['navbar', 'sidebar', 'page']) {
    expect(
      reached.some((entry) => entry.startsWith(`${place}:`)),
      place,
    ).toBe(true);
  }
  expect(reached.filter((entry) => entry.endsWith(':hidden'))).toEqual([]);
});

test('no page scrolls sideways on a narrow phone', async ({ page }) => {
  test.setTimeout(240_000);
  await page.setViewportSize({ width: 320, height: 640 });
  for (const address of addresses) {
    await page.goto(address);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, address).toBeLessThanOrEqual(0);
  }
});
