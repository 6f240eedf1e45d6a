import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import type { Protocol } from '../../src/facts/releases.ts';
import { addressOfPage, pageFilesOfProtocol } from '../../src/markdown/tree/version-tree.ts';
import { relatedLinks } from '../support/one-way-links.ts';

/** The built pages of a version by their addresses. */
function builtPages(protocol: Protocol): Map<string, string> {
  const addresses = pageFilesOfProtocol(projectRoot, protocol).map(({ page }) => addressOfPage(protocol, page));
  return new Map(
    addresses.map((address) => [address, readFileSync(path.join(projectRoot, 'build', `${address}.html`), 'utf8')]),
  );
}

/** A built page with a link in its text and one in its related pages. */
function pageWith(link: string, related: string, menu = ''): string {
  return `<nav><a href="${menu}">M</a></nav><article><div class="theme-doc-markdown markdown"><p><a href="${link}">L</a></p>
    <h2 id="related-pages">Related pages</h2><ul><li><a href="${related}">R</a></li></ul></div></article>`;
}

describe('related pages', () => {
  // No page of a version is exempt. Links that leave the version are: a page such as /match stands outside
  // all versions and cannot lead to a page of each of them.
  it.each(loadReleases(projectRoot).protocols)('link both ways in $label', (protocol) => {
    const pages = builtPages(protocol);
    const { count, oneWay } = relatedLinks(pages);
    expect(count).toBeGreaterThan(2 * pages.size);
    expect(oneWay).toEqual([]);
  });

  it('that lead one way only are found', () => {
    const pages = new Map([
      ['/p/a', pageWith('/p/c', '/p/b#here')],
      ['/p/b', pageWith('/p/b#a', '/match', '/p/a')],
      ['/p/c', pageWith('/p/b', '/p/a')],
    ]);
    expect(relatedLinks(pages)).toEqual({ count: 2, oneWay: ['/p/a → /p/b'] });
    pages.set('/p/b', pageWith('/p/a#section', '/match'));
    expect(relatedLinks(pages).oneWay).toEqual([]);
  });

  it('that lead one way only are found among the built pages', () => {
    const [protocol] = loadReleases(projectRoot).protocols;
    const pages = builtPages(protocol);
    const tokens = addressOfPage(protocol, 'operators/tokens');
    pages.set(tokens, pages.get(tokens)!.replaceAll(addressOfPage(protocol, 'reference/states'), '/elsewhere'));
    expect(relatedLinks(pages).oneWay).toEqual([`${addressOfPage(protocol, 'reference/states')} → ${tokens}`]);
  });
});
