import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { filesOf } from '../../scripts/deploy/built-site.ts';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import { startMcp } from '../support/mcp-client.ts';
import type { McpCaller } from '../support/mcp-client.ts';

const build = path.join(projectRoot, 'build');
const { protocols } = loadReleases(projectRoot);

let mcp: McpCaller;
beforeAll(async () => {
  mcp = await startMcp();
});
afterAll(() => mcp.close());

it.each(protocols)('finds in $label what the portal finds, and opens it', async ({ number, pathName }) => {
  const { text } = await mcp.call('search', { query: 'Enrollment tokens', protocol: number });
  const addresses = [...text.matchAll(/^ {3}(\/\S+)$/gm)].map(([, address]) => address!);
  expect(addresses[0]).toBe(`/${pathName}/operators/tokens`);
  expect(addresses.length).toBeGreaterThan(5);
  // A line of the page stands below most hits, as in the portal's list.
  expect(text).toMatch(/^ {3}[A-Z][^/].{20}/m);
  for (const address of addresses.filter((one) => one.startsWith(`/${pathName}`))) {
    const { text: page, isError } = await mcp.call('page', { page: address });
    expect(isError, address).toBe(false);
    expect(page, address).toContain(`Address: ${address.split('#')[0]}`);
  }
});

it.each(protocols)('gives a page of $label as its Markdown, whole', async ({ number, pathName, verified }) => {
  for (const asked of [{ protocol: number }, { release: verified }]) {
    const { text } = await mcp.call('page', { page: 'operators/tokens', ...asked });
    const twin = readFileSync(path.join(build, pathName, 'operators', 'tokens.md'), 'utf8');
    expect(text.slice(text.indexOf('\n\n---\n\n') + 7)).toBe(twin);
  }
});

it('says of a page that only another protocol has that it is not there', async () => {
  const [newest, older] = [protocols[0], protocols.at(-1)!];
  const own = new Set(filesOf(path.join(build, older.pathName)));
  const page = filesOf(path.join(build, newest.pathName)).find((file) => file.endsWith('.md') && !own.has(file))!;
  const { text, isError } = await mcp.call('page', { page, protocol: older.number });
  expect(isError).toBe(true);
  expect(text).toContain(
    `There is no page '${page.replace('.md', '')}'. Another protocol has it: /${newest.pathName}/${page.replace('.md', '')}.`,
  );
  expect(text).toContain(` Nearest: /${older.pathName}/`);
  expect((await mcp.call('page', { page, protocol: newest.number })).isError).toBe(false);
});
