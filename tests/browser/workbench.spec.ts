import { deflateSync } from 'node:zlib';
import { expect, test as base } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { namedDiagrams } from '../../src/tools/diagrams/collect-diagrams.ts';
import { standaloneStyle } from '../../src/tools/diagrams/standalone-style.ts';
import { standaloneSvg } from '../../src/tools/diagrams/standalone-svg.ts';
import { accessFaults } from './axe.ts';
import { DEPLOYED_ORIGIN, isDeployed, PORT } from './deployed.ts';
import { reportPolicyViolations, watchProblems } from './problems.ts';
import { newest, openFolded } from './site.ts';

/** As deployed, so that what the headers refuse is seen. */
const ORIGIN = isDeployed ? DEPLOYED_ORIGIN : `http://localhost:${PORT}`;

const test = base.extend<{ page: Page; problems: string[] }>({
  problems: async ({ page }, use) => {
    await reportPolicyViolations(page);
    const { problems } = watchProblems(page, ORIGIN);
    await use(problems);
    expect(problems).toEqual([]);
  },
});

// Drawing loads Mermaid, which takes seconds on a busy machine.
test.use({ permissions: ['clipboard-read', 'clipboard-write'], baseURL: ORIGIN });
test.describe.configure({ timeout: 120_000 });

const link = (source: string): string => `/workbench#source=${deflateSync(source).toString('base64url')}`;
const box = (page: Page): Locator => page.getByLabel('Mermaid source');
const picture = (page: Page): Locator => page.locator('.workbench .diagram__picture');
const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

async function copied(page: Page, button: string): Promise<string> {
  await page.getByRole('button', { name: button }).click();
  await expect(page.locator('.copy-message')).toContainText('Copied');
  return clipboard(page);
}

const FLOW = 'flowchart LR\n  accTitle: One way\n  accDescr: From a to b.\n  a[Start] --> b[End]\n';

