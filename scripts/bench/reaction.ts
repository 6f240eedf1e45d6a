import { loadavg } from 'node:os';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { loadReleases } from '../../src/facts/releases.ts';
import { browserArguments, findBrowser } from '../lib/browser.ts';
import { findNginx, NO_NGINX, startNginx } from '../lib/nginx.ts';
import { projectRoot } from '../lib/project-root.ts';
import type { Measured } from './measured.ts';
import { median } from './measured.ts';

/** An old phone: so many times slower than this machine. */
const SLOWER = 6;

/** What the developer tools of Chrome call slow 4G: bytes each second, and milliseconds. */
const SLOW_4G = {
  offline: false,
  downloadThroughput: ((1.6 * 1024 * 1024) / 8) * 0.9,
  uploadThroughput: ((750 * 1024) / 8) * 0.9,
  latency: 150 * 3.75,
};

/** How long after the first paint a reader presses, in seconds. */
const PRESSED_AFTER = [0, 0.5, 1, 2, 5];

const ROUNDS = 2;

/** A control, and the selector that matches once it has reacted. */
interface Control {
  readonly name: string;
  readonly press: string;
  readonly reacted: string;
  readonly undo?: (page: Page) => Promise<void>;
}

const escape = (page: Page): Promise<void> => page.keyboard.press('Escape');

const WIDE: readonly Control[] = [
  {
    name: 'version menu',
    press: '.version-menu:has(form) > summary',
    reacted: '.version-menu:has(form)[open]',
    undo: escape,
  },
  {
    name: 'sidebar group',
    press: '.sidebar-group--1 > details:not([open]) > summary',
    // A press gives it the focus; another group may be open already.
    reacted: '.sidebar-group--1 > details[open] > summary:focus',
  },
  { name: 'colors', press: '.navbar .color-choice', reacted: '[data-theme-choice="light"]' },
  {
    name: 'copy page',
    press: '.page-tools button',
    reacted: '.page-tools [role="status"]:not(:empty)',
  },
  {
    name: 'copy code',
    press: '.code-buttons [data-act="copy-code"]',
    reacted: '.code-buttons [role="status"]:not(:empty)',
  },
];

const NARROW: readonly Control[] = [
  { name: 'menu of a phone', press: '.navbar__toggle', reacted: '#phone-menu:popover-open', undo: escape },
  { name: 'on this page', press: '.contents-button', reacted: '#page-contents:popover-open', undo: escape },
  {
    name: 'version menu of a phone',
    press: '.version-menu:has(form) > summary',
    reacted: '.version-menu:has(form)[open]',
    undo: escape,
  },
  { name: 'wrap', press: '[data-wide] [data-act="wrap"]', reacted: 'pre.wraps' },
];

/** A tool, and what a reader does in it as soon as it is seen. */
interface Tool {
  readonly address: string;
  readonly use: (page: Page) => Promise<void>;
  readonly answered: string;
}

const TOOLS: readonly Tool[] = [
  {
    address: '/explain',
    use: async (page) => {
      await page.locator('main textarea').fill("Enrollment token 'box' has expired");
      await page.locator('main form button[type="submit"]').click();
    },
    answered: 'main .finding',
  },
  {
    address: '/match',
    use: (page) => page.locator('main textarea').first().fill('20260705.162356'),
    answered: '.match__answer > :not(:empty)',
  },
  {
    address: '/lifecycle',
    use: (page) => page.locator('.lifecycle__action').first().click(),
    answered: '.lifecycle__story > li',
  },
];

