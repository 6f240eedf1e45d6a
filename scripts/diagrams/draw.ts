import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import type { Mermaid } from 'mermaid';
import {
  DRAWING_FONT,
  DRAWING_ROLES,
  DRAWING_FONT_SIZE,
  ID_PREFIX,
  MERMAID_VERSION,
  mermaidOptions,
} from '../../src/tools/diagrams/drawing-rules.ts';
import type { DiagramWords } from '../../src/tools/diagrams/drawing.ts';
import { ensureBrowser } from '../lib/browser.ts';
import { cleanDrawing } from '../../src/tools/diagrams/drafting/clean-drawing.ts';
import { outlineOf, plain } from '../../src/tools/diagrams/drafting/outline.ts';
import { readDiagram } from '../../src/tools/diagrams/drafting/read-diagram.ts';

/** A picture as it is committed. */
export interface DrawnDiagram {
  readonly svg: string;
  readonly words: DiagramWords;
}

/** An address that never leaves the browser: its requests are answered from `node_modules`. */
const ORIGIN = 'http://modules.invalid';

/** Draws diagrams in a browser, each in a page of its own, so that none depends on another. */
export class Drafter {
  private constructor(
    private readonly browser: Browser,
    private readonly root: string,
  ) {}

  /**
   * Starts a browser.
   *
   * @throws Error when there is none, when Mermaid is of another release than the rules say, or when
   *   no font with the widths of Arial is installed.
   */
  static async start(root: string): Promise<Drafter> {
    const installed = JSON.parse(readFileSync(path.join(root, 'node_modules/mermaid/package.json'), 'utf8')) as {
      version: string;
    };
    if (installed.version !== MERMAID_VERSION) {
      throw new Error(
        `Mermaid ${installed.version} is installed, but src/tools/diagrams/drawing-rules.ts says ${MERMAID_VERSION}. Run npm ci, or change both.`,
      );
    }
    const browser = await chromium.launch({
      executablePath: ensureBrowser(),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    const drafter = new Drafter(browser, root);
    await drafter.checkFont();
    return drafter;
  }

  /** Ends the browser. */
  async stop(): Promise<void> {
    await this.browser.close();
  }

  /**
   * Draws one diagram.
   *
   * @throws Error with what Mermaid says about a mistake, or when title or description are missing.
   */
  async draw(source: string): Promise<DrawnDiagram> {
    const page = await this.openPage();
    try {
      const mermaid = await page.evaluateHandle(loadMermaid, mermaidOptions);
      const { content, ...words } = await page.evaluate(readDiagram, { mermaid, source });
      const title = plain(words.title);
      const description = plain(words.description);
      if (title === '' || description === '') {
        throw new Error('the diagram needs a title and a description: accTitle: … and accDescr: …');
      }
      await page.evaluate(drawInBrowser, { mermaid, source });
      const picture = await page.locator('#drawn svg').evaluateHandle((element) => element as unknown as SVGSVGElement);
      const svg = await picture.evaluate(cleanDrawing, {
        ...{ idPrefix: ID_PREFIX, font: DRAWING_FONT, fontSize: DRAWING_FONT_SIZE, roles: DRAWING_ROLES },
        ...{ title, description },
      });
      return { svg: `${svg}\n`, words: { title, description, outline: outlineOf(content) } };
    } finally {
      await page.close();
    }
  }

  private async openPage(): Promise<Page> {
    const page = await this.browser.newPage({ viewport: { width: 1400, height: 1000 } });
    await page.route(`${ORIGIN}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      return pathname === '/'
        ? route.fulfill({ contentType: 'text/html', body: '<!doctype html><body><div id="drawn"></div></body>' })
        : route.fulfill({ contentType: 'text/javascript', path: path.join(this.root, 'node_modules', pathname) });
    });
    await page.goto(`${ORIGIN}/`);
    // The compiler that runs these scripts marks functions with a helper that a browser lacks.
    await page.evaluate('globalThis.__name = (target) => target');
    return page;
  }

  private async checkFont(): Promise<void> {
    const page = await this.openPage();
    const width = await page.evaluate((font) => {
      const context = document.createElement('canvas').getContext('2d')!;
      context.font = `100px ${font}`;
      return context.measureText('Worker enrolls, 0123456789 mwWil').width;
    }, DRAWING_FONT);
    await page.close();
    if (Math.abs(width - ARIAL_WIDTH) > 1) {
      throw new Error(
        'No font with the widths of Arial is installed, so labels would not fit. Install Liberation Sans (Debian: fonts-liberation).',
      );
    }
  }
}

/** Width of the text in {@link Drafter.checkFont} at 100 pixels, in Arial and the fonts of its widths. */
const ARIAL_WIDTH = 1576.61;

/** Loads Mermaid. Runs in the browser. */
async function loadMermaid(options: object): Promise<Mermaid> {
  const load = (file: string): Promise<{ default: unknown }> => import(file) as Promise<{ default: unknown }>;
  const mermaid = (await load('/mermaid/dist/mermaid.esm.min.mjs')).default as Mermaid;
  const elk = (await load('/@mermaid-js/layout-elk/dist/mermaid-layout-elk.esm.min.mjs')).default;
  mermaid.registerLayoutLoaders(elk as Parameters<Mermaid['registerLayoutLoaders']>[0]);
  mermaid.initialize(options);
  return mermaid;
}

/** Draws a diagram into the page. Runs in the browser. */
async function drawInBrowser({
  mermaid,
  source,
}: {
  readonly mermaid: Mermaid;
  readonly source: string;
}): Promise<void> {
  const { svg } = await mermaid.render('picture', source);
  document.querySelector('#drawn')!.innerHTML = svg;
}
