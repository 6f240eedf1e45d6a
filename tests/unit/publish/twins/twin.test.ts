import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetPages } from '../../../../src/markdown/version-pages.ts';
import { linkResolver } from '../../../../src/publish/twins/twin-links.ts';
import { readTwinPages } from '../../../../src/publish/twins/twin-pages.ts';
import { twinOf } from '../../../../src/publish/twins/twin.ts';
import { createDrawnProject } from '../../../support/drawn-project.ts';
import type { SmallProject } from '../../../support/small-project.ts';

let project: SmallProject;

beforeEach(() => {
  project = createDrawnProject();
  forgetPages();
});

afterEach(() => project.remove());

function twin(address: string, baseUrl = '/'): string {
  const pages = readTwinPages(project.root);
  const page = pages.find((candidate) => candidate.address === address)!;
  return twinOf(page, project.root, linkResolver(pages, baseUrl));
}

function body(markdown: string, baseUrl?: string): string {
  forgetPages();
  project.write('docs/test.mdx', `---\ntitle: Test\ndescription: About it.\n---\n\n${markdown}\n`);
  return twin('/protocol-3/test', baseUrl).split('\n').slice(6).join('\n').trim();
}

describe('a Markdown twin', () => {
  it('begins with title, description, protocol and release', () => {
    expect(twin('/protocol-3/page').split('\n').slice(0, 5)).toEqual([
      '# A page',
      '',
      '> About it.',
      '',
      'Protocol 3, releases 20260105.100000 to 20260106.100000, facts verified against 20260106.100000. The [web page](/protocol-3/page) of this text; [all pages of protocol 3](/protocol-3/llms.txt).',
    ]);
  });

  it('has a diagram as source and in words', () => {
    expect(twin('/protocol-3/page')).toContain(
      '**Diagram: The way**\n\n```mermaid\nsequenceDiagram\n  accTitle: The way\n  accDescr: About it.\n  A->>B: run\n```\n\nAbout it.\n\n1. A → B: run\n',
    );
  });

  it('has facts written out, admonitions as quotes, and only the titles of code blocks', () => {
    expect(body('<Flags command="worker list" />')).toMatch(/^\| Flag .*\n\| - .*\n\| `--all` \|/);
    expect(body(':::warning[Mind `this`]\n\nText.\n\n:::')).toBe('> **Warning: Mind this**\n>\n> Text.');
    expect(body(':::note\n\nText.\n\n:::')).toBe('> **Note**\n>\n> Text.');
    expect(body('```bash step=a run=no title="Terminal 1"\nls\n```\n\n```output\nx\n```')).toBe(
      '```bash title="Terminal 1"\nls\n```\n\n```text\nx\n```',
    );
  });

  it('has nothing of MDX', () => {
    expect(
      body(
        'import Tabs from \'@theme/Tabs\';\n\n{/* hidden */}\n\n<Tabs>\n<TabItem value="a" label="First">\n\nText.\n\n</TabItem>\n</Tabs>\n\n<details>\n<summary>More</summary>\n\nInner.\n\n</details>',
      ),
    ).toBe('**First**\n\nText.\n\n**More**\n\nInner.');
    expect(body("import Tool from '../src/Tool.tsx';\n\n<Tool />")).toBe(
      'This part works only in a browser: [see the page](/protocol-3/test).',
    );
  });

  it('refuses what it cannot say', () => {
    expect(() => body('The sum is {1 + 2}.')).toThrow(/docs\/test\.mdx: the Markdown twin cannot show.*1 \+ 2/);
    expect(body("A{' '}b")).toBe('A b');
  });

  it('keeps text that only looks like a directive', () => {
    expect(body('Open localhost:9090 or :port, at 10:30.')).toBe('Open localhost:9090 or :port, at 10:30.');
  });

  it('marks anchors that do not follow from the heading', () => {
    expect(body('## 1. Install it {/* #install */}\n\n## As `it` reads')).toBe(
      '## 1. Install it {#install}\n\n## As `it` reads',
    );
  });

  it.each([
    ['./page.mdx', '/protocol-3/page.md'],
    ['./page.mdx#section', '/protocol-3/page.md#section'],
    ['./page.mdx#diagram-the-way', '/protocol-3/page#diagram-the-way'],
    ['#here', '/protocol-3/test.md#here'],
    ['pathname:///spec/releases.json', '/spec/releases.json'],
    ['/protocol-3/page', '/protocol-3/page.md'],
    ['/elsewhere', '/elsewhere'],
    ['https://example.com/a', 'https://example.com/a'],
  ])('writes the link %s as %s', (url, expected) => {
    expect(body(`## Here\n\n[a](${url})`)).toBe(`## Here\n\n[a](${expected})`);
  });

  it('stands below the base path of the site', () => {
    expect(body('[a](./page.mdx) [b](pathname:///spec/x.json)', '/docs/')).toBe(
      '[a](/docs/protocol-3/page.md) [b](/docs/spec/x.json)',
    );
  });

  it('fails for a link to a page that does not exist', () => {
    expect(() => body('[a](./gone.mdx)')).toThrow("docs/test.mdx: the link './gone.mdx' leads to no page");
  });
});
