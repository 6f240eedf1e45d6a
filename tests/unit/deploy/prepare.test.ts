import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseAllHeaders } from '@netlify/headers-parser';
import { parseAllRedirects } from '@netlify/redirect-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseSeconds, prepare } from '../../../scripts/deploy/prepare.ts';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { loadReleases } from '../../../src/facts/releases.ts';

const newest = loadReleases(projectRoot).protocols[0].pathName;
let scratch: string;

beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'prepare-'));
});

afterEach(() => rmSync(scratch, { recursive: true, force: true }));

function write(file: string, content: string): void {
  mkdirSync(path.dirname(path.join(scratch, file)), { recursive: true });
  writeFileSync(path.join(scratch, file), content);
}

/** The least that is taken for a built site, below a path. */
function buildSite(base: string): void {
  write('build/index.html', `<script src="${base}assets/js/main.1.js"></script><script>first()</script>`);
  write('build/404.html', '<script>first()</script>');
  write('build/latest/index.html', '<script>redirect()</script>');
  write('build/long.md', 'word '.repeat(1000));
}

const prepareIt = async (out = 'dist'): ReturnType<typeof prepare> =>
  prepare({
    root: projectRoot,
    build: path.join(scratch, 'build'),
    out: path.join(scratch, out),
    listen: '8080',
    temp: '/tmp',
  });

describe('prepare', () => {
  it.each(['/', '/docs/portal/'])('puts the site where it is served from: %s', async (base) => {
    buildSite(base);
    const { pages, compressed, scriptHashes } = await prepareIt();
    expect({ pages, compressed, hashes: scriptHashes.length }).toEqual({ pages: 2, compressed: 1, hashes: 1 });
    const site = path.join(scratch, 'dist/site', base);
    expect(existsSync(path.join(site, 'index.html'))).toBe(true);
    expect(existsSync(path.join(site, 'long.md.br'))).toBe(true);
    expect(existsSync(path.join(site, 'latest'))).toBe(false);
  });

  it.each(['/', '/docs/portal/'])('writes files that hosts of static files understand: %s', async (base) => {
    buildSite(base);
    await prepareIt();
    const { headers, errors } = await parseAllHeaders({
      headersFiles: [path.join(scratch, 'dist/site/_headers')],
      configHeaders: undefined,
      minimal: true,
    });
    expect(errors).toEqual([]);
    expect(headers.map((rule) => rule.for)).toEqual(['/*', `${base}assets/*`]);
    expect(headers[0]!.values['Content-Security-Policy']).toContain(`script-src 'self' 'sha256-`);
    expect(headers[1]!.values).toEqual({ 'Cache-Control': 'public, max-age=31536000, immutable' });

    const redirects = await parseAllRedirects({
      redirectsFiles: [path.join(scratch, 'dist/site/_redirects')],
      configRedirects: [],
      minimal: true,
    });
    expect(redirects.errors).toEqual([]);
    expect(redirects.redirects).toMatchObject([
      ...(base === '/' ? [] : [{ from: '/', to: base, status: 302 }]),
      { from: `${base}latest`, to: `${base}${newest}`, status: 302 },
      { from: `${base}latest/*`, to: `${base}${newest}/:splat`, status: 302 },
    ]);
  });

  it('sends the same headers from nginx and from a static host', async () => {
    buildSite('/');
    await prepareIt();
    const nginx = readFileSync(path.join(scratch, 'dist/nginx.conf'), 'utf8');
    const lines = readFileSync(path.join(scratch, 'dist/site/_headers'), 'utf8').split('\n');
    const common = lines.slice(1, lines.indexOf('')).map((line) => line.trim().split(': ') as [string, string]);
    expect(common.length).toBeGreaterThan(4);
    for (const [name, value] of common) {
      expect(nginx).toContain(`add_header ${name} "${value}" always;`);
    }
  });

  it('replaces what it wrote before', async () => {
    buildSite('/');
    await prepareIt();
    rmSync(path.join(scratch, 'build/long.md'));
    await prepareIt();
    expect(existsSync(path.join(scratch, 'dist/site/long.md'))).toBe(false);
  });

  it('replaces nothing that somebody else wrote', async () => {
    buildSite('/');
    write('home/letter.txt', 'dear');
    await expect(prepareIt('home')).rejects.toThrow(/holds 'letter.txt', which no preparation wrote/);
    expect(existsSync(path.join(scratch, 'home/letter.txt'))).toBe(true);
  });

  it('says what to do without a built site, and when the folder holds another one', async () => {
    await expect(prepareIt()).rejects.toThrow(/no built site in .*Build it first: npm run build/);
    write('build/index.html', '<p>something else</p>');
    await expect(prepareIt()).rejects.toThrow(/it is no page of the portal/);
    expect(existsSync(path.join(scratch, 'dist'))).toBe(false);
  });
});

describe('parseSeconds', () => {
  it('reads seconds', () => expect(parseSeconds('31536000')).toBe(31_536_000));

  it.each(['', 'a year', '-1', '1.5', '99999999999'])('refuses %j', (text) => {
    expect(() => parseSeconds(text)).toThrow(/--hsts is .* a number of seconds/);
  });
});
