import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { filesOf } from '../../scripts/deploy/built-site.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import { splitFrontMatter } from '../../src/markdown/tree/version-tree.ts';
import { skillAddresses } from '../../src/markdown/packs/skill-addresses.ts';

const build = path.join(projectRoot, 'build');
const { protocols } = loadReleases(projectRoot);

/** Links of the files of a folder that lead to no file of it, and to no address of a site. */
function linksToNowhere(folder: string, files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([name, markdown]) =>
    linksIn(markdown)
      .filter((url) => !/^(?:https?:|#)/.test(url))
      .filter((url) => {
        const target = path.posix.join(path.posix.dirname(name), url.replace(/#.*$/, ''));
        return url.startsWith('/') || !files.has(target);
      })
      .map((url) => `${folder}/${name}: ${url}`),
  );
}

/** Targets of links outside of code. To parse all pages as Markdown would take a minute. */
function linksIn(markdown: string): string[] {
  const text = markdown.replace(/^ *(`{3,}).*\n[\s\S]*?^ *\1/gm, '').replace(/(`+)[^`]+\1/g, '');
  return [...text.matchAll(/\]\(([^\s)]+)\)/g)].map(([, url]) => url!);
}

describe.each(protocols)('the skill of $label', (protocol) => {
  const { name, folder, archive } = skillAddresses(protocol);
  const absolute = path.join(build, folder);
  const files = new Map(filesOf(absolute).map((file) => [file, readFileSync(path.join(absolute, file), 'utf8')]));

  it('has an entry file that says what it is and when to use it', () => {
    const { yaml, body } = splitFrontMatter(files.get('SKILL.md')!);
    const { name: named, description } = parse(yaml) as { name: string; description: string };
    expect(named).toBe(name);
    expect(named).toMatch(/^[a-z0-9-]{1,64}$/);
    expect(description.length).toBeLessThanOrEqual(1024);
    expect(description).toContain(`protocol ${protocol.number}`);
    // An agent reads the whole of it each time that it uses the skill.
    expect(body.split('\n').length).toBeLessThan(500);
    for (const list of readdirSync(path.join(absolute, 'references')).filter((file) => file.endsWith('.md'))) {
      expect(body).toContain(`(references/${list})`);
    }
  });

  it('has every page of the protocol, and each is in a list', () => {
    const lists = [...files].filter(([file]) => /^references\/[^/]+$/.test(file)).map(([, text]) => text);
    const pages = [...files.keys()].filter((file) => file.startsWith('references/pages/'));
    const unlisted = pages.filter(
      (file) => !lists.some((list) => list.includes(`(${file.replace('references/', '')})`)),
    );
    expect(unlisted).toEqual([]);
    const own = filesOf(path.join(build, protocol.pathName)).filter(
      (file) => file.endsWith('.md') && !file.startsWith('packs/'),
    );
    expect(own.length).toBeGreaterThan(90);
    expect(own.filter((file) => !files.has(`references/pages/${file}`))).toEqual([]);
    expect(existsSync(path.join(absolute, 'references', 'pages', 'overview.md'))).toBe(true);
  });

  // What else Markdown of pages may hold is the same in their twins, which markdown-twins.test.ts reads.
  it('has links that lead to its files or to a site', () => {
    expect(linksToNowhere(folder, files)).toEqual([]);
  });

  it('is what its archive unpacks to', () => {
    const target = mkdtempSync(path.join(tmpdir(), 'skill-'));
    const { status } = spawnSync('tar', ['-xzf', path.join(build, archive), '-C', target]);
    expect(status).toBe(0);
    expect(readdirSync(target)).toEqual([name]);
    const unpacked = filesOf(path.join(target, name));
    expect(unpacked).toEqual([...files.keys()]);
    for (const file of unpacked) {
      expect(readFileSync(path.join(target, name, file), 'utf8'), file).toBe(files.get(file));
    }
    rmSync(target, { recursive: true });
  });
});

it('a link of a skill that leads nowhere is found', () => {
  const files = new Map([
    [
      'a.md',
      '[b](b/c.md#x) [d](#here) [e](https://example.org/) [f](gone.md) [g](/protocol-4/page.md) `[x](code.md)`\n\n```text\n[y](fence.md)\n```\n',
    ],
    ['b/c.md', '[a](../a.md) [h](a.md)'],
  ]);
  expect(linksToNowhere('skill', files)).toEqual([
    'skill/a.md: gone.md',
    'skill/a.md: /protocol-4/page.md',
    'skill/b/c.md: a.md',
  ]);
});
