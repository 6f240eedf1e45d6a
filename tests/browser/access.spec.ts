import { accessFaults } from './axe.ts';
import { drawn, expect, newest, startApp, test } from './site.ts';

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

/** One page of each kind. */
const KINDS = ['/', '/explain', '/plan', '/upgrade/3-to-4'].concat(
  ['/operators/troubleshoot', '/reference/cli/worker-connect'].map((kind) => `/${newest.pathName}${kind}`),
);

for (const address of KINDS) {
  test(`${address}: axe finds nothing at the end of the page either`, async ({ page }) => {
    await page.goto(address);
    await startApp(page);
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await drawn(page);
    const faults = await accessFaults(page, { layouts: new Map(), goodPaints: new Set<string>() });
    // A target that is half scrolled below a bar is small until the next scrolling; every-page.spec.ts measures it whole.
    expect(faults.filter((fault) => !fault.startsWith('target-size:'))).toEqual([]);
  });
}

test('the skip link leads past the navbar and the sidebar', async ({ page }) => {
  await page.goto(`/${newest.pathName}/operators/tokens`);
  await page.keyboard.press('Tab');
  await startApp(page);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const place = await page.evaluate(() => {
    const focused = document.activeElement!;
    return { inNavbar: focused.closest('nav.navbar') !== null, inMain: focused.closest('#__docusaurus') !== null };
  });
  expect(place).toEqual({ inNavbar: false, inMain: true });
});

for (const address of KINDS) {
  test(`${address}: the Tab key goes through the page and out of it again`, async ({ page }) => {
    await page.goto(address);
    await startApp(page);
    // The box that is loaded on use takes the place of its field.
    await page.locator('.search-box input').hover();
    await expect(page.locator('.search-box [dir="ltr"]')).toBeVisible();
    const visited = new Set<string>();
    // Some elements come and go with the focus, such as buttons that show themselves.
    const most = (await page.locator('a[href], button, input, select, textarea, summary, [tabindex="0"]').count()) + 40;
    for (let press = 0; press < most; press += 1) {
      await page.keyboard.press('Tab');
      const step = await page.evaluate(() => {
        const focused = document.activeElement!;
        if (focused === document.body) {
          return undefined;
        }
        focused.setAttribute('data-visit', focused.getAttribute('data-visit') ?? String(performance.now()));
        return focused.getAttribute('data-visit')!;
      });
      if (step === undefined || visited.has(step)) {
        break;
      }
      visited.add(step);
    }
    const left = await page.evaluate(() => {
      const reachable = [
        ...document.querySelectorAll<HTMLElement>('a[href], button, input, textarea, select, summary'),
      ];
      return (
        reachable
          .filter((element) => element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility())
          // The button that leads back to the top comes once the page has scrolled, and was passed before.
          .filter((element) => element.closest('.to-top') === null)
          .filter((element) => !element.hasAttribute('data-visit') && element.closest('[inert], [hidden]') === null)
          .map((element) => `${element.localName} ${element.textContent.trim().slice(0, 40)}`)
      );
    });
    expect(left).toEqual([]);
  });

  test(`${address}: with text of twice the size nothing is cut off`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(address);
    await page.addStyleTag({ content: 'html { font-size: 200% !important }' });
    const { overflow, cut } = await page.evaluate(() => ({
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      // A box that hides what does not fit, and does not scroll.
      cut: [...document.querySelectorAll<HTMLElement>('main *, nav.navbar *, footer *')]
        .filter((element) => element.checkVisibility() && getComputedStyle(element).overflowX === 'hidden')
        // What is for screen readers and the keyboard only has a box of one pixel, on purpose.
        .filter((element) => element.closest('.visually-hidden') === null && element.clientWidth > 1)
        .filter((element) => element.textContent.trim() !== '' && element.scrollWidth > element.clientWidth + 1)
        .map((element) => `${element.localName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`),
    }));
    expect(overflow, 'pixels beyond the screen').toBeLessThanOrEqual(0);
    expect(cut).toEqual([]);
  });
}

test.describe('for a reader who asked for less motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  for (const address of KINDS) {
    test(`${address}: nothing moves`, async ({ page }) => {
      await page.goto(address);
      await startApp(page);
      const moving = await page.evaluate(() =>
        [...document.querySelectorAll('*')]
          .filter((element) => {
            const { transitionDuration, animationName, animationDuration, scrollBehavior } = getComputedStyle(element);
            const longest = (durations: string): number => Math.max(...durations.split(',').map(parseFloat));
            return (
              longest(transitionDuration) > 0.001 ||
              (animationName !== 'none' && longest(animationDuration) > 0.001) ||
              scrollBehavior === 'smooth'
            );
          })
          .map((element) => `${element.localName}.${element.className}`),
      );
      expect(moving).toEqual([]);
    });
  }

  test('only what the theme moves is moved at all: a change of colors costs a browser nothing more', async ({
    page,
  }) => {
    await page.goto(`/${newest.pathName}/operators/tokens`);
    await startApp(page);
    const changeColors = (): Promise<number> =>
      page.evaluate(() => {
        const { dataset } = document.documentElement;
        document.querySelectorAll('details').forEach((fold) => (fold.open = true));
        dataset.theme = dataset.theme === 'dark' ? 'light' : 'dark';
        return document.getAnimations().length;
      });
    expect(await changeColors()).toBeLessThan(200);
    await page.addStyleTag({ content: '* { transition-property: all !important }' });
    expect(await changeColors()).toBeGreaterThan(1_000);
  });
});

test('with motion allowed something moves, so that the test above can fail', async ({ page }) => {
  await page.goto(KINDS[0]!);
  const durations = await page.evaluate(() =>
    [...document.querySelectorAll('*')].map((element) => parseFloat(getComputedStyle(element).transitionDuration)),
  );
  expect(Math.max(...durations)).toBeGreaterThan(0.001);
});

test('with forced colors icons, the place in the sidebar and the focus are seen', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(`/${newest.pathName}/operators/tokens`);
  const seen = await page.evaluate(() => {
    const style = (selector: string): CSSStyleDeclaration => getComputedStyle(document.querySelector(selector)!);
    return {
      icon: style('.search-box .icon').backgroundColor,
      ground: style('html').backgroundColor,
      active: style('.menu__link--active').textDecorationLine,
    };
  });
  expect(seen.icon).not.toBe(seen.ground);
  expect(seen.icon).not.toBe('rgba(0, 0, 0, 0)');
  expect(seen.active).toBe('underline');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
  expect(outline).not.toBe('none');
});
