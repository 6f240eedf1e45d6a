import { test as unwatched } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { drawAll } from '../../scripts/diagrams.ts';
import { Drafter } from '../../scripts/diagrams/draw.ts';
import { namedDiagrams } from '../../src/tools/diagrams/collect-diagrams.ts';
import { committedDrawings, drawingName, readDrawing } from '../../src/tools/diagrams/drawing.ts';
import { createDrawnProject, diagramSource, pageWith } from '../support/drawn-project.ts';
import { cornerColor, missingPictures } from './pictures.ts';
import { expect, newest, openFolded, protocols, startApp, test } from './site.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

/** Goes to an element with the Tab key, as a reader without a mouse does. */
async function tabTo(page: Page, from: Locator, target: Locator): Promise<void> {
  await from.focus();
  for (let press = 0; press < 20; press += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error('the Tab key does not reach the element');
}

for (const protocol of protocols) {
  const start = `/${protocol.pathName}`;

  test.describe(protocol.label, () => {
    test('a diagram is a picture, without any script of Mermaid', async ({ page }) => {
      const addresses: string[] = [];
      page.on('request', (request) => {
        if (request.resourceType() === 'script') {
          addresses.push(request.url());
        }
      });
      await page.goto(start);
      await startApp(page);
      await page.waitForLoadState('networkidle');
      await expect(page.locator('.diagram img').first()).toBeVisible();
      expect(await missingPictures(page)).toEqual([]);
      expect(addresses.length).toBeGreaterThan(1);
      for (const address of addresses) {
        const script = await (await page.request.get(address)).text();
        expect(/flowRenderer|mermaidAPI|elkjs|registerDiagram/.test(script), address).toBe(false);
      }
    });

    test('the gallery shows every diagram, each with its own ids, and leads to its place', async ({ page }) => {
      await page.goto(`${start}/reference/diagrams`);
      const titles = new Set(namedDiagrams(projectRoot, protocol).map(({ source }) => source));
      const figures = page.locator('figure.diagram');
      await expect(figures).toHaveCount(titles.size);
      const ids = await page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => id));
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
      const shown = await figures.evaluateAll((all) =>
        all.map((figure) => {
          const image = figure.querySelector('img')!;
          const words = document.getElementById(image.getAttribute('aria-describedby')!);
          return { id: figure.id, height: image.getBoundingClientRect().height, words: words?.textContent.length ?? 0 };
        }),
      );
      expect(shown.filter(({ height, words }) => height <= 40 || words <= 20)).toEqual([]);
      expect(await missingPictures(page)).toEqual([]);
      const place = page
        .getByText(/^Shown on/)
        .first()
        .locator('a');
      const address = (await place.getAttribute('href'))!;
      await place.click();
      await page.waitForURL(`**${address}`);
      await expect(page.locator(`figure${address.slice(address.indexOf('#'))}`)).toBeInViewport();
    });

    test('the buttons of a diagram work from the keyboard', async ({ page, baseURL }) => {
      await page.goto(start);
      const figure = page.locator('figure.diagram').first();
      const id = await figure.getAttribute('id');
      const button = (name: string): Locator => figure.getByRole('button', { name });
      const press = async (name: string, says: string): Promise<void> => {
        await tabTo(page, figure.locator('.diagram__frame'), button(name));
        await page.keyboard.press('Enter');
        await expect(figure.getByRole('status')).toHaveText(`Copied: ${says}`);
      };

      await press('Copy Mermaid', 'Mermaid source');
      expect(await clipboard(page)).toMatch(/^flowchart LR\n {2}accTitle: Parts of remote execution\n/);

      await press('Copy link', 'permanent link');
      expect(await clipboard(page)).toBe(`${baseURL}${start}#${id}`);
      await page.goto(await clipboard(page));
      await expect(figure).toBeInViewport();

      await press('Copy Markdown', 'Markdown embed');
      const embed = /^\[!\[(.+)\]\((.+)\)\]\((.+)\)$/.exec(await clipboard(page))!;
      expect(embed[1]).toBe('Parts of remote execution');
      expect(embed[3]).toBe(`${baseURL}${start}#${id}`);
      const picture = await page.request.get(embed[2]!);
      expect(picture.headers()['content-type']).toContain('image/svg+xml');

      const download = page.waitForEvent('download');
      await tabTo(page, figure.locator('.diagram__frame'), figure.getByRole('link', { name: 'Download SVG' }));
      await page.keyboard.press('Enter');
      expect((await download).suggestedFilename()).toBe('parts-of-remote-execution.svg');
    });

    test('full screen zooms, moves and closes by keys, and gives the focus back', async ({ page }) => {
      await page.goto(start);
      const opener = page.getByRole('button', { name: 'Full screen' }).first();
      await opener.focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Parts of remote execution' });
      await expect(dialog).toBeVisible();
      const zoom = dialog.getByRole('status', { name: 'Zoom' });
      const fitted = await zoom.textContent();
      const width = async (): Promise<number> => (await dialog.locator('img').boundingBox())!.width;
      const small = await width();
      for (let press = 0; press < 4; press += 1) {
        await page.keyboard.press('+');
      }
      expect(await width()).toBeGreaterThan(small * 1.5);
      const left = (): Promise<number> => dialog.getByRole('group').evaluate((stage) => stage.scrollLeft);
      await page.keyboard.press('ArrowRight');
      await expect.poll(left).toBeGreaterThan(0);
      await page.keyboard.press('-');
      await page.keyboard.press('0');
      await expect(zoom).toHaveText(fitted!);
      for (let press = 0; press < 12; press += 1) {
        await page.keyboard.press('Tab');
        const place = await page.evaluate(() => document.activeElement!.closest('dialog, body')!.tagName);
        const onBody = await page.evaluate(() => document.activeElement === document.body);
        expect(place === 'DIALOG' || onBody).toBe(true);
      }
      const ids = await page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => id));
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
      await expect(opener).toBeFocused();
    });

    test.describe('without JavaScript', () => {
      test.use({ javaScriptEnabled: false });

      test('picture, words, download and gallery are there, and no dead button', async ({ page }) => {
        await page.goto(`${start}/reference/diagrams`);
        const figures = await page.locator('figure.diagram').all();
        expect(figures.length).toBeGreaterThan(10);
        for (const figure of figures) {
          await expect(figure.locator('img')).toBeVisible();
          await expect(figure.getByRole('link', { name: 'Download SVG' })).toBeVisible();
          await expect(figure.getByRole('button')).toHaveCount(0);
        }
        expect(await missingPictures(page)).toEqual([]);
        await page.goto(start);
        const figure = page.locator('figure.diagram').first();
        await figure.getByText('In words').click();
        await expect(figure.locator('details li').first()).toBeVisible();
      });
    });
  });
}

