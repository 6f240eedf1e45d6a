import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { menuFaults } from '../support/menu-faults.ts';

/** Redirects have no content of their own. */
const REDIRECTS = /^latest[/\\]/;

const build = path.join(projectRoot, 'build');
const pages = readdirSync(build, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.html') && !REDIRECTS.test(name),
);

it('every button of a menu opens one that is in the page, on every page', () => {
  const faults = pages.flatMap((page) =>
    menuFaults(readFileSync(path.join(build, page), 'utf8')).map((fault) => `${page}: ${fault}`),
  );
  expect(faults).toEqual([]);
});

it('every page is rendered into its HTML: a page that failed on the server holds only the error', () => {
  expect(pages.length).toBeGreaterThan(30);
  for (const page of pages) {
    const html = readFileSync(path.join(build, page), 'utf8');
    expect(html, page).toMatch(/<h1[\s>]/);
    expect(html, page).toContain('<footer');
    expect(html, page).not.toMatch(/<p>(?:Reference|Type|Syntax)Error: /);
  }
});
