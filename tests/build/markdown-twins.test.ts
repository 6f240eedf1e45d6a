import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import { linkResolver, twinAddress } from '../../src/publish/twins/twin-links.ts';
import { readTwinPages } from '../../src/publish/twins/twin-pages.ts';
import { twinOf } from '../../src/publish/twins/twin.ts';
import { brokenLinks, leftovers, newCaches, parseMarkdown } from '../support/twin-links.ts';

const build = path.join(projectRoot, 'build');
/** What stands between the parts of `llms-full.txt`. */
const SEPARATOR = '\n\n---\n\n';

const { protocols } = loadReleases(projectRoot);

/** All but `llms-full.txt` and packs, which hold nothing else than these, and skills: `packs.test.ts` and `skills.test.ts`. */
const texts = readdirSync(build, { recursive: true, encoding: 'utf8' })
  .map((name) => name.split(path.sep).join('/'))
  .filter((name) => /\.md$|(?:^|\/)llms\.txt$/.test(name) && !/^skills\/|\/packs\//.test(name))
  .sort();

const trees = texts.map((name) => [name, parseMarkdown(readFileSync(path.join(build, name), 'utf8'))] as const);

describe('the Markdown of the site', () => {
  it('has links that all lead somewhere', () => {
    const caches = newCaches();
    expect(trees.flatMap(([name, tree]) => brokenLinks(build, name, tree, caches))).toEqual([]);
  });

  it('is Markdown and nothing else', () => {
    expect(trees.flatMap(([name, tree]) => leftovers(tree).map((found) => `${name}: ${found}`))).toEqual([]);
  });

  it('is the same when it is written again', () => {
    const pages = readTwinPages(projectRoot);
    const resolve = linkResolver(pages, '/');
    for (const page of pages) {
      const built = readFileSync(path.join(build, twinAddress(page.address)), 'utf8');
      expect(twinOf(page, projectRoot, resolve), page.address).toBe(built);
    }
  });

  it.each(protocols)('has a twin of every page of $label, which the page names in its head', ({ pathName }) => {
    const pages = readdirSync(path.join(build, pathName), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.html') && name !== 'index.html')
      .map(
        (name) =>
          `${pathName}/${name
            .split(path.sep)
            .join('/')
            .replace(/\.html$/, '')}`,
      )
      .concat(pathName);
    const index = readFileSync(path.join(build, pathName, 'llms.txt'), 'utf8');
    const full = readFileSync(path.join(build, pathName, 'llms-full.txt'), 'utf8');
    expect(pages.length).toBeGreaterThan(5);
    let length = index.trimEnd().length;
    for (const page of pages) {
      const html = readFileSync(path.join(build, `${page}.html`), 'utf8');
      expect(html, page).toMatch(
        new RegExp(`<link [^>]*rel="?alternate"? [^>]*type="?text/markdown"? [^>]*href="?/${page}\\.md"?`),
      );
      const twin = readFileSync(path.join(build, `${page}.md`), 'utf8');
      expect(index, page).toContain(`(/${page}.md)`);
      expect(full.includes(twin.trimEnd()), page).toBe(true);
      length += SEPARATOR.length + twin.trimEnd().length;
    }
    expect(full.length).toBe(length + '\n'.length);
    expect(index).toContain(`/spec/${pathName}.json`);
    expect(index).toContain(`/spec/${pathName}/outputs/worker-list.schema.json`);
  });

  it('names all versions and the page for agents in its index', () => {
    const index = readFileSync(path.join(build, 'llms.txt'), 'utf8');
    for (const { pathName } of protocols) {
      expect(index).toContain(`(/${pathName}/llms.txt)`);
      expect(index).toContain(`(/${pathName}/llms-full.txt)`);
    }
    expect(index).toContain('(/agents.md)');
    expect(existsSync(path.join(build, 'agents.html'))).toBe(true);
  });
});

describe('a mistake in the Markdown', () => {
  it.each([
    ['[a](/gone.md)', 'leads to no file'],
    ['[a](/page.md#gone)', 'leads to no anchor'],
    ['[a](/web#gone)', 'leads to no anchor'],
    ['[a](./page.md)', 'is no absolute path'],
    ['![a](/gone.svg)', 'leads to no file'],
  ])('is found in %s', (markdown, fault) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'twins-'));
    mkdirSync(path.join(folder, 'web'));
    writeFileSync(path.join(folder, 'page.md'), '# Page\n\n## Two words\n\n## Other {#chosen}\n');
    writeFileSync(path.join(folder, 'web', 'index.html'), '<h2 id=there>There</h2>');
    const good = '[a](/page.md#two-words) [b](/page.md#chosen) [c](/web#there) [d](https://example.com/x)';
    expect(brokenLinks(folder, 'test.md', parseMarkdown(`${good} ${markdown}`))).toEqual([
      expect.stringContaining(fault),
    ]);
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['<Flags command="x" />'],
    ['Text with <Timing id="x" /> inside'],
    ['{/* a comment */}'],
    ["import Tabs from '@theme/Tabs';"],
    ['<!-- a comment -->'],
  ])('is found: %s', (markdown) => {
    expect(leftovers(parseMarkdown(`# Title\n\n${markdown}\n`))).not.toEqual([]);
  });

  it('is not seen in code', () => {
    expect(leftovers(parseMarkdown('```ts\nimport { z } from "zod";\n```\n\n`<Flags />`\n'))).toEqual([]);
  });
});
