import type { Page } from '@playwright/test';
import { pagesOfEveryKind } from '../support/page-kinds.ts';
import { boxFaults, overprinted } from './box-faults.ts';
import { builtPage, expect, newest, openFolded, sitePages, test } from './site.ts';

/** From the narrowest screen that WCAG 2.2 asks to serve to a wide one. */
const WIDTHS = [320, 390, 768, 1440] as const;

const NAVBAR = '.navbar a, .navbar button, .navbar summary, .navbar input';

/** One page of each kind: of the newest protocol, and of what belongs to no version. */
const pages = sitePages().map(builtPage);
const sampled = [
  ...pagesOfEveryKind(pages.filter(({ address }) => address.startsWith(`/${newest.pathName}`))),
  ...pages.map(({ address }) => address).filter((address) => !address.startsWith('/protocol-')),
];

test('pages of every kind are looked at', () => {
  expect(sampled.length).toBeGreaterThan(20);
  expect(sampled).toEqual(
    expect.arrayContaining(['/', '/explain', '/plan', '/match', '/lifecycle', '/upgrade', '/search']),
  );
});

for (const address of sampled) {
  test(`${address}: nothing is cut off or beside the screen, folded parts open and closed`, async ({ page }) => {
    await page.goto(address);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      expect(await boxFaults(page), `${width} px`).toEqual([]);
      expect(await overprinted(page, NAVBAR), `${width} px`).toEqual([]);
    }
    await openFolded(page);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      expect(await boxFaults(page), `${width} px, all parts open`).toEqual([]);
    }
  });
}

/** What a reader can open over a page, and how. It says whether this screen has it. */
const OPENED: Readonly<Record<string, (page: Page) => Promise<boolean>>> = {
  'the menu of versions': (page) => press(page, '.version-menu summary:has-text("Protocol")'),
  'the menu of tools': (page) => press(page, '.version-menu summary:has-text("Tools")'),
  'the menu of a narrow screen': (page) => press(page, '.navbar__toggle'),
  'the list of headings': (page) => press(page, 'button.contents-button'),
  'a diagram on the whole screen': async (page) => {
    const isThere = await press(page, '.diagram__tools button:has-text("Full screen")');
    if (isThere) {
      await expect(page.locator('.diagram-viewer[open] img')).toBeVisible();
    }
    return isThere;
  },
  'the search with its answers': async (page) => {
    await page.locator('.search-box input').first().focus();
    await page.keyboard.type('token revoked');
    await expect(page.getByRole('option').first()).toBeVisible();
    return true;
  },
};

async function press(page: Page, selector: string): Promise<boolean> {
  const control = page.locator(selector).first();
  const isThere = await control.isVisible();
  if (isThere) {
    await control.click();
  }
  return isThere;
}

for (const [what, open] of Object.entries(OPENED)) {
  test(`${what} lies within every screen`, async ({ page }) => {
    let opened = 0;
    for (const width of [320, 360, 390, 430, 768, 1440]) {
      for (const address of ['/', `/${newest.pathName}/concepts/architecture`, '/explain']) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(address);
        if (await open(page)) {
          opened += 1;
          expect(await boxFaults(page), `${address} at ${width} px`).toEqual([]);
        }
      }
    }
    expect(opened).toBeGreaterThan(2);
  });
}

test.describe('a planted fault is seen', () => {
  const PLANTS: readonly (readonly [string, string, RegExp])[] = [
    [
      'a panel left of the screen',
      '<button style="position:absolute;left:-24px;top:0">Protocol 4</button>',
      /begins at -24/,
    ],
    [
      'a field right of the screen',
      '<input style="position:fixed;left:390px;width:46px;top:0" aria-label="Search">',
      /ends at 436 of 390/,
    ],
    [
      'a button that its frame cuts',
      '<div style="width:40px;overflow:hidden"><button style="width:90px">Copy</button></div>',
      /"Copy" ends at/,
    ],
  ];

  for (const [name, html, fault] of PLANTS) {
    test(name, async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 800 });
      await page.goto(`/${newest.pathName}/operators/tokens`);
      await page.evaluate((planted) => document.body.insertAdjacentHTML('beforeend', planted), html);
      expect((await boxFaults(page)).join('; ')).toMatch(fault);
    });
  }

  test('and what lies within a frame that scrolls is none', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(`/${newest.pathName}/operators/tokens`);
    await page.evaluate(() =>
      document.body.insertAdjacentHTML(
        'beforeend',
        '<div style="width:40px;overflow:auto"><button style="width:90px">Copy</button></div>',
      ),
    );
    expect(await boxFaults(page)).toEqual([]);
  });

  test('two controls of the bar that lie on each other', async ({ page }) => {
    await page.goto('/');
    await page.evaluate(() => {
      const [first] = document.querySelectorAll<HTMLElement>('.navbar__brand');
      const copy = first!.cloneNode(true) as HTMLElement;
      Object.assign(copy.style, { position: 'absolute', left: `${first!.getBoundingClientRect().left}px`, top: '0' });
      first!.parentElement!.append(copy);
    });
    expect(await overprinted(page, NAVBAR)).not.toEqual([]);
  });
});
