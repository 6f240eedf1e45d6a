import { expect, newest, test } from './site.ts';

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
