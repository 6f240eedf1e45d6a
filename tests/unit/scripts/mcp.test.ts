import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import type { Protocol } from '../../../src/facts/releases.ts';
import { INDEX_FILE, INDEX_FORMAT } from '../../../src/tools/search/index-file.ts';
import { mcpOf, startMcp } from '../../support/mcp-client.ts';
import type { McpCaller } from '../../support/mcp-client.ts';
import { specs } from '../../support/facts.ts';
import { searchIndexOf } from '../../support/search-index.ts';

const REFUSED = 'Worker protocol version 2 does not match orchestrator version 4';
/** An open protocol that no release speaks is asked about by nobody yet. */
const [newest, older] = specs.map(({ protocol }) => protocol).filter(({ released }) => released) as [
  Protocol,
  Protocol,
];
/** The index of the newest version stands at the base of the site. */
const indexFile = newest.ended ? `${newest.pathName}/${INDEX_FILE}` : INDEX_FILE;
const MEGABYTE = 1024 * 1024;

describe('npm run mcp, over standard input and output', () => {
  let mcp: McpCaller;
  beforeAll(async () => {
    mcp = await startMcp();
  });
  afterAll(() => mcp.close());

  it('has four tools, each with what it takes', async () => {
    const { tools } = await mcp.client.listTools();
    expect(tools.map(({ name, inputSchema }) => [name, inputSchema.required])).toEqual([
      ['search', ['query']],
      ['page', ['page']],
      ['explain', ['text']],
      ['match', ['orchestrator', 'worker']],
    ]);
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);
    expect(mcp.client.getInstructions()).toContain('swamp --version');
  });

  it('explains lines as of a release', async () => {
    const { text, isError } = await mcp.call('explain', { text: REFUSED, release: `swamp ${older.verified}-sha.x` });
    expect(isError).toBe(false);
    expect(text).toContain(`speaks protocol ${older.number}.`);
    expect(text).toContain('The worker speaks protocol `2`, the orchestrator protocol `4`.');
    expect(text).toContain(`\n  /${older.pathName}/reference/messages/enrollment#protocol-mismatch`);
  });

  it('explains megabytes, and says when an answer is cut', async () => {
    const { text } = await mcp.call('explain', {
      text: `${REFUSED}\n${'nothing known\n'.repeat((5 * MEGABYTE) / 14)}`,
    });
    expect(text).toContain('known message');
    const every = specs[0]!.messages.map(({ value }) => value.text.replace(/\{\w+\}/g, 'x')).join('\n');
    const cut = await mcp.call('explain', { text: every });
    expect(cut.text).toMatch(/The explanation is longer: [\d,]+ characters\. Give fewer lines to see the rest\.$/);
    expect(cut.text.length).toBeLessThan(41_000);
  });

  it('matches two releases', async () => {
    const refused = await mcp.call('match', { orchestrator: newest.verified, worker: older.verified });
    expect(refused.text).toContain('They do not work together');
    expect(refused.text).toContain(`Upgrade the worker`);
    expect(refused.text).toContain(`/upgrade/${older.number}-to-${newest.number}`);
    const same = await mcp.call('match', { orchestrator: newest.first, worker: newest.verified });
    expect(same.text).toContain(`They work together: both speak protocol ${newest.number}.`);
  });

  it.each<[what: string, tool: string, args: Record<string, unknown>, words: string]>([
    ['an empty log', 'explain', { text: ' \n' }, 'the text is empty'],
    ['an unknown protocol', 'explain', { text: REFUSED, protocol: 99 }, "There is no protocol '99'. Known:"],
    ['a protocol that is none', 'page', { page: 'x', protocol: '../4' }, "There is no protocol '../4'"],
    [
      'a release that is none',
      'search',
      { query: 'x', release: 'banana' },
      "'banana' is no release. A release looks like",
    ],
    ['a bare date', 'search', { query: 'x', release: '20260705' }, 'is a date; a release also has a time'],
    ['an impossible date', 'page', { page: 'x', release: '20261399.250000' }, 'is no date and time'],
    [
      'a release of another protocol',
      'explain',
      { text: REFUSED, release: older.verified, protocol: newest.number },
      `speaks protocol ${older.number}, not ${newest.number}`,
    ],
    [
      'a release without remote execution',
      'page',
      { page: 'x', release: '20250101.000000' },
      'has no remote execution',
    ],
    ['no release to match', 'match', { orchestrator: newest.verified, worker: '' }, 'The worker: nothing was given.'],
    ['a refusal in place of a release', 'match', { orchestrator: REFUSED, worker: REFUSED }, 'they refuse each other'],
    ['a log as a query', 'search', { query: 'x'.repeat(5 * MEGABYTE) }, 'Give a log to the tool explain'],
    ['an empty query', 'search', { query: '' }, 'The query is empty'],
    ['a number as a text', 'explain', { text: 5 }, 'expected string'],
    ['a tool that is not there', 'gone', {}, 'gone'],
  ])('says what is wrong with %s', async (_, tool, args, words) => {
    const { text, isError } = await mcp.call(tool, args);
    expect(text).toContain(words);
    expect(text.length).toBeLessThan(1_000);
    expect(text).not.toContain('    at ');
    expect(isError).toBe(true);
  });
});

