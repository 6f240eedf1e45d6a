import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOf } from '../../scripts/deploy/built-site.ts';
import { browserArguments, ensureBrowser } from '../../scripts/lib/browser.ts';
import { startNginx } from '../../scripts/lib/nginx.ts';
import type { RunningNginx } from '../../scripts/lib/nginx.ts';
import { copyProject } from '../../scripts/lib/project-copy.ts';
import type { CommandResult, ProjectCopy } from '../../scripts/lib/project-copy.ts';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { CHANGES_PAGE } from '../../src/facts/change-pages.ts';
import { loadAllProtocolSpecs } from '../../src/facts/load.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import { linkedAddresses } from '../support/linked-addresses.ts';
import { nginxHere } from '../support/nginx-here.ts';

/**
 * A copy in which the next protocol is opened, built to be served below a path. Nothing that is looked at here depends
 * on both, so one build tells of both.
 */

const { protocols } = loadReleases(projectRoot);
const [{ number: newest }] = protocols;
const next = newest + 1;

const BASE = '/docs/portal/';
const REPOSITORY = 'https://git.example.org/docs/portal';

let copy: ProjectCopy;

beforeAll(() => {
  copy = copyProject();
});

afterAll(() => copy.remove());

function cut(number: number): CommandResult {
  return copy.run('npm', ['run', 'protocol:cut', String(number)]);
}

function addressesOf(root: string, protocol: number): string[] {
  const folder = path.join(root, 'build', `protocol-${protocol}`);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .sort();
}

it('is not opened under a number that is not the next one, which leaves everything as it was', () => {
  const result = cut(newest + 2);
  expect(result.status).toBe(1);
  expect(result.output).toContain(`The newest protocol is ${newest}, so the next one is ${next}, not ${newest + 2}.`);
  expect(existsSync(path.join(copy.root, 'versioned_docs', `version-${newest}`))).toBe(false);
});

