import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOf } from '../../scripts/deploy/built-site.ts';
import { browserArguments, ensureBrowser } from '../../scripts/lib/browser.ts';
import { startNginx } from '../../scripts/lib/nginx.ts';
import type { RunningNginx } from '../../scripts/lib/nginx.ts';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import { linkedAddresses } from '../support/linked-addresses.ts';
import { nginxHere } from '../support/nginx-here.ts';
import { copyProject } from '../../scripts/lib/project-copy.ts';
import type { ProjectCopy } from '../../scripts/lib/project-copy.ts';

const BASE = '/docs/portal/';
const REPOSITORY = 'https://git.example.org/docs/portal';
const { protocols } = loadReleases(projectRoot);
const newest = protocols[0].pathName;

describe.skipIf(!nginxHere())('a copy below a path', () => {
  let copy: ProjectCopy;
  let nginx: RunningNginx;

  beforeAll(async () => {
    copy = copyProject();
    const built = copy.run('docusaurus', ['build'], {
      BASE_URL: BASE,
      SITE_URL: 'https://docs.example.org',
      REPOSITORY_URL: `${REPOSITORY}/`,
    });
    expect(built.output).toContain('Generated static files');
    nginx = await startNginx({ build: path.join(copy.root, 'build') });
  });

  afterAll(async () => {
    await nginx?.stop();
    copy.remove();
  });

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
      `${BASE}${newest}/operators/limits?a=b`,
    ]);
    expect(await answerOf(`${BASE}${newest}/`)).toEqual([301, `${BASE}${newest}`]);
    expect((await answerOf(`${BASE}no-such-page`))[0]).toBe(404);
    expect((await answerOf(`/${newest}`))[0]).toBe(404);
  });

  it('tells a host for static files the same', () => {
    const site = path.join(nginx.folder, 'site');
    expect(readFileSync(path.join(site, '_redirects'), 'utf8')).toContain(
      `${BASE}latest/* ${BASE}${newest}/:splat 302`,
    );
    expect(existsSync(path.join(site, '404.html'))).toBe(true);
  });

  it.each(protocols)('lets a reader of $label edit a page and say that it is wrong', async (protocol) => {
    const address = `${BASE}${protocol.pathName}/operators/tokens`;
    const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArguments() });
    try {
      const page = await browser.newPage({ javaScriptEnabled: false });
      await page.goto(`${nginx.origin}${address}`);
      const edit = await page.getByRole('link', { name: 'Edit this page' }).getAttribute('href');
      expect(edit!.startsWith(`${REPOSITORY}/edit/main/`)).toBe(true);
      expect(existsSync(path.join(projectRoot, edit!.slice(`${REPOSITORY}/edit/main/`.length))), edit!).toBe(true);
      const report = await page.getByRole('link', { name: 'Say something is wrong' }).getAttribute('href');
      const url = new URL(report!);
      expect(url.origin + url.pathname).toBe(`${REPOSITORY}/issues/new`);
      expect(url.searchParams.get('title')).toBe('Enrollment tokens: ');
      expect(url.searchParams.get('body')).toContain(`Page: ${address}\nVersion: ${protocol.label}, verified against`);
    } finally {
      await browser.close();
    }
  });

  it('hides both where no repository is set', () => {
    const page = readFileSync(path.join(projectRoot, 'build', newest, 'operators/tokens.html'), 'utf8');
    expect(page).toContain('Verified against');
    expect(page).not.toMatch(/Edit this page|Say something is wrong/);
  });

  it('works in a browser, search included', async () => {
    const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArguments() });
    try {
      const page = await browser.newPage();
      const problems: string[] = [];
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('request', (request) => request.url().startsWith(nginx.origin) || problems.push(request.url()));
      await page.goto(`${nginx.origin}${BASE}${newest}/operators/limits`);
      await page.keyboard.press('Tab');
      await page.locator('html[data-has-hydrated="true"]').waitFor();
      await page.goto(`${nginx.origin}${BASE}search?q=drain`);
      await page.locator(`main article a[href^="${BASE}${newest}/"]`).first().waitFor();
      expect(problems).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
