import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import { pagesOf } from '../support/built-pages.ts';

/** Output with more lines is folded. */
const MOST_LINES = 15;

const TOKEN = /\b[\w-]+\.[0-9a-f]{64}\b/;

/** What is wrong with the code of a page: secrets in full, and long output in full. */
function codeFaults(html: string): { faults: string[]; secrets: number; folded: number } {
  const document = load(html);
  const faults: string[] = [];
  let secrets = 0;
  let folded = 0;
  document('.theme-code-block').each((_, element) => {
    const block = document(element);
    const text = block.find('pre').text();
    if (TOKEN.test(text)) {
      secrets += 1;
      const seen = block.find('pre').clone();
      seen.find('.rest').remove();
      if (TOKEN.test(seen.text())) {
        faults.push(`a secret in full: ${text.slice(0, 60)}`);
      }
    }
    const isPrinted = block.is('.language-output, .language-json');
    if (isPrinted && text.trimEnd().split('\n').length > MOST_LINES) {
      folded += 1;
      if (block.closest('details.long').length === 0) {
        faults.push(`long output in full: ${text.slice(0, 60)}`);
      }
    }
  });
  return { faults, secrets, folded };
}

describe.each(loadReleases(projectRoot).protocols)('code of $label', ({ pathName }) => {
  const found = pagesOf(pathName).map((address) =>
    codeFaults(readFileSync(path.join(projectRoot, 'build', `${address.slice(1)}.html`), 'utf8')),
  );

  it('shows four digits of each recorded secret, and the first lines of long output', () => {
    expect(found.flatMap(({ faults }) => faults)).toEqual([]);
    expect(found.reduce((sum, { secrets }) => sum + secrets, 0)).toBeGreaterThan(10);
    expect(found.reduce((sum, { folded }) => sum + folded, 0)).toBeGreaterThan(10);
  });
});

it('a secret and a long output in full are seen', () => {
  const block = (text: string): string =>
    `<div class="theme-code-block language-output"><pre><code>${text}</code></pre></div>`;
  expect(codeFaults(block(`alpha.${'1'.repeat(64)}`)).faults).toHaveLength(1);
  expect(codeFaults(block(`alpha.1111<span class="rest">${'1'.repeat(60)}</span>`)).faults).toEqual([]);
  expect(codeFaults(block('line\n'.repeat(16))).faults).toHaveLength(1);
  expect(codeFaults(`<details class="long">${block('line\n'.repeat(16))}</details>`).faults).toEqual([]);
});
