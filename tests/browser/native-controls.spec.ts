import type { Locator, Page } from '@playwright/test';
import { appRuns, holdApp } from './app-hold.ts';
import { expect, newest, startApp, test } from './site.ts';

const PAGE = `/${newest.pathName}/operators/get-started`;
const LONG_SIDEBAR = `/${newest.pathName}/reference/changes`;
const PHONE = { width: 390, height: 844 };

const versionButton = (page: Page): Locator => page.locator('.version-menu:has(form) > summary');
const versionPanel = (page: Page): Locator => page.locator('.version-menu__panel:has(form)');
const closedGroup = (page: Page): Locator => page.locator('.sidebar-group', { hasText: 'Known problems' });

/** The page, before the application runs and after. */
const STAGES: Readonly<Record<string, (page: Page, address: string) => Promise<void>>> = {
  'with the first script alone': async (page, address) => {
    await holdApp(page);
    await page.goto(address);
  },
  'with the application': async (page, address) => {
    await page.goto(address);
    await startApp(page);
  },
};

for (const [stage, open] of Object.entries(STAGES)) {
  test.describe(stage, () => {
    test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

    for (const key of ['Enter', 'Space']) {
      test(`the version menu opens with ${key}, is walked through, and gives the focus back`, async ({ page }) => {
        await open(page, PAGE);
        await versionButton(page).focus();
        await page.keyboard.press(key);
        await expect(versionPanel(page)).toBeVisible();
        await page.keyboard.press('Tab');
        await expect(versionPanel(page).locator('a').first()).toBeFocused();
        await page.keyboard.press('Escape');
        await expect(versionPanel(page)).toBeHidden();
        await expect(versionButton(page)).toBeFocused();
      });
    }

    test('the version menu closes when the reader turns to something else', async ({ page }) => {
      await open(page, PAGE);
      await versionButton(page).click();
      await expect(versionPanel(page)).toBeVisible();
      await page.locator('main h1').click();
      await expect(versionPanel(page)).toBeHidden();
      await versionButton(page).click();
      await page.locator('.color-choice:visible').focus();
      await expect(versionPanel(page)).toBeHidden();
    });

    test('a version is chosen by the mouse', async ({ page }) => {
      await open(page, PAGE);
      await versionButton(page).click();
      const link = versionPanel(page).locator('a').nth(1);
      const target = (await link.getAttribute('href'))!;
      await link.click({ noWaitAfter: true });
      await page.waitForURL(`**${target}`);
    });

    test('a version leads to the same place of its page, and is kept', async ({ page }) => {
      await open(page, `${LONG_SIDEBAR}#related-pages`);
      await versionButton(page).click();
      const link = versionPanel(page).locator('a').nth(1);
      const target = (await link.getAttribute('href'))!.replace(/#.*/, '');
      await link.click({ noWaitAfter: true });
      await page.waitForURL(`**${target}#related-pages`);
      const kept = await page.evaluate(() => Object.entries(localStorage).map(([name, value]) => `${name}=${value}`));
      expect(kept).toContainEqual(expect.stringMatching(/^docs-preferred-version-default.*=/));
    });

    test('a group of the sidebar opens and closes by mouse and keyboard, and its link leads to its page', async ({
      page,
    }) => {
      await open(page, PAGE);
      const group = closedGroup(page);
      const inside = group.locator('ul a').first();
      await expect(inside).toBeHidden();
      await group.locator('summary').click();
      await expect(inside).toBeVisible();
      await group.locator('summary').press('Enter');
      await expect(inside).toBeHidden();
      await group.locator('summary').press('Space');
      await expect(inside).toBeVisible();
      await expect(group.locator('summary')).toHaveText('Pages below Known problems');
    });

    test('the sidebar can be put away, and stays away', async ({ page }) => {
      await open(page, PAGE);
      const entry = page.locator('.theme-doc-sidebar-menu a').first();
      const button = page.getByRole('button', { name: 'Hide or show the list of pages' });
      await button.click();
      await expect(entry).toBeHidden();
      await page.reload();
      await expect(entry).toBeHidden();
      await button.click();
      await expect(entry).toBeVisible();
    });

    test('the colors are chosen, say their name, and stay', async ({ page }) => {
      await page.emulateMedia({ colorScheme: 'light' });
      await open(page, PAGE);
      const root = page.locator('html');
      for (const [choice, colors, name] of [
        ['light', 'light', 'light'],
        ['dark', 'dark', 'dark'],
        ['system', 'light', 'as your device'],
        ['light', 'light', 'light'],
        ['dark', 'dark', 'dark'],
      ]) {
        await page.locator('.color-choice:visible').press('Enter');
        await expect(root).toHaveAttribute('data-theme-choice', choice!);
        await expect(root).toHaveAttribute('data-theme', colors!);
        await expect(page.locator('.color-choice:visible')).toHaveAccessibleName(`Colors: ${name}`);
      }
      await page.reload();
      await expect(root).toHaveAttribute('data-theme-choice', 'dark');
    });

    test('a command is copied', async ({ page }) => {
      await open(page, PAGE);
      const block = page.locator('.theme-code-block.language-bash').first();
      await block.getByRole('button', { name: 'Copy' }).press('Enter');
      await expect(block.getByRole('status')).toHaveText('Copied');
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
        await block.locator('code').evaluate((code) => code.textContent),
      );
    });

    test('a page is copied as Markdown', async ({ page }) => {
      await open(page, PAGE);
      await page.getByRole('button', { name: 'Copy page as Markdown' }).click();
      await expect(page.locator('.page-tools:has([data-act="copy-page"])').getByRole('status')).toHaveText(
        'Copied: this page as Markdown',
      );
      expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^# /);
    });

    test('long lines are wrapped, and run on again', async ({ page }) => {
      await page.setViewportSize(PHONE);
      await open(page, PAGE);
      const block = page.locator('.theme-code-block[data-wide]').first();
      const pre = block.locator('pre');
      const isCut = (): Promise<boolean> => pre.evaluate((element) => element.scrollWidth > element.clientWidth);
      const wrap = block.getByRole('button', { name: 'Wrap' });
      expect(await isCut()).toBe(true);
      await wrap.press('Enter');
      expect(await isCut()).toBe(false);
      await expect(wrap).toHaveAttribute('aria-pressed', 'true');
      await wrap.press('Enter');
      expect(await isCut()).toBe(true);
    });

    test('the skip link leads past navbar and sidebar, and from there to the list of headings', async ({ page }) => {
      await open(page, PAGE);
      const skip = page.getByRole('link', { name: 'Skip to main content' });
      await skip.focus();
      await page.keyboard.press('Enter');
      await expect(page.locator('main')).toBeFocused();
      const link = page.getByRole('link', { name: 'On this page', exact: true });
      await link.focus();
      expect((await link.boundingBox())!.width).toBeGreaterThan(40);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await expect(page.locator('#page-contents :is(a, button)').first()).toBeFocused();
    });

    test('the heading that is read is marked in the list of headings', async ({ page }) => {
      await open(page, PAGE);
      const headings = page.locator('#page-contents a');
      await page
        .locator('main h2')
        .nth(2)
        .evaluate((heading) => heading.scrollIntoView());
      await page.mouse.wheel(0, 1);
      await expect(page.locator('#page-contents .table-of-contents__link--active')).toHaveCount(1);
      expect(await headings.count()).toBeGreaterThan(3);
    });

    test.describe('on a phone', () => {
      test.use({ viewport: PHONE, hasTouch: true });

      test('the menu opens and closes by touch and keyboard, and gives the focus back', async ({ page }) => {
        await open(page, PAGE);
        const toggle = page.getByRole('button', { name: 'Menu', exact: true });
        const entry = page.locator('.theme-doc-sidebar-menu a').first();
        await toggle.tap();
        await expect(entry).toBeVisible();
        await page.getByRole('button', { name: 'Close the menu' }).tap();
        await expect(entry).toBeHidden();
        await toggle.focus();
        await page.keyboard.press('Enter');
        await expect(entry).toBeVisible();
        await page.keyboard.press('Tab');
        expect(await page.evaluate(() => document.activeElement!.closest('#phone-menu') !== null)).toBe(true);
        await page.keyboard.press('Escape');
        await expect(entry).toBeHidden();
        await expect(toggle).toBeFocused();
        await toggle.tap();
        await page.touchscreen.tap(PHONE.width - 10, 400);
        await expect(entry).toBeHidden();
      });

      test('the menu holds the tracks, the tools, the colors and the pages, with the open one in view', async ({
        page,
      }) => {
        await open(page, LONG_SIDEBAR);
        await page.getByRole('button', { name: 'Menu', exact: true }).tap();
        const links = page.locator('.phone-menu__head').getByRole('link');
        await expect(links).toContainText(['Operators', 'Workflow authors', 'Reference', 'Explain', 'Match']);
        await expect(page.locator('.phone-menu__head .color-choice')).toBeVisible();
        await expect(page.locator('.theme-doc-sidebar-menu [aria-current=page]')).toBeInViewport({ ratio: 1 });
      });

      test('a page is chosen in the menu, which is closed then', async ({ page }) => {
        await open(page, PAGE);
        await page.getByRole('button', { name: 'Menu', exact: true }).tap();
        await page.locator('.theme-doc-sidebar-menu').getByRole('link', { name: 'Two machines' }).tap();
        await page.waitForURL('**/operators/two-machines');
        await expect(page.locator('.theme-doc-sidebar-menu')).toBeHidden();
      });

      test('the list of headings opens, leads to a heading and closes', async ({ page }) => {
        await open(page, PAGE);
        const button = page.getByRole('button', { name: 'On this page' });
        await button.tap();
        const link = page.locator('#page-contents a').nth(1);
        await expect(link).toBeInViewport();
        await link.tap();
        await expect(link).toBeHidden();
        expect(new URL(page.url()).hash.length).toBeGreaterThan(1);
        await button.focus();
        await page.keyboard.press('Enter');
        await expect(link).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(link).toBeHidden();
        await expect(button).toBeFocused();
      });
    });

    for (const width of [320, 360, 390, 412]) {
      test(`the version menu lies within a screen of ${width} px`, async ({ page }) => {
        await page.setViewportSize({ width, height: 740 });
        await open(page, PAGE);
        await versionButton(page).click();
        const { x, width: taken } = (await versionPanel(page).boundingBox())!;
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + taken).toBeLessThanOrEqual(width);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      });
    }
  });
}

