import { test as plainTest } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { accessFaults } from './axe.ts';
import { appRuns } from './app-hold.ts';
import { expect, newest, openFolded, startApp, test } from './site.ts';

const PAGE = `/${newest.pathName}/operators/get-started`;
const OTHER = `/${newest.pathName}/operators/cut-off-a-worker`;
const SERVICE = `/${newest.pathName}/operators/deploy/service`;

const opener = (page: Page): Locator => page.locator('button[data-act="values"]');
const panel = (page: Page): Locator => page.locator('.values-panel');
const field = (page: Page, label: string): Locator => panel(page).getByLabel(label, { exact: true });
const legend = (page: Page): Locator => page.locator('[data-act="values"] + span');
const block = (page: Page, text: string): Locator =>
  page.locator('.theme-code-block:is(.language-bash, .language-yaml)', { hasText: text }).first();

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await openFolded(page);
  await opener(page).click();
  await expect(panel(page)).toBeVisible();
}

async function set(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    await field(page, label).fill(value);
  }
  await panel(page).getByRole('button', { name: 'Use these values' }).click();
  await expect(panel(page)).toHaveCount(0);
}

const VALUES = {
  'Port of swamp serve': '8080',
  'Worker and its token': 'build-7',
  'Cache directory of the worker': '~/my cache',
};

test.describe('values that are set once', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('are in the commands, files and copies of this page, and output keeps the examples', async ({ page }) => {
    await open(page, PAGE);
    await set(page, VALUES);
    await expect(opener(page)).toBeFocused();
    expect(await appRuns(page)).toBe(false);
    const connect = block(page, 'swamp worker connect');
    await expect(connect.locator('code')).toHaveText(
      "swamp worker connect ws://127.0.0.1:8080 --token YOUR_TOKEN --cache-dir ~/'my cache'",
    );
    await expect(block(page, 'target: build-7')).toBeVisible();
    await connect.hover();
    await connect.getByRole('button', { name: 'Copy' }).click();
    await expect(connect.getByRole('status')).toHaveText('Copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      "swamp worker connect ws://127.0.0.1:8080 --token YOUR_TOKEN --cache-dir ~/'my cache'",
    );
    await expect(page.locator('.language-output', { hasText: 'Enrolled as alpha' }).first()).toBeAttached();
    await expect(page.locator(':is(.language-output, .language-json) [data-own]')).toHaveCount(0);
    await expect(legend(page)).toContainText('places hold values of yours');
  });

  test('are in another page: loaded anew, and shown by the application', async ({ page }) => {
    await open(page, PAGE);
    await set(page, VALUES);
    await page.goto(OTHER);
    await expect(block(page, 'swamp worker token revoke').locator('code')).toHaveText(
      'swamp worker token revoke build-7',
    );
    await startApp(page);
    await page.locator(`main a[href="/${newest.pathName}/operators/tokens"]`).first().click();
    await page.waitForURL('**/operators/tokens*');
    await expect(page.locator('[data-own]', { hasText: 'ws://127.0.0.1:8080' }).first()).toBeAttached();
    await expect(legend(page)).toContainText('of yours');
  });

  test('are gone after one press, and the page is as it was written', async ({ page }) => {
    await page.goto(PAGE);
    const blocks = (): Promise<string[]> =>
      page.locator('main .theme-code-block').evaluateAll((all) => all.map(({ innerHTML }) => innerHTML));
    const written = await blocks();
    expect(written.length).toBeGreaterThan(20);
    await opener(page).click();
    await set(page, VALUES);
    await legend(page).getByRole('button', { name: 'Use the examples again' }).click();
    await expect(page.locator('[data-own]')).toHaveCount(0);
    await expect(opener(page)).toBeFocused();
    expect(await page.evaluate(() => localStorage.getItem('swamp.values'))).toBeNull();
    expect(await blocks()).toEqual(written);
    await expect(legend(page)).toBeEmpty();
  });

  test('stay while the application takes the page over', async ({ page }) => {
    await open(page, PAGE);
    await set(page, VALUES);
    await startApp(page);
    await expect(block(page, 'swamp worker token create').locator('code')).toHaveText(
      'swamp worker token create build-7 --duration 1d',
    );
    await expect(legend(page)).toContainText('of yours');
  });
});