/** How soon the site as deployed reacts on a slow phone with a slow line, in milliseconds. */
export async function measureReaction(): Promise<Measured> {
  const executablePath = findBrowser();
  if (findNginx() === undefined || executablePath === undefined) {
    return { notRun: findNginx() === undefined ? NO_NGINX : 'not run: there is no browser here' };
  }
  const nginx = await startNginx();
  const browser = await chromium.launch({ executablePath, args: browserArguments() });
  const page = `${nginx.origin}/${loadReleases(projectRoot).protocols[0].pathName}/operators/get-started`;
  const times = new Map<string, number[]>();
  const note = (name: string, time: number): unknown => times.set(name, [...(times.get(name) ?? []), time]);
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const after of PRESSED_AFTER) {
        await pressAll(browser, { address: page, width: 1280, after, controls: WIDE }, note);
        await pressAll(browser, { address: page, width: 390, after, controls: NARROW }, note);
        await typeSearch(browser, page, after, note);
      }
      for (const tool of TOOLS) {
        note(`${tool.address} answers, after the first paint`, await useTool(browser, nginx.origin, tool));
      }
    }
  } finally {
    await browser.close();
    await nginx.stop();
  }
  return { figures: { ...figuresOf(times), 'load of the machine': Math.round(loadavg()[0]!) } };
}

function figuresOf(times: ReadonlyMap<string, readonly number[]>): Record<string, number> {
  return Object.fromEntries(
    [...times].flatMap(([name, all]) => [
      [`${name}, least ms`, Math.round(Math.min(...all))],
      [`${name}, median ms`, Math.round(median(all))],
      [`${name}, most ms`, Math.round(Math.max(...all))],
    ]),
  );
}

/** Opens a page on a slow machine with a slow line, and waits for its first paint. */
async function open(browser: Browser, address: string, width: number): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: 'light',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW_4G);
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  return page;
}

interface Presses {
  readonly address: string;
  readonly width: number;
  readonly after: number;
  readonly controls: readonly Control[];
}

async function pressAll(
  browser: Browser,
  { address, width, after, controls }: Presses,
  note: (name: string, time: number) => unknown,
): Promise<void> {
  const page = await open(browser, address, width);
  await page.waitForTimeout(after * 1000);
  for (const { name, press, reacted, undo } of controls) {
    const button = page.locator(press).first();
    await button.waitFor();
    const [reaction] = await Promise.all([page.evaluate(untilReaction, reacted), button.click()]);
    note(name, reaction);
    await undo?.(page);
  }
  await page.context().close();
}

/** In the page: milliseconds from the end of the next press until what is drawn matches a selector. No function in it has a name: tsx would add a helper that the page lacks. */
async function untilReaction(reacted: string): Promise<number> {
  const { timeStamp } = await new Promise<Event>((resolve) => {
    document.addEventListener('pointerup', resolve, { capture: true, once: true });
  });
  while (document.querySelector(reacted) === null) {
    await new Promise(requestAnimationFrame);
  }
  return performance.now() - timeStamp;
}

/** Types into the search, and notes for each key how long it took until the field had its letter. */
async function typeSearch(
  browser: Browser,
  address: string,
  after: number,
  note: (name: string, time: number) => unknown,
): Promise<void> {
  const words = 'revoke token';
  const page = await open(browser, address, 1280);
  await page.waitForTimeout(after * 1000);
  await page.evaluate(() => {
    const waits: number[] = [];
    Object.assign(window, { waits });
    let pressed = 0;
    document.addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), true);
    document.addEventListener('input', () => waits.push(performance.now() - pressed), true);
  });
  await page.locator('.search-box input').click();
  await page.keyboard.type(words, { delay: 120 });
  const { waits, typed } = await page.evaluate(() => ({
    waits: (window as unknown as { waits: number[] }).waits.slice(),
    typed: document.querySelector<HTMLInputElement>('.search-box input')!.value,
  }));
  if (typed !== words) {
    throw new Error(`The search has "${typed}" of "${words}", typed ${after} s after the first paint.`);
  }
  waits.forEach((wait) => note('a key in the search', wait));
  await page.context().close();
}

async function useTool(browser: Browser, origin: string, { address, use, answered }: Tool): Promise<number> {
  const page = await open(browser, `${origin}${address}`, 390);
  const [time] = await Promise.all([
    page.evaluate(async (selector) => {
      while (document.querySelector(selector) === null) {
        await new Promise(requestAnimationFrame);
      }
      return performance.now() - performance.getEntriesByName('first-contentful-paint')[0]!.startTime;
    }, answered),
    use(page),
  ]);
  await page.context().close();
  return time;
}
