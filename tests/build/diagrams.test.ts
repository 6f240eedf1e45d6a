import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { filesOf } from '../../scripts/deploy/built-site.ts';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import { namedDiagrams } from '../../src/tools/diagrams/collect-diagrams.ts';
import { pictureVersion } from '../../src/tools/diagrams/standalone-style.ts';

const BUILD = path.join(projectRoot, 'build');

/** What is wrong with the pictures that a page shows, and how many there are. */
function picturesIn(html: string): { count: number; faults: string[] } {
  const images = html.match(/<img\s[^>]*\bdiagram__picture\b[^>]*>/g) ?? [];
  return { count: images.length, faults: images.flatMap((image) => faultsOf(image)) };
}

function faultsOf(image: string): string[] {
  const [, address, version] = /\bsrc="?(\/diagrams\/[^"?\s]+\.svg)\?v=([0-9a-f]{8})["\s]/.exec(image) ?? [];
  const file = path.join(BUILD, address ?? 'none');
  if (address === undefined || !existsSync(file)) {
    return [`no file: ${image}`];
  }
  const svg = readFileSync(file, 'utf8');
  const size = (tag: string): string[] =>
    ['width', 'height'].map((name) => new RegExp(`\\b${name}="?(\\d+)`).exec(tag)![1]!);
  return [
    ...(pictureVersion(svg) === version ? [] : [`old version: ${image}`]),
    ...(size(image).join() === size(svg).join() ? [] : [`another size: ${image}`]),
    ...(/\balt="[^"]+"|\balt=[^"\s>]+/.test(image) ? [] : [`no name: ${image}`]),
  ];
}

it('every diagram is an image of a published file, in its present version and its own size', () => {
  let shown = 0;
  for (const page of filesOf(BUILD).filter((file) => file.endsWith('.html'))) {
    const html = readFileSync(path.join(BUILD, page), 'utf8');
    const { count, faults } = picturesIn(html);
    expect(faults, page).toEqual([]);
    expect(html, page).not.toContain('class="drawing');
    shown += count;
  }
  const placed = loadReleases(projectRoot).protocols.flatMap((protocol) => namedDiagrams(projectRoot, protocol));
  // Each stands in its place, and each picture of a version once more in its gallery.
  expect(shown).toBeGreaterThan(placed.length);
});

it('planted mistakes in an image are found', () => {
  const { pathName } = loadReleases(projectRoot).protocols[0];
  const html = readFileSync(path.join(BUILD, pathName, 'concepts/architecture.html'), 'utf8');
  const planted = (from: RegExp, to: string): string[] => picturesIn(html.replace(from, to)).faults;
  expect(planted(/(src="?\/diagrams\/[^"?\s]+)\.svg\?/, '$1-gone.svg?')).toEqual([expect.stringMatching(/^no file/)]);
  expect(planted(/(src="?[^"?\s]+\.svg)\?v=[0-9a-f]{8}/, '$1?v=00000000')).toEqual([
    expect.stringMatching(/^old version/),
  ]);
  expect(planted(/(diagram__picture[^>]*\bwidth="?)(\d+)/, '$19$2')).toEqual([expect.stringMatching(/^another size/)]);
});