test.describe('what is refused', () => {
  test('changes nothing, and says why at its field', async ({ page }) => {
    await open(page, PAGE);
    await field(page, 'Worker and its token').fill(`alpha.${'0123456789abcdef'.repeat(4)}`);
    await field(page, 'Port of swamp serve').fill('8080');
    await page.keyboard.press('Enter');
    await expect(panel(page)).toContainText('This looks like a secret.');
    await expect(field(page, 'Worker and its token')).toBeFocused();
    await expect(field(page, 'Worker and its token')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator('[data-own]')).toHaveCount(0);
    expect(await page.evaluate(() => localStorage.getItem('swamp.values'))).toBeNull();
    await field(page, 'Worker and its token').fill('build-7');
    await set(page, {});
    await expect(page.locator('[data-own]', { hasText: 'build-7' }).first()).toBeAttached();
  });

  test('may have 5 MB', async ({ page }) => {
    await open(page, PAGE);
    await field(page, 'Worker and its token').evaluate(
      (input: HTMLInputElement) => (input.value = 'a'.repeat(5_000_000)),
    );
    await panel(page).getByRole('button', { name: 'Use these values' }).click();
    await expect(panel(page)).toContainText('This is too long');
  });

  test('a value that cannot stand in a place leaves the example there, and the page says so', async ({ page }) => {
    await open(page, SERVICE);
    await set(page, { "File with the orchestrator's certificate, on a worker or client": '/srv/my ca.pem' });
    await expect(legend(page)).toContainText(/keeps? the example, for your value cannot be written there/);
  });
});

test.describe('a link', () => {
  const HASH = '#values:worker=build-7&port=8080;reboot&address=wss%3A%2F%2Fbuild.example.org%3A9443';

  test('brings values, which hold only after a press', async ({ page }) => {
    await page.goto(PAGE + HASH);
    await expect(panel(page)).toContainText('Values from a link');
    await expect(panel(page)).toContainText('wss://build.example.org:9443');
    await expect(panel(page)).toContainText('Left out: Port of swamp serve');
    await expect(page.locator('[data-own]')).toHaveCount(0);
    expect(new URL(page.url()).hash).toBe('');
    await expect(panel(page).getByRole('button', { name: 'Leave them' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(panel(page)).toHaveCount(0);
    await expect(page.locator('[data-own]')).toHaveCount(0);
    await page.goto('about:blank');
    await page.goto(PAGE + HASH);
    await panel(page).getByRole('button', { name: 'Use these values' }).click();
    await expect(block(page, 'swamp worker connect').locator('code')).toContainText(
      'swamp worker connect wss://build.example.org:9443 --token',
    );
    await expect(block(page, 'swamp serve').locator('code')).toHaveText('swamp serve --port 9090');
  });

  test('is also heard on a page that is open', async ({ page }) => {
    await page.goto(PAGE);
    await page.evaluate((hash) => (location.hash = hash), HASH);
    await expect(panel(page)).toContainText('Values from a link');
  });

  test('that brings nothing of use says so', async ({ page }) => {
    await page.goto(`${PAGE}#values:worker=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E`);
    await expect(panel(page)).toContainText('brings no value that these pages can use');
    await expect(panel(page).getByRole('button')).toHaveText(['Close']);
  });

  test.describe('is copied', () => {
    test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

    test('with the values, and leads back to them', async ({ page }) => {
      await open(page, PAGE);
      await set(page, VALUES);
      await opener(page).click();
      await panel(page).getByRole('button', { name: 'Copy a link with them' }).click();
      await expect(panel(page).getByRole('status')).toHaveText('Copied');
      const link = await page.evaluate(() => navigator.clipboard.readText());
      await panel(page).getByRole('button', { name: 'Use the examples again' }).click();
      await expect(page.locator('[data-own]')).toHaveCount(0);
      await page.goto('about:blank');
      await page.goto(link);
      await panel(page).getByRole('button', { name: 'Use these values' }).click();
      await expect(page.locator('[data-own]', { hasText: 'build-7' }).first()).toBeAttached();
    });
  });
});

test('where nothing is kept, values last until the page is loaded anew, and the page says so', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await open(page, PAGE);
  await set(page, VALUES);
  await expect(page.locator('[data-own]', { hasText: 'build-7' }).first()).toBeAttached();
  await expect(legend(page)).toContainText('they last until you load a page anew');
});

// The other tests count what the browser itself says of a file that does not come.
plainTest('when the file does not come, the page says so, and the next press tries again', async ({ page }) => {
  let isAway = true;
  await page.route(/\/assets\/js\/values\./, (route) => (isAway ? route.abort() : route.continue()));
  await page.goto(PAGE);
  await opener(page).click();
  await expect(page.locator('#app-failure')).toContainText('could not be loaded');
  isAway = false;
  await opener(page).click();
  await expect(panel(page)).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the examples stand as they are, and no button offers what it cannot do', async ({ page }) => {
    await page.goto(PAGE);
    await expect(opener(page)).toBeHidden();
    await expect(block(page, 'swamp worker token create').locator('code')).toHaveText(
      'swamp worker token create alpha --duration 1d',
    );
  });
});