test.describe('a picture and its page', () => {
  const address = `/${newest.pathName}`;
  const GROUND = { light: '255,255,255', dark: '15,21,19' } as const;

  test('the picture follows the choice of the page, whatever the system says, and paper is light', async ({ page }) => {
    await page.goto(address);
    await startApp(page);
    const image = page.locator('.diagram img').first();
    const theme = page.locator('html');
    for (const system of ['light', 'dark'] as const) {
      for (const chosen of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: system, media: 'screen' });
        for (let press = 0; press < 3 && (await theme.getAttribute('data-theme-choice')) !== chosen; press += 1) {
          await page.locator('.color-choice:visible').click();
        }
        await expect(theme).toHaveAttribute('data-theme', chosen);
        const told = `system ${system}, chosen ${chosen}`;
        await expect.poll(() => cornerColor(image), { message: told }).toBe(GROUND[chosen]);
        await page.emulateMedia({ colorScheme: system, media: 'print' });
        await expect.poll(() => cornerColor(image), { message: `${told}, on paper` }).toBe(GROUND.light);
      }
    }
    await expect(page.locator('.diagram__tools').first()).toBeHidden();
  });

  test('with forced colors it stands on a ground of its own', async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
    await page.goto(address);
    await expect.poll(() => cornerColor(page.locator('.diagram img').first())).toBe(GROUND.dark);
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
    await expect.poll(() => cornerColor(page.locator('.diagram img').first())).toBe(GROUND.light);
  });

  test('a picture that comes late moves nothing', async ({ page }) => {
    let free = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      free = resolve;
    });
    await page.route('**/diagrams/**', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${address}/concepts/architecture`, { waitUntil: 'domcontentloaded' });
    await startApp(page);
    await openFolded(page);
    const places = (): Promise<number[]> =>
      page.locator('main :is(h2, h3, figure)').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    const before = await places();
    expect(await missingPictures(page, false)).not.toEqual([]);
    free();
    await expect.poll(() => missingPictures(page)).toEqual([]);
    await page.evaluate(() => window.scrollTo(0, 0));
    expect(await places()).toEqual(before);
  });

  unwatched('a planted missing file is found', async ({ page }) => {
    await page.route('**/diagrams/**', (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto(address);
    expect(await missingPictures(page)).toEqual([expect.stringContaining(`/diagrams${address}/`)]);
  });
});

test('where the browser refuses to copy, the text is shown to be selected', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } });
  });
  await page.goto(`/${protocols[0].pathName}`);
  const figure = page.locator('figure.diagram').first();
  await figure.getByRole('button', { name: 'Copy Mermaid' }).click();
  await expect(figure.getByRole('status')).toContainText('does not let this page copy');
  await expect(figure.getByRole('textbox', { name: 'Mermaid source' })).toHaveValue(/^flowchart LR/);
});

test.describe('drawing', () => {
  const source = (body: string): string => `sequenceDiagram\n  accTitle: Way\n  accDescr: About it.\n${body}`;
  let drafter: Drafter;

  test.beforeAll(async () => {
    drafter = await Drafter.start(projectRoot);
  });
  test.afterAll(() => drafter.stop());

  for (const [name, text] of [
    ['sequence', source('  A->>B: one<br/>two\n  Note over A: note\n  loop again\n  B--xA: three\n  end')],
    ['flowchart', 'flowchart LR\n  accTitle: Way\n  accDescr: About it.\n  a["x"] -- y --> b{"z"}'],
    [
      'states',
      'stateDiagram-v2\n  accTitle: Way\n  accDescr: About it.\n  state "idle" as a\n  [*] --> a: b\n  a --> a: c',
    ],
  ] as const) {
    test(`a ${name} gives the same picture twice, without style or script`, async () => {
      const first = await drafter.draw(text);
      expect(await drafter.draw(text)).toEqual(first);
      expect(first.svg).not.toMatch(/<style|<script|foreignObject|#[0-9a-f]{6}|rgb\(/);
      expect(first.svg).toContain('class="drawing-text');
    });
  }

  test('npm run diagrams draws what is missing, deletes what is unused, and names mistakes', async () => {
    const project = createDrawnProject();
    const good = diagramSource('The way', 'jump');
    project.write('docs/page.mdx', pageWith(good, 'sequenceDiagram\n  A->B->C'));
    const told: string[] = [];
    const { error } = console;
    console.error = (line: string) => told.push(line);
    try {
      expect(await drawAll(project.root, false)).toBe(1);
    } finally {
      console.error = error;
    }
    expect(told).toEqual([expect.stringMatching(/^docs\/page\.mdx:17: [\s\S]*Parse error on line 2/)]);
    expect([...committedDrawings(project.root)]).toEqual([drawingName(good)]);
    expect(readDrawing(project.root, good)).toMatchObject({
      title: 'The way',
      outline: [{ first: 1, steps: ['A → B: jump'] }],
    });
    project.remove();
  });

  test('a mistake in a diagram is told', async () => {
    await expect(drafter.draw(source('  A->B->C'))).rejects.toThrow(/Parse error on line 4/);
    await expect(drafter.draw('sequenceDiagram\n  A->>B: x')).rejects.toThrow('accTitle');
    await expect(drafter.draw('pie\n  accTitle: P\n  accDescr: D\n  "a": 1')).rejects.toThrow('not supported');
  });
});
