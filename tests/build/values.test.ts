import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'cheerio';
import type { CheerioAPI } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { filesOf } from '../../scripts/deploy/built-site.ts';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import type { Mark } from '../../src/markdown/code/example-values.ts';
import { fieldOfMark } from '../../src/tools/values/value-for.ts';

const BUILD = path.join(projectRoot, 'build');
const MARKED = 'main data[value]';
const CONTROL = 'button[data-act="values"]';

const pages = filesOf(BUILD)
  .filter((file) => file.endsWith('.html') && !file.startsWith('latest/'))
  .map((file) => ({ file, html: load(readFileSync(path.join(BUILD, file), 'utf8')) }));

/** Commands that hold what a reader has of their own, and no mark for it. */
function unmarked(html: CheerioAPI): string[] {
  return html('.theme-code-block.language-bash code')
    .toArray()
    .flatMap((code) => {
      const rest = html(code).clone();
      rest.find('data').replaceWith('•');
      return UNMARKED.flatMap((pattern) => pattern.exec(rest.text())?.[0] ?? []);
    });
}

const UNMARKED = [
  /\bwss?:\/\/(?:127\.0\.0\.1:9090|orchestrator)\S*/,
  /--port \d\S*/,
  /\bworker token (?:create|revoke) [a-z]\S*/,
  /--label [a-z]\S*/,
  /--cache-dir [~/]\S*/,
  /\bworkflow (?:run|validate) [a-z]\S*/,
];

describe('examples that a reader may replace', () => {
  it('are marked wherever a command holds one', () => {
    const left = pages.flatMap(({ file, html }) => unmarked(html).map((text) => `${file}: ${text}`));
    expect(left).toEqual([]);
    expect(
      unmarked(load('<div class="theme-code-block language-bash"><code>swamp serve --port 9090</code></div>')),
    ).toEqual(['--port 9090']);
  });

  it('are on many pages of each protocol, each with a field and the page with one control before its blocks', () => {
    const marked = pages.filter(({ html }) => html(MARKED).length > 0);
    expect(marked.length).toBeGreaterThan(140);
    for (const { file, html } of pages) {
      const hasMarks = html(MARKED).length > 0;
      expect(html(CONTROL).length, file).toBe(hasMarks ? 1 : 0);
      if (hasMarks) {
        const order = html(`${CONTROL}, .theme-code-block data[value]`).toArray();
        expect(html(order[0]).is(CONTROL), file).toBe(true);
        expect(html(CONTROL).closest('details').length, file).toBe(0);
      }
      for (const mark of html(MARKED).toArray()) {
        const { value } = mark.attribs;
        const field = value === '' ? undefined : fieldOfMark(value!.charAt(0) as Mark, html(mark).text());
        // The port of a proxy is part of the address.
        expect(field?.id ?? html(mark).text(), file).toMatch(/^(?:[a-z-]+(?::\S+)?|9443)$/);
      }
    }
  });

  it('are never in what a program printed', () => {
    for (const { file, html } of pages) {
      expect(html(':is(.language-output, .language-json, .language-keys) data').length, file).toBe(0);
    }
    expect(pages.filter(({ html }) => html('.language-output').length > 0).length).toBeGreaterThan(100);
  });
});