describe('the next protocol', () => {
  beforeAll(() => {
    const opened = cut(next);
    expect(opened.output).toContain(`Protocol ${next} is open`);
    expect(opened.status).toBe(0);
    const built = copy.run('docusaurus', ['build'], {
      BASE_URL: BASE,
      SITE_URL: 'https://docs.example.org',
      REPOSITORY_URL: `${REPOSITORY}/`,
    });
    expect(built.output).toContain('Generated static files');
    expect(built.status).toBe(0);
  });

  it('begins with the facts of the newest, and is not released', () => {
    const specs = loadAllProtocolSpecs(copy.root);
    expect(specs.map((spec) => spec.protocol.number)).toEqual([next, ...protocols.map(({ number }) => number)]);
    expect(specs[0]!.protocol.released).toBe(false);
    expect(specs[0]!.commands.size).toBe(specs[1]!.commands.size);
    expect(JSON.parse(readFileSync(path.join(copy.root, 'versions.json'), 'utf8'))[0]).toBe(String(newest));
  });

  it('has the pages of the newest, which moves no address', () => {
    expect(addressesOf(copy.root, newest)).toEqual(addressesOf(projectRoot, newest));
    // Nothing has changed yet within the new protocol.
    const ofOldChanges = `${CHANGES_PAGE}/`;
    expect(addressesOf(projectRoot, newest).filter((page) => page.startsWith(ofOldChanges))).not.toEqual([]);
    expect(addressesOf(copy.root, next)).toEqual(
      addressesOf(projectRoot, newest).filter((page) => !page.startsWith(ofOldChanges)),
    );
    expect(readFileSync(path.join(copy.root, 'build', 'latest', 'index.html'), 'utf8')).toContain(
      `${BASE}protocol-${next}`,
    );
  });

  it('is not opened twice', () => {
    expect(cut(next).status).toBe(1);
  });

  describe.skipIf(!nginxHere())('below a path', () => {
    const newestPath = `protocol-${next}`;
    let nginx: RunningNginx;

    beforeAll(async () => {
      nginx = await startNginx({ root: copy.root, compressed: false });
    });

    afterAll(() => nginx?.stop());

    const answerOf = async (address: string): Promise<[number, string | null]> => {
      const { status, headers } = await fetch(`${nginx.origin}${address}`, { redirect: 'manual' });
      return [status, headers.get('location')];
    };

    it('links only to what it serves', async () => {
      const folder = path.join(nginx.folder, 'site', BASE);
      const pages = filesOf(folder).filter((file) => file.endsWith('.html'));
      const named = linkedAddresses(folder, pages);
      expect(named.length).toBeGreaterThan(80);
      for (const { page, address } of named) {
        expect(address.startsWith(BASE) || address === BASE.slice(0, -1), `${address}, named by ${page}`).toBe(true);
        const expected = address.startsWith(`${BASE}search/?`) ? 301 : 200;
        expect((await answerOf(address))[0], `${address}, named by ${page}`).toBe(expected);
      }
    });

    it('redirects and refuses as it does at the top', async () => {
      expect(await answerOf('/')).toEqual([302, BASE]);
      expect(await answerOf(BASE)).toEqual([200, null]);
      expect(await answerOf(BASE.slice(0, -1))).toEqual([302, BASE]);
      expect(await answerOf(`${BASE}latest/operators/limits?a=b`)).toEqual([
        302,
        `${BASE}${newestPath}/operators/limits?a=b`,
      ]);
      expect(await answerOf(`${BASE}${newestPath}/`)).toEqual([301, `${BASE}${newestPath}`]);
      expect((await answerOf(`${BASE}no-such-page`))[0]).toBe(404);
      expect((await answerOf(`/${newestPath}`))[0]).toBe(404);
    });

    it('tells a host for static files the same', () => {
      const site = path.join(nginx.folder, 'site');
      expect(readFileSync(path.join(site, '_redirects'), 'utf8')).toContain(
        `${BASE}latest/* ${BASE}${newestPath}/:splat 302`,
      );
      expect(existsSync(path.join(site, '404.html'))).toBe(true);
    });

    it.each([
      ...protocols.map(({ number, label }) => ({ number, version: `Version: ${label}, verified against` })),
      { number: next, version: `Version: Protocol ${next}` },
    ])('lets a reader of protocol $number edit a page and say that it is wrong', async ({ number, version }) => {
      const address = `${BASE}protocol-${number}/operators/tokens`;
      const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArguments() });
      try {
        const page = await browser.newPage({ javaScriptEnabled: false });
        await page.goto(`${nginx.origin}${address}`);
        const edit = await page.getByRole('link', { name: 'Edit this page' }).getAttribute('href');
        expect(edit!.startsWith(`${REPOSITORY}/edit/main/`)).toBe(true);
        expect(existsSync(path.join(copy.root, edit!.slice(`${REPOSITORY}/edit/main/`.length))), edit!).toBe(true);
        const report = await page.getByRole('link', { name: 'Say something is wrong' }).getAttribute('href');
        const url = new URL(report!);
        expect(url.origin + url.pathname).toBe(`${REPOSITORY}/issues/new`);
        expect(url.searchParams.get('title')).toBe('Enrollment tokens: ');
        expect(url.searchParams.get('body')).toContain(`Page: ${address}\n${version}`);
      } finally {
        await browser.close();
      }
    });

    it('works in a browser, search included', async () => {
      const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArguments() });
      try {
        const page = await browser.newPage();
        page.setDefaultTimeout(120_000);
        const problems: string[] = [];
        page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
        page.on('pageerror', (error) => problems.push(error.message));
        page.on('request', (request) => request.url().startsWith(nginx.origin) || problems.push(request.url()));
        await page.goto(`${nginx.origin}${BASE}${newestPath}/operators/limits`);
        // The application starts when a reader reaches for what needs it.
        await page.locator('.search-box input').dispatchEvent('input');
        await page.locator('html[data-has-hydrated="true"]').waitFor();
        await page.goto(`${nginx.origin}${BASE}search?q=drain`);
        await page.locator(`main article a[href^="${BASE}${newestPath}/"]`).first().waitFor();
        await page.goto(`${nginx.origin}${BASE}explain`);
        await page.getByLabel('Log lines').fill('fetch failed');
        await page.getByRole('button', { name: 'Explain', exact: true }).click();
        await page.getByText('1 line: 1 known message, 0 unknown lines.').waitFor();
        expect(problems).toEqual([]);
      } finally {
        await browser.close();
      }
    });
  });
});

it('a site for which no repository is set hides how to edit it', () => {
  const page = readFileSync(path.join(projectRoot, 'build', `protocol-${newest}`, 'operators/tokens.html'), 'utf8');
  expect(page).toContain('Facts verified against');
  expect(page).not.toMatch(/Edit this page|Say something is wrong/);
});
