import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf } from '../../scripts/deploy/built-site.ts';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import { waysIn } from '../../src/markdown/ways-in.ts';
import { toolLinks } from '../../src/theme/Footer/site-links.ts';
import { pagesOf } from '../support/built-pages.ts';
import { brokenLinks, linksIn, pressesTo } from '../support/ways-to-tools.ts';

const BUILD = path.join(projectRoot, 'build');
const { protocols } = loadReleases(projectRoot);
const tools = toolLinks.map((tool) => tool.path);

function htmlOf(address: string): string | undefined {
  const file = path.join(BUILD, address === '/' ? 'index.html' : `${address}.html`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

describe('the tools', () => {
  it('are at most two presses away from every page', () => {
    const pages = filesOf(BUILD).filter((file) => file.endsWith('.html') && !file.startsWith('latest/'));
    expect(pages.length).toBeGreaterThan(300);
    expect(tools).toHaveLength(7);
    const far = pages.flatMap((file) => {
      const html = readFileSync(path.join(BUILD, file), 'utf8');
      return tools.filter((tool) => pressesTo(html, tool) > 2).map((tool) => `${file}: ${tool}`);
    });
    expect(far).toEqual([]);
  });

  it('two menus deep, or nowhere, is too far', () => {
    const deep = '<details><details><a href="/match">Match</a></details></details>';
    expect(pressesTo(deep, '/match')).toBe(3);
    expect(pressesTo(`${deep}<details open><a href="/match">Match</a></details>`, '/match')).toBe(1);
    expect(pressesTo(deep, '/explain')).toBe(Infinity);
  });

  it.each(protocols)('are named in the text of several pages of $label', ({ pathName }) => {
    const named = pagesOf(pathName).flatMap((address) => [...new Set(linksIn(htmlOf(address)!, 'main article'))]);
    const counts = tools.map((tool) => `${tool} ${named.filter((link) => link.split(/[?#]/)[0] === tool).length > 1}`);
    expect(counts).toEqual(tools.map((tool) => `${tool} true`));
  });

  it.each(tools)('%s leads back to the pages of every version', (tool) => {
    const links = linksIn(htmlOf(tool)!, 'main');
    const without = protocols.filter(({ pathName }) => !links.some((link) => link.startsWith(`/${pathName}`)));
    expect(without.map(({ label }) => label)).toEqual([]);
  });
});

describe('the most usual questions', () => {
  it('are twelve of each kind, each with a place of its own', () => {
    for (const list of Object.values(waysIn)) {
      expect(list).toHaveLength(12);
      expect(new Set(list.map((wayIn) => JSON.stringify({ ...wayIn, question: '' }))).size).toBe(12);
    }
  });

  it('lead from the landing page to places that exist', () => {
    const links = ['happened', 'wanted'].flatMap((id) => linksIn(htmlOf('/')!, `nav[aria-labelledby="${id}"] ul`));
    expect(links).toHaveLength(24);
    expect(brokenLinks(links, htmlOf)).toEqual([]);
  });

  it.each(protocols)('lead from the start page of $label to places of that protocol', ({ pathName }) => {
    const links = ['#something-happened + ul', '#i-want-to + ul'].flatMap((list) =>
      linksIn(htmlOf(`/${pathName}`)!, list),
    );
    expect(links).toHaveLength(24);
    expect(links.filter((link) => !link.startsWith(`/${pathName}/`))).toEqual([]);
    expect(brokenLinks(links, htmlOf)).toEqual([]);
  });

  it('a page or a place that does not exist is found', () => {
    const site = new Map([['/a', '<h2 id="here">A</h2>']]);
    const links = ['/a', '/a#here', '/a#there', '/b'];
    expect(brokenLinks(links, (address) => site.get(address))).toEqual(['/a#there', '/b']);
  });
});