test('a command is copied where the browser withholds its clipboard from pages without TLS', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await holdApp(page);
  await page.goto(PAGE);
  const block = page.locator('.theme-code-block.language-bash').first();
  const button = block.getByRole('button', { name: 'Copy' });
  await button.press('Enter');
  await expect(block.getByRole('status')).toHaveText('Copied');
  await expect(button).toBeFocused();
  await page.locator('.search-box input').click();
  await page.keyboard.press('Control+V');
  await expect(page.locator('.search-box input')).toHaveValue(
    (await block.locator('code').textContent())!.replaceAll('\n', ''),
  );
});

test('no control starts the application', async ({ page }) => {
  await page.goto(PAGE);
  await page.mouse.move(200, 300);
  await page.mouse.move(400, 300);
  await versionButton(page).click();
  await closedGroup(page).locator('summary').click();
  await page.locator('.color-choice:visible').click();
  await page.keyboard.press('Tab');
  await page.keyboard.press('PageDown');
  await page.waitForLoadState('networkidle');
  expect(await appRuns(page)).toBe(false);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the version menu and the groups of the sidebar open', async ({ page }) => {
    await page.goto(PAGE);
    await versionButton(page).click();
    await expect(versionPanel(page).locator('a').first()).toBeVisible();
    await versionButton(page).press('Enter');
    await expect(versionPanel(page)).toBeHidden();
    await closedGroup(page).locator('summary').click();
    await expect(closedGroup(page).locator('ul a').first()).toBeVisible();
    for (const gone of ['.search-box', '.color-choice', '.code-buttons', '.page-tools button', '.sidebar-switch']) {
      await expect(page.locator(gone).first()).toBeHidden();
    }
  });

  test.describe('on a phone', () => {
    test.use({ viewport: PHONE, hasTouch: true });

    test('the menu and the list of headings open and close', async ({ page }) => {
      await page.goto(PAGE);
      const entry = page.locator('.theme-doc-sidebar-menu a').first();
      await page.getByRole('button', { name: 'Menu', exact: true }).tap();
      await expect(entry).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(entry).toBeHidden();
      await page.getByRole('button', { name: 'On this page' }).tap();
      await expect(page.locator('#page-contents a').first()).toBeVisible();
      await page.goto('/');
      await page.getByRole('button', { name: 'Menu', exact: true }).tap();
      await expect(page.locator('#phone-menu').getByRole('link')).toContainText(['Operators', 'Reference', 'Explain']);
    });
  });
});

