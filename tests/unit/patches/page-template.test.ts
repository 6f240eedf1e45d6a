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
    '<%~ metaAttribute %>',
    '<link rel="stylesheet" href="<%= it.baseUrl %><%= stylesheet %>" />',
    '<% it.scripts.forEach((script) => { %>',
    '<script src="<%= it.baseUrl %><%= script %>" defer></script>',
    '<%~ it.preBodyTags %>',
  ]);
  expect(ours).toHaveLength(lines(theirs).length);
});