test('the keyboard opens the panel, sets a value, closes it, and is back where it was', async ({ page }) => {
  await page.goto(PAGE);
  await opener(page).focus();
  await page.keyboard.press('Enter');
  await expect(panel(page).locator('input').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(opener(page)).toBeFocused();
  await page.keyboard.press('Space');
  await field(page, 'Worker and its token').focus();
  await page.keyboard.type('build-7', { delay: 20 });
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-own]', { hasText: 'build-7' }).first()).toBeAttached();
  await expect(opener(page)).toBeFocused();
});

for (const colors of ['light', 'dark'] as const) {
  for (const width of [390, 1440]) {
    test(`axe has nothing to say, nor is anything wider than ${width} px, in ${colors}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme: colors });
      await open(page, PAGE);
      await field(page, 'Worker and its token').fill('X');
      await page.keyboard.press('Enter');
      await panel(page).locator('summary').click();
      const known = { layouts: new Map(), goodPaints: new Set<string>() };
      expect(await accessFaults(page, known)).toEqual([]);
      const box = (await panel(page).boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      await field(page, 'Worker and its token').fill('build-7');
      await set(page, {});
      await page.evaluate(() => window.scrollTo(0, 0));
      expect(await accessFaults(page, { layouts: new Map(), goodPaints: new Set<string>() })).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
  }
}

test('a page for one release, and a printed page, hold the values, too', async ({ page }) => {
  await open(page, PAGE);
  await set(page, VALUES);
  await page.goto(`${PAGE}?release=${newest.first.replace(/\.0$/, '')}`);
  await expect(page.locator('html')).toHaveAttribute('data-read-as', '');
  await expect(block(page, 'swamp worker token create').locator('code')).toHaveText(
    'swamp worker token create build-7 --duration 1d',
  );
  await page.emulateMedia({ media: 'print' });
  await openFolded(page);
  await expect(opener(page)).toBeHidden();
  await expect(page.locator('[data-own]', { hasText: 'build-7' }).first()).toBeVisible();
});

test.describe('a choice between sections', () => {
  const RUNNER = `/${newest.pathName}/operators/deploy/ci-runner`;
  const PROXY = `/${newest.pathName}/operators/deploy/proxy`;

  const section = (page: Page, option: string): Locator =>
    page.locator('main details', { has: page.locator(`summary[data-option="${option}"]`) });
  const isOpen = async (page: Page, option: string, open = true): Promise<void> =>
    expect(section(page, option)).toHaveJSProperty('open', open);
  const press = async (page: Page, option: string): Promise<void> => section(page, option).locator('summary').click();

  test('shows one of them, and the chosen one from then on, on every page of the protocols', async ({ page }) => {
    await page.goto(RUNNER);
    await isOpen(page, 'GitHub Actions');
    await isOpen(page, 'GitLab CI', false);
    await press(page, 'GitLab CI');
    await isOpen(page, 'GitLab CI');
    await isOpen(page, 'GitHub Actions', false);
    expect(await appRuns(page)).toBe(false);

    await page.goto(RUNNER.replace(newest.pathName, 'protocol-2'));
    await isOpen(page, 'GitLab CI');
    await isOpen(page, 'GitHub Actions', false);
    // Another choice is another matter.
    await page.goto(PROXY);
    await isOpen(page, 'nginx');
    await press(page, 'Caddy');
    await isOpen(page, 'nginx', false);
    await press(page, 'nginx');
    await isOpen(page, 'Caddy', false);
    await page.goto(RUNNER);
    await isOpen(page, 'GitLab CI');
    await expect(legend(page)).toBeEmpty();
  });

  test('opens every section of the option that was pressed, and holds on pages of other tasks', async ({ page }) => {
    const sections = (option: string): Locator => page.locator(`main summary[data-option="${option}"]`);
    const open = (option: string): Promise<boolean[]> =>
      sections(option).evaluateAll((lines) => lines.map((line) => line.closest('details')!.open));
    await page.goto(`/${newest.pathName}/operators/deploy/service`);
    expect(await open('systemd')).toEqual([true, true]);
    expect(await open('launchd')).toEqual([false, false]);
    await sections('launchd').first().click();
    await expect.poll(() => open('launchd')).toEqual([true, true]);
    expect(await open('systemd')).toEqual([false, false]);
    // The line that was pressed stays where the reader looks.
    await expect(sections('launchd').first()).toBeInViewport();

    for (const address of [`/protocol-3/reference/cli/worker-daemon`, `/protocol-2/reference/cli/serve-daemon`]) {
      await page.goto(address);
      await expect.poll(() => open('launchd')).toEqual([true]);
      expect(await open('systemd')).toEqual([false]);
    }
    const container = `/${newest.pathName}/operators/deploy/container`;
    await page.goto(container);
    await isOpen(page, 'Docker');
    await press(page, 'Podman');
    await isOpen(page, 'Docker', false);
    await page.goto(container.replace(newest.pathName, 'protocol-2'));
    await isOpen(page, 'Podman');
    await isOpen(page, 'Docker', false);
  });

  test('opens and closes by the keyboard, also both', async ({ page }) => {
    await page.goto(PROXY);
    await section(page, 'Caddy').locator('summary').focus();
    await page.keyboard.press('Enter');
    await isOpen(page, 'Caddy');
    await isOpen(page, 'nginx', false);
    await page.keyboard.press('Enter');
    await isOpen(page, 'Caddy', false);
    await isOpen(page, 'nginx', false);
  });

  test('stays what it was when values are forgotten, and when what is kept is broken', async ({ page }) => {
    await page.goto(RUNNER);
    await press(page, 'GitLab CI');
    await isOpen(page, 'GitHub Actions', false);
    await open(page, PAGE);
    await set(page, VALUES);
    await page.getByRole('button', { name: 'Use the examples again' }).click();
    await page.goto(RUNNER);
    await isOpen(page, 'GitLab CI');
    await page.evaluate(() => localStorage.setItem('swamp.choices', '["'));
    await page.reload();
    await isOpen(page, 'GitHub Actions');
  });

  test('leads to a section that is closed, and prints both', async ({ page }) => {
    await page.goto(`${RUNNER}#gitlab-ci`);
    await expect(section(page, 'GitLab CI').locator('pre')).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await isOpen(page, 'GitHub Actions');
    await isOpen(page, 'GitLab CI');
  });
});

test.describe('a choice without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('is there in full', async ({ page }) => {
    await page.goto(`/${newest.pathName}/operators/deploy/ci-runner`);
    const gitlab = page.locator('main details', { has: page.locator('summary[data-option="GitLab CI"]') });
    await gitlab.locator('summary').click();
    await expect(gitlab.locator('pre')).toBeVisible();
  });
});