test.describe('in a browser that has no popovers', () => {
  test.use({ viewport: PHONE, hasTouch: true });

  test('the menu and the list of headings open and close all the same', async ({ page }) => {
    await page.addInitScript(() => {
      delete (HTMLElement.prototype as Partial<HTMLElement>).popover;
      document.addEventListener('DOMContentLoaded', () =>
        document.querySelectorAll('[popover]').forEach((menu) => {
          // The element is then like any other to the browser of this test.
          menu.removeAttribute('popover');
          menu.setAttribute('data-popover', '');
        }),
      );
    });
    await holdApp(page);
    await page.goto(PAGE);
    const entry = page.locator('.theme-doc-sidebar-menu a').first();
    const toggle = page.getByRole('button', { name: 'Menu', exact: true });
    await toggle.tap();
    await expect(entry).toBeVisible();
    await toggle.focus();
    await page.keyboard.press('Escape');
    await expect(entry).toBeHidden();
    await page.getByRole('button', { name: 'On this page' }).tap();
    await expect(page.locator('#page-contents a').first()).toBeVisible();
    await page.touchscreen.tap(20, 820);
    await expect(page.locator('#page-contents a').first()).toBeHidden();
  });
});

/** Notes whatever is opened, closed or replaced from now on. */
async function watchState(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const root = document.getElementById('__docusaurus')!;
    document.addEventListener('toggle', ({ target }) => seen.push(`toggled ${(target as Element).className}`), true);
    new MutationObserver((changes) => {
      for (const { type, target, attributeName, removedNodes } of changes) {
        const named = `${(target as Element).localName}.${(target as Element).className}`;
        if (type === 'attributes') {
          seen.push(`${attributeName} of ${named}`);
        } else if (removedNodes.length > 0) {
          seen.push(`${removedNodes.length} removed from ${named}`);
        }
      }
    }).observe(root, {
      subtree: true,
      childList: true,
      attributeFilter: ['open', 'class', 'aria-pressed', 'hidden', 'disabled'],
    });
  });
  return () => page.evaluate(() => (window as unknown as { seen: string[] }).seen);
}