describe('the command', () => {
  const run = (args: readonly string[], input = '') =>
    spawnSync(process.execPath, ['--import', 'tsx', path.join(projectRoot, 'scripts', 'mcp.ts'), ...args], {
      cwd: projectRoot,
      input,
      encoding: 'utf8',
    });

  it('shows its usage, and refuses an option that it does not know', () => {
    expect(run(['--help'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Usage: npm run -s mcp/) });
    expect(run(['--port'])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^Unknown option '--port'/),
    });
  });

  it('goes on after a line that is no message, and ends with its input', () => {
    const ping = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });
    const { status, stdout, stderr } = run([], `no message\n${ping}\n`);
    expect(JSON.parse(stdout)).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
    expect(stderr).toContain('JSON');
    expect(status).toBe(0);
  });
});

describe('a site', () => {
  let folder: string;
  let mcp: McpCaller;
  const build = (): string => path.join(folder, 'build');
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(build(), file)), { recursive: true });
    writeFileSync(path.join(build(), file), text);
  };

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'mcp-'));
    mcp = await mcpOf({ root: projectRoot, build: build() });
  });
  afterAll(async () => {
    await mcp.close();
    rmSync(folder, { recursive: true });
  });

  it('that is not built is named, with what to do', async () => {
    for (const [tool, args] of [
      ['search', { query: 'token' }],
      ['page', { page: 'operators/tokens' }],
    ] as const) {
      const { text, isError } = await mcp.call(tool, args);
      expect(text).toContain('Build it first: npm run build');
      expect(isError).toBe(true);
    }
    expect((await mcp.call('explain', { text: REFUSED })).isError).toBe(false);
  });

  describe('that is built', () => {
    beforeAll(() => {
      write('index.html', '<script src="/docs/assets/js/main.1.js"></script>');
      write(
        `${newest.pathName}/operators/tokens.md`,
        '# Tokens\n\n## One\n\nFirst.\n\n### Deep\n\n## Other {#chosen}\n\nLast.\n',
      );
      write('lifecycle.html', '');
      write('upgrade/3-to-4.md', '# Upgrade\n');
      writeFileSync(path.join(folder, 'secret.md'), 'secret');
      const index = searchIndexOf([
        {
          title: 'Tokens',
          url: `/${newest.pathName}/operators/tokens`,
          kind: 'guide',
          sections: [{ text: 'mint one' }],
        },
      ]);
      write(indexFile, JSON.stringify(index));
    });

    const page = (address: string, more = {}) => mcp.call('page', { page: address, ...more });

    it.each([
      'operators/tokens',
      'operators/tokens.md',
      `/${newest.pathName}/operators/tokens`,
      `/docs/${newest.pathName}/operators/tokens/`,
      `https://docs.example.org/docs/${newest.pathName}/operators/tokens.html?release=20260822.011157`,
      '/latest/operators/tokens',
    ])('gives the page %s', async (address) => {
      const { text, isError } = await page(address);
      expect(text).toContain(`Address: /docs/${newest.pathName}/operators/tokens\n`);
      expect(text).toContain('# Tokens\n\n## One');
      expect(isError).toBe(false);
    });

    it('gives a section, by the anchor that follows from its heading or that was chosen', async () => {
      expect((await page('operators/tokens#one')).text).toMatch(/---\n\n## One\n\nFirst\.\n\n### Deep\n$/);
      expect((await page('operators/tokens#chosen')).text).toMatch(/---\n\n## Other \{#chosen\}\n\nLast\.\n$/);
      expect((await page('operators/tokens#gone')).text).toMatch(
        /no heading '#gone': here is the whole page[\s\S]*# Tokens/,
      );
    });

    it('gives a page outside the versions', async () => {
      expect((await page('/upgrade/3-to-4', { protocol: newest.number })).text).toContain('# Upgrade');
    });

    it.each([
      ['../secret', "There is no page '../secret'. Nearest:"],
      ['/docs/../../secret.md', 'There is no page'],
      ['..%2fsecret', 'There is no page'],
      ['operators/token', `Nearest: /${newest.pathName}/operators/tokens`],
      ['', 'No page is named'],
      ['x'.repeat(5 * MEGABYTE), 'it is too long'],
      ['/lifecycle', 'works only in a browser'],
      [`/${older.pathName}/operators/tokens`, 'There is no page'],
      ['__proto__', 'There is no page'],
    ])('does not give %s', async (address, words) => {
      const { text, isError } = await page(address);
      expect(text).toContain(words);
      expect(text).not.toMatch(/^secret/m);
      expect(isError).toBe(true);
    });

    it('is refused a page of a protocol that is not the one asked about', async () => {
      const { text } = await page(`/${newest.pathName}/operators/tokens`, { protocol: older.number });
      expect(text).toContain(`is a page of protocol ${newest.number}, and protocol ${older.number} is asked about`);
    });

    it('is searched, and again after it was built anew', async () => {
      expect((await mcp.call('search', { query: 'mint' })).text).toContain(`/${newest.pathName}/operators/tokens`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      write(indexFile, JSON.stringify({ ...searchIndexOf([]), format: INDEX_FORMAT + 1 }));
      const { text, isError } = await mcp.call('search', { query: 'mint' });
      expect(text).toContain('built by another version of this site');
      expect(isError).toBe(true);
    });
  });
});
