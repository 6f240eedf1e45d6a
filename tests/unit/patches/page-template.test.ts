import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { pageTemplate } from '../../../src/patches/first-script/page-template.ts';

const require = createRequire(import.meta.url);
const theirs = (require('@docusaurus/core/lib/ssg/ssgTemplate.html.js') as { default: string }).default;

/** Lines without their indents. */
const lines = (template: string): string[] =>
  template
    .trim()
    .split('\n')
    .map((line) => line.trim());

it("differs from Docusaurus' own template only where it says so, also after an update", () => {
  const ours = lines(pageTemplate);
  expect(lines(theirs).filter((line) => !ours.includes(line))).toEqual([
    '<meta name="generator" content="Docusaurus v<%= it.version %>">',
    '<%~ metaAttribute %>',
    '<link rel="stylesheet" href="<%= it.baseUrl %><%= stylesheet %>" />',
    '<% it.scripts.forEach((script) => { %>',
    '<script src="<%= it.baseUrl %><%= script %>" defer></script>',
    '<%~ it.preBodyTags %>',
  ]);
  expect(ours).toHaveLength(lines(theirs).length - 1);
});

it('leaves out what there is for other languages and networks, as React writes it', () => {
  const [, source, flags] = /metaAttribute\.replace\(\/(.+?)\/(\w+), ''\)/.exec(pageTemplate)!;
  const way = (steps: string): string => `<script type="application/ld+json">{"itemListElement":[${steps}]}</script>`;
  const kept = `<link rel="canonical" href="/a"/><meta property="og:image" content="/a.png"/>${way('{"position":1},{"position":2}')}`;
  const written = [
    '<link data-rh="true" rel="alternate" href="/a" hrefLang="en"/>',
    '<meta data-rh="true" property="og:locale" content="en"/>',
    '<meta data-rh="true" name="twitter:image" content="/a.png"/>',
    way('{"position":1,"name":"A"}'),
  ];
  expect((written.join('') + kept).replace(new RegExp(source!, flags), '')).toBe(kept);
});