test('nothing changes when the application takes over', async ({ page }) => {
  const release = await holdApp(page);
  await page.setViewportSize({ width: 1100, height: 700 });
  await page.goto(`/${newest.pathName}/reference/cli/worker-connect`);
  await page.locator('.color-choice:visible').click();
  const group = page.locator('.sidebar-group > details:has(> ul [aria-current=page])');
  await expect(group).toHaveAttribute('open');
  await group.locator('> summary').click();
  await expect(group).not.toHaveAttribute('open');
  const block = page.locator('.theme-code-block[data-wide]').first();
  await block.getByRole('button', { name: 'Wrap' }).press('Enter');
  await block.getByRole('button', { name: 'Copy' }).press('Enter');
  await expect(block.getByRole('status')).not.toBeEmpty();
  await page.locator('main h1').evaluate((heading) => heading.scrollIntoView());
  await versionButton(page).click();
  const changes = await watchState(page);
  const scrolled = await page.locator('aside .menu').evaluate((menu) => menu.scrollTop);
  release();
  await startApp(page);
  await page.waitForTimeout(500);
  // The status of copying goes by itself; the heading that is read is marked by the application then.
  const expected = /table-of-contents__link|removed from span\.$/;
  expect((await changes()).filter((change) => !expected.test(change))).toEqual([]);
  await expect(versionPanel(page)).toBeVisible();
  await expect(group).not.toHaveAttribute('open');
  await expect(block.locator('pre')).toHaveClass('wraps');
  await expect(page.locator('html')).toHaveAttribute('data-theme-choice', 'light');
  expect(await page.locator('aside .menu').evaluate((menu) => menu.scrollTop)).toBe(scrolled);
});

for (const [what, press, shown] of [
  ['the menu', '.navbar__toggle', '#phone-menu'],
  ['the list of headings', '.contents-button', '#page-contents'],
] as const) {
  test(`${what} stays open on a phone when the application takes over`, async ({ page }) => {
    const release = await holdApp(page);
    await page.setViewportSize(PHONE);
    await page.goto(PAGE);
    await page.locator(press).click();
    await expect(page.locator(shown)).toBeVisible();
    const changes = await watchState(page);
    release();
    await startApp(page);
    await page.waitForTimeout(500);
    await expect(page.locator(shown)).toBeVisible();
    expect((await changes()).filter((change) => !change.includes('table-of-contents__link'))).toEqual([]);
  });
}

test('a group of the sidebar opens with the page that the application shows in it, and no other closes', async ({
  page,
}) => {
  await page.goto(PAGE);
  await startApp(page);
  const closed = page.locator('.sidebar-group--1 > details', { hasText: 'Two machines' });
  await closed.locator('> summary').click();
  await closedGroup(page).locator('> a').click();
  await page.waitForURL('**/operators/known-problems');
  await expect(closedGroup(page).locator('details')).toHaveAttribute('open', '');
  await expect(closed).not.toHaveAttribute('open');
});

for (const address of ['reference/changes', 'reference/messages/enrollment', 'operators/known-problems']) {
  test(`${address}: the sidebar shows where you are, before the application runs and after`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.goto(`/${newest.pathName}/${address}`);
    const entry = page.locator('.theme-doc-sidebar-menu [aria-current=page]');
    const isInView = (): Promise<boolean> =>
      entry.evaluate((link) => {
        const frame = link.closest('.menu')!.getBoundingClientRect();
        const { top, bottom } = link.getBoundingClientRect();
        return top >= frame.top && bottom <= frame.bottom;
      });
    await expect.poll(isInView).toBe(true);
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    await startApp(page);
    expect(await isInView()).toBe(true);
  });
}