test('a diagram of a page is drawn as the page shows it, from the copy that it links to', async ({
  page,
  problems,
}) => {
  const style = standaloneStyle(projectRoot);
  const diagrams = namedDiagrams(projectRoot, newest);
  const kinds = ['flowchart', 'sequenceDiagram', 'stateDiagram'];
  for (const kind of kinds) {
    const { source, drawing, pagePath, name } = diagrams.find((diagram) => diagram.source.startsWith(kind))!;
    await page.goto('about:blank');
    await page.goto(`/${newest.pathName}${pagePath === 'index' ? '' : `/${pagePath}`}`);
    await openFolded(page);
    await page.locator(`#diagram-${name}`).getByRole('link', { name: 'Edit a copy' }).click();
    await page.waitForURL(/\/workbench#diagram=/);
    await expect(box(page)).toHaveValue(`${source}\n`);
    await expect(page.getByText('Drawn.', { exact: true })).toBeVisible({ timeout: 60_000 });
    expect(await copied(page, 'Copy SVG')).toBe(standaloneSvg(drawing!, style));
  }
  expect(problems).toEqual([]);
});

test('a change is drawn, stays in the address, and is shared by a link', async ({ page, context, problems }) => {
  await page.goto('/workbench');
  await expect(picture(page)).toHaveAttribute('alt', 'A worker enrolls', { timeout: 60_000 });
  await box(page).fill(FLOW);
  await expect(picture(page)).toHaveAttribute('alt', 'One way');
  await page.getByText('In words').click();
  await expect(page.locator('#workbench-words')).toContainText('Start → End');

  expect(await copied(page, 'Copy Markdown')).toBe(`\`\`\`mermaid\n${FLOW}\`\`\`\n`);
  expect(await copied(page, 'Copy SVG')).toMatch(/^<svg xmlns=[^]*<\/svg>\n$/);
  const shared = await copied(page, 'Copy link');
  expect(page.url()).toBe(shared);
  await page.reload();
  await expect(box(page)).toHaveValue(FLOW);

  const other = await context.newPage();
  await other.goto(shared);
  await expect(picture(other)).toHaveAttribute('alt', 'One way', { timeout: 60_000 });
  await other.close();
  expect(problems).toEqual([]);
});

test('a mistake is told with its line, which the keyboard reaches, and the last picture stays', async ({
  page,
  problems,
}) => {
  await page.goto(link(FLOW));
  await expect(picture(page)).toBeVisible({ timeout: 60_000 });
  await box(page).fill('%% a note\n\nsequenceDiagram\n  A->>B: run\n  A->>>>B: jump\n');
  const message = page.locator('.workbench [role="status"]').first();
  await expect(message).toContainText('Line 5: Mermaid does not understand: A->>>>B: jump');
  await expect(picture(page)).toHaveAttribute('alt', 'One way');
  await box(page).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Line 5:' })).toBeFocused();
  await page.keyboard.press('Enter');
  const selected = await box(page).evaluate((field: HTMLTextAreaElement) =>
    field.value.slice(field.selectionStart, field.selectionEnd),
  );
  expect(selected).toBe('  A->>>>B: jump');

  for (const [source, said] of [
    ['gantt\n  title x', 'Line 1: This says no kind of diagram that the site draws.'],
    ['flowchart LR\n  a[Start --> b', 'Line 2: Mermaid does not understand: a[Start --> b'],
    [`flowchart LR\n${'  a --> b\n'.repeat(1200)}`, 'At most 10,000 are drawn here.'],
    ['flowchart LR\n  a', 'A page of this site also needs accTitle and accDescr.'],
  ] as const) {
    await box(page).fill(source);
    await expect(message).toContainText(said);
  }
  expect(problems).toEqual([]);
});

test('a hostile link runs nothing, loads nothing and shows only shapes and words', async ({ page, problems }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const attack = '#lt;img src=x onerror=planted()#gt;&lt;img src=x onerror=planted()&gt;';
  await page.addInitScript(() => Object.assign(globalThis, { planted: () => document.body.append('PLANTED') }));
  for (const source of [
    `flowchart LR\n  a["${attack}"] --> b\n  click b href "javascript:planted()"\n  click a planted`,
    `sequenceDiagram\n  participant A as ${attack}\n  A->>A: ${attack}\n  link A: x @ javascript:planted()`,
    `stateDiagram-v2\n  a --> b: ${attack}`,
    `flowchart LR\n  accTitle: ${attack}\n  accDescr: ${attack}\n  a --> b`,
  ]) {
    await page.goto('about:blank');
    await page.goto(link(source));
    await expect(picture(page).or(page.getByText('Mermaid does not understand').first())).toBeVisible({
      timeout: 60_000,
    });
    const svg = await picture(page).evaluateAll((images) =>
      images.map((image) => decodeURIComponent((image as HTMLImageElement).src)).join(''),
    );
    expect(svg).not.toMatch(/<script|<img|<image|<foreignObject|<a[\s>]|<[^>]*\son\w+=/i);
  }
  for (const [source, line] of [
    ['flowchart LR\n  a["<img src=x onerror=planted()>"]', 2],
    ['sequenceDiagram\n  A->>B: <script>planted()</script>', 2],
    ['flowchart LR\n  a\n  style a fill:url(https://example.com/x)', 3],
    ['flowchart LR\n  a@{ img: "https://example.com/x.png" }', 2],
    ['%%{init: {"securityLevel": "loose", "themeCSS": "@import url(//example.com)"}}%%\nflowchart LR\n  a', 1],
    ['---\nconfig:\n  securityLevel: loose\n---\nflowchart LR\n  a', 1],
  ] as const) {
    await page.goto('about:blank');
    await page.goto(link(source));
    await expect(page.getByRole('button', { name: `Line ${line}:` })).toBeVisible();
  }
  await expect(page.getByText('PLANTED')).toHaveCount(0);
  expect(asked.filter((address) => !address.startsWith(ORIGIN) && !/^(?:data|about):/.test(address))).toEqual([]);
  expect(problems).toEqual([]);
});

test('a damaged link is told and loses nothing', async ({ page, problems }) => {
  await page.goto('/workbench');
  await expect(box(page)).not.toHaveValue('');
  await box(page).fill(FLOW);
  await expect(page).toHaveURL(/#source=/);
  for (const hash of ['#source=abc', '#x', `#source=${'A'.repeat(9_000)}`, '#diagram=../../x']) {
    await page.evaluate((broken) => {
      location.hash = broken;
    }, hash);
    await expect(page.getByRole('alert')).toContainText('The link is damaged');
    await expect(box(page)).toHaveValue(FLOW);
  }
  const long = Array.from({ length: 4_000 }, (_, index) => ((index * 7919) % 99991).toString(36)).join('-->');
  await box(page).fill(`flowchart LR\n  ${long}`);
  await expect(page.getByText('too long for a link of 8,000 characters')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeDisabled();
  expect(problems).toEqual([]);
});

test('an address of a diagram that is gone is told', async ({ page }) => {
  await page.goto('/workbench#diagram=protocol-4/gone/none');
  await expect(page.getByRole('alert')).toContainText('The site has no diagram of this address any more');
  await expect(box(page)).not.toHaveValue('');
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on a phone, and nothing is cut off: ${scheme}`, async ({ page, problems }) => {
    const known = { layouts: new Map(), goodPaints: new Set<string>() };
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(link('flowchart LR\n  a --> b\n  ]'));
    await expect(page.getByRole('button', { name: 'Line 3:' })).toBeVisible({ timeout: 60_000 });
    expect(await accessFaults(page, known)).toEqual([]);
    await box(page).fill(FLOW);
    await expect(picture(page)).toBeVisible();
    await page.getByText('In words').click();
    expect(await accessFaults(page, known)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(problems).toEqual([]);
  });
}

test('no other page loads what draws', async ({ page, problems }) => {
  const drafters: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/assets/drafter/')) {
      drafters.push(request.url());
    }
  });
  await page.goto(`/${newest.pathName}/reference/diagrams`);
  await page.mouse.move(2, 2);
  await page.mouse.move(3, 3);
  await page.waitForLoadState('networkidle');
  expect(drafters).toEqual([]);
  await page.goto('/workbench');
  await expect(picture(page)).toBeVisible({ timeout: 60_000 });
  expect(drafters.length).toBeGreaterThan(1);
  expect(problems).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says what it needs, and a diagram leads to its source', async ({ page }) => {
    await page.goto('/workbench');
    await expect(page.getByText('The workbench needs JavaScript to draw.')).toBeVisible();
    await expect(box(page)).toBeHidden();
    await page.goto(`/${newest.pathName}`);
    const source = page.locator('figure.diagram').first().getByRole('link', { name: 'Mermaid source' });
    const answer = await page.request.get(`${ORIGIN}${await source.getAttribute('href')}`);
    expect(answer.headers()['content-type']).toContain('text/plain');
    expect(await answer.text()).toMatch(/^flowchart LR\n {2}accTitle: Parts of remote execution\n/);
  });
});
