import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOf } from '../../scripts/deploy/built-site.ts';
import { inlineScripts, scriptHash } from '../../scripts/deploy/inline-scripts.ts';
import { prepare } from '../../scripts/deploy/prepare.ts';
import { startNginx } from '../../scripts/lib/nginx.ts';
import type { RunningNginx } from '../../scripts/lib/nginx.ts';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import { linkedAddresses } from '../support/linked-addresses.ts';
import { canConfine, nginxHere } from '../support/nginx-here.ts';
import { requestRaw, sendRaw } from '../support/raw-http.ts';

const newest = loadReleases(projectRoot).protocols[0].pathName;
const PAGE = `/${newest}/reference/cli/worker-connect`;
const confined = canConfine();

describe.skipIf(!nginxHere())('the site behind nginx', () => {
  let nginx: RunningNginx;
  let site: string;
  let pages: string[];

  beforeAll(async () => {
    nginx = await startNginx({ confined });
    site = path.join(nginx.folder, 'site');
    pages = filesOf(site).filter((file) => file.endsWith('.html'));
  });

  afterAll(() => nginx?.stop());

  async function get(address: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${nginx.origin}${address}`, { redirect: 'manual', ...init });
  }

  async function expectRedirect(address: string, status: number, to: string): Promise<void> {
    const answer = await get(address);
    expect([answer.status, answer.headers.get('location')], address).toEqual([status, to]);
  }

  it('answers every page at its address without .html, and every link and file that pages name, without a redirect', async () => {
    const own = pages
      .filter((file) => file !== '404.html' && file !== 'index.html')
      .map((page) => ({ page, address: `/${page.replace(/\.html$/, '')}` }));
    const named = linkedAddresses(site, pages);
    expect(own.length).toBeGreaterThan(80);
    expect(named.length).toBeGreaterThan(own.length);
    for (const { page, address } of [...own, ...named]) {
      const answer = await get(address, { method: 'HEAD' });
      // The search box of the theme links to its page with a slash at the end.
      const expected = address.startsWith('/search/?') ? 301 : 200;
      expect(answer.status, `${address}, named by ${page}`).toBe(expected);
    }
  });

  it('answers 404 with the page "not found" for what does not exist', async () => {
    const notFound = readFileSync(path.join(site, '404.html'), 'utf8');
    for (const address of [
      '/no-such-page',
      `/${newest}/no/such/page`,
      '/assets/js/none.js',
      '/404',
      '/404.html',
      '/_headers',
      '/_redirects',
      '/index.html.br',
      '/.git/config',
      `/${newest}/operators/.hidden`,
      `/${newest}/packs`,
    ]) {
      const answer = await get(address);
      expect(answer.status, address).toBe(404);
      expect(await answer.text(), address).toBe(notFound);
      expect(answer.headers.get('cache-control'), address).toBe('no-cache');
    }
  });

  it('gives every page one address', async () => {
    await expectRedirect(`${PAGE}/`, 301, PAGE);
    await expectRedirect(`${PAGE}/?a=b&c=%2F`, 301, `${PAGE}?a=b&c=%2F`);
    await expectRedirect(`${PAGE}.html`, 301, PAGE);
    await expectRedirect('/index.html', 301, '/');
    await expectRedirect(`/${newest}/`, 301, `/${newest}`);
  });

  it('leads /latest to the newest protocol by a redirect that may change', async () => {
    await expectRedirect('/latest', 302, `/${newest}`);
    await expectRedirect('/latest/', 302, `/${newest}`);
    await expectRedirect('/latest/reference/cli/worker-connect?from=mail', 302, `${PAGE}?from=mail`);
    await expectRedirect('/latest/reference/cli/worker-connect/', 302, PAGE);
    expect((await get('/latestish')).status).toBe(404);
  });

  it('lets browsers keep for good what has a hash in its name, and ask again for all else', async () => {
    const immutable = 'public, max-age=31536000, immutable';
    const hashed = filesOf(site).filter((file) => /^assets\/.*(?<!\.br|\.gz)$/.test(file));
    expect(hashed.length).toBeGreaterThan(10);
    for (const file of hashed) {
      // A name without a hash must not end up among them. esbuild writes its hashes in capitals.
      expect(file).toMatch(/(?:[.-][0-9a-f]{6,}|-[0-9A-Z]{8})\.(?:js|css|json|svg|png|webp)(?:\.LICENSE\.txt)?$/);
      expect((await get(`/${file}`, { method: 'HEAD' })).headers.get('cache-control'), file).toBe(immutable);
    }
    for (const address of ['/', PAGE, '/spec/releases.json', '/search-data.json', '/sitemap.xml', '/img/logo.svg']) {
      const answer = await get(address, { method: 'HEAD' });
      expect(answer.headers.get('cache-control'), address).toBe('no-cache');
      const again = await get(address, { headers: { 'if-none-match': answer.headers.get('etag')! } });
      expect(again.status, address).toBe(304);
    }
  });

  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['identity', undefined, (data: Buffer) => data],
  ] as const)('answers in the encoding that a client accepts: %s', async (accepted, encoding, decompress) => {
    const { head, body } = await requestRaw(nginx.origin, PAGE, 'GET', `Accept-Encoding: ${accepted}\r\n`);
    expect(/^content-encoding: (.*)$/im.exec(head)?.[1]).toBe(encoding);
    expect(head).toMatch(/^vary: accept-encoding$/im);
    expect(decompress(Buffer.from(body, 'latin1')).toString('utf8')).toBe(
      readFileSync(path.join(site, `${PAGE}.html`), 'utf8'),
    );
  });

  it('names the type of everything that it serves', async () => {
    const types: Readonly<Record<string, string>> = {
      html: 'text/html; charset=utf-8',
      js: 'text/javascript; charset=utf-8',
      css: 'text/css; charset=utf-8',
      json: 'application/json; charset=utf-8',
      md: 'text/markdown; charset=utf-8',
      txt: 'text/plain; charset=utf-8',
      xml: 'application/xml; charset=utf-8',
      svg: 'image/svg+xml',
      png: 'image/png',
    };
    const examples = new Map<string, string>();
    for (const file of filesOf(site).filter((name) => !/\.(?:br|gz|html)$|^_/.test(name))) {
      examples.set(path.extname(file).slice(1), `/${file}`);
    }
    expect(Object.keys(types)).toEqual(expect.arrayContaining([...examples.keys()]));
    examples.set('html', PAGE);
    for (const [extension, address] of examples) {
      expect((await get(address, { method: 'HEAD' })).headers.get('content-type'), address).toBe(types[extension]);
    }
  });

  it('sends the security headers with every answer, errors included', async () => {
    for (const [address, method] of [
      ['/', 'GET'],
      [PAGE, 'HEAD'],
      ['/latest', 'GET'],
      ['/no-such-page', 'GET'],
      ['/spec/releases.json', 'GET'],
      ['/', 'DELETE'],
    ] as const) {
      const { headers } = await get(address, { method });
      const policy = headers.get('content-security-policy');
      expect(policy, address).toMatch(/^default-src 'none'; script-src 'self' '[^']*';/);
      expect(policy, address).toContain("frame-ancestors 'none'");
      expect(/script-src[^;]*/.exec(policy!)![0], address).not.toMatch(/unsafe|\*|http/);
      expect(headers.get('x-content-type-options'), address).toBe('nosniff');
      expect(headers.get('referrer-policy'), address).toBe('same-origin');
      expect(headers.get('permissions-policy'), address).toContain('camera=()');
      expect(headers.get('cross-origin-opener-policy'), address).toBe('same-origin');
      expect(headers.get('strict-transport-security'), address).toBeNull();
      expect(headers.get('server'), address).toBe('nginx');
    }
  });

  it('allows every inline script of every page by its hash, and no page has one of its own', async () => {
    const policy = (await get('/')).headers.get('content-security-policy')!;
    const hashes = new Set<string>();
    for (const page of pages) {
      const html = readFileSync(path.join(site, page), 'utf8');
      for (const hash of inlineScripts(html).map(scriptHash)) {
        expect(policy, page).toContain(hash);
        hashes.add(hash);
      }
      expect(html, `${page} runs code from an attribute`).not.toMatch(/<[a-z]+\s(?:[^>]*\s)?on[a-z]+=/i);
    }
    expect(hashes.size).toBe(1);
  });

  it.each([
    ['/../../etc/passwd', 400],
    ['/assets/../../../etc/passwd', 400],
    ['/..%2f..%2f..%2fetc/passwd', 400],
    ['/%2e%2e/%2e%2e/etc/passwd', 400],
    ['/..%5c..%5cetc/passwd', 404],
    ['/%252e%252e/etc/passwd', 404],
    ['/assets/..%c0%af..%c0%afetc/passwd', 404],
    ['/%00', 400],
    ['/protocol-4%00.html', 400],
    ['/%', 400],
    ['/%zz', 400],
    ['/%ff%fe', 404],
    ['/\u0001', 400],
    ['no-slash', 400],
    ['/foo%0d%0aSet-Cookie:%20a=b/', 404],
    ['/latest/%0d%0aSet-Cookie:%20a=b', 404],
    ['/%5cevil.example/', 404],
    ['/latest/%5cevil.example', 404],
    ['/%0a/evil.example/', 404],
  ])('answers cleanly when it is asked for %s', expectCleanAnswer);

  it.each([
    ['a name longer than a file may have', `/${'a'.repeat(300)}`, 404],
    ['thousands of folders', `/${'a/'.repeat(2000)}`, 301],
    ['an address of 20 kB', `/${'a'.repeat(20_000)}`, 414],
    ['a query of 100 kB', `/?${'a'.repeat(100_000)}`, 414],
  ])('answers cleanly when it is asked for %s', (_, target, status) => expectCleanAnswer(target, status));

  async function expectCleanAnswer(target: string, status: number): Promise<void> {
    const { status: given, head, body } = await requestRaw(nginx.origin, target);
    expect(given, target.slice(0, 80)).toBe(status);
    expect(head).not.toMatch(/^set-cookie/im);
    expect(body).not.toContain('root:');
    expect(head).toMatch(/^x-content-type-options: nosniff/im);
  }

  it.each(['//evil.example/', '//evil.example/%2e%2e/', '/latest//evil.example/', '///evil.example/x/'])(
    'never redirects to another host: %s',
    async (target) => {
      const { head } = await requestRaw(nginx.origin, target);
      // One slash, then a name: a browser stays on this host.
      expect(/^location: (.*)$/im.exec(head)?.[1] ?? '/stays').toMatch(/^\/(?:[a-z0-9]|$)/);
    },
  );

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND', 'CONNECT', 'BREW'])(
    'refuses the method %s and names those that it knows',
    async (method) => {
      const { status, head } = await requestRaw(nginx.origin, method === 'CONNECT' ? 'portal.test:80' : '/', method);
      // nginx takes CONNECT for a malformed request before it looks at the methods.
      expect([400, 405], method).toContain(status);
      if (status === 405 && method !== 'TRACE') {
        expect(head).toMatch(/^allow: GET, HEAD$/im);
      }
    },
  );

  it('survives malformed and huge requests, and answers the next one', async () => {
    const huge = Buffer.alloc(5_000_000, 'a');
    const expected: [string, string | Buffer, number[]][] = [
      ['a huge header', `GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX: ${'a'.repeat(50_000)}\r\n\r\n`, [400]],
      ['a thousand headers', `GET / HTTP/1.1\r\nHost: a\r\n${'X: a\r\n'.repeat(10_000)}\r\n`, [400]],
      [
        'a huge body',
        Buffer.concat([
          Buffer.from('POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5000000\r\n\r\n'),
          huge,
        ]),
        [405, 413],
      ],
      ['no HTTP', huge, [0, 400, 414]],
      ['no host', 'GET / HTTP/1.1\r\n\r\n', [400]],
      ['two lengths', 'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', [400]],
      ['a foreign version', 'GET / HTTP/9.9\r\nHost: a\r\n\r\n', [400, 505]],
    ];
    for (const [name, request, statuses] of expected) {
      expect(statuses, name).toContain((await sendRaw(nginx.origin, request)).status);
    }
    expect((await get('/')).status).toBe(200);
  });

  it.skipIf(!confined)('runs without root on a file system that it cannot write to', () => {
    const processes = execFileSync('ps', ['-eo', 'user:20,pid,ppid,comm'], { encoding: 'utf8' }).split('\n');
    const users = processes
      .map((line) => line.trim().split(/\s+/))
      .filter(([, pid, parent]) => pid === String(nginx.process.pid) || parent === String(nginx.process.pid))
      .map(([user]) => user);
    expect(users.length).toBeGreaterThan(1);
    expect(new Set(users)).toEqual(new Set(['nobody']));
    const mounts = readFileSync(`/proc/${nginx.process.pid}/mounts`, 'utf8').split('\n');
    // The last mount at a place is the one that holds.
    const options = (place: string): string => mounts.findLast((line) => line.split(' ')[1] === place)!.split(' ')[3]!;
    expect(options('/').split(',')).toContain('ro');
    expect(options('/mnt').split(',')).toContain('ro');
  });
});

describe.skipIf(!nginxHere())('a wrong deployment', () => {
  it('is found: a script that was added after the preparation is not in the policy', async () => {
    const policy = await readPolicyOf('<script>known()</script>');
    expect(policy).toContain(scriptHash('known()'));
    expect(policy).not.toContain(scriptHash('planted()'));
  });

  it('sends Strict-Transport-Security only when it was asked for', async () => {
    const folder = smallBuild('<script>known()</script>');
    const nginx = await startNginx({ build: folder, hsts: 31_536_000 });
    try {
      const { headers } = await fetch(nginx.origin);
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    } finally {
      await nginx.stop();
      rmSync(folder, { recursive: true });
    }
  });

  async function readPolicyOf(script: string): Promise<string> {
    const folder = smallBuild(script);
    const out = `${folder}-dist`;
    await prepare({ root: projectRoot, build: folder, out, listen: '8080', temp: '/tmp' });
    const config = readFileSync(path.join(out, 'nginx.conf'), 'utf8');
    rmSync(folder, { recursive: true });
    rmSync(out, { recursive: true });
    return config;
  }

  /** The least that is taken for a built site. */
  function smallBuild(script: string): string {
    const folder = mkdtempSync(path.join(tmpdir(), 'small-build-'));
    mkdirSync(path.join(folder, 'latest'));
    writeFileSync(path.join(folder, 'index.html'), `<script src=/assets/js/main.1.js defer></script>${script}`);
    writeFileSync(path.join(folder, '404.html'), script);
    writeFileSync(path.join(folder, 'latest', 'index.html'), '<script>redirects()</script>');
    return folder;
  }
});
