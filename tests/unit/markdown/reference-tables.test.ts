import path from 'node:path';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { VFile } from 'vfile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expandFacts } from '../../../src/markdown/expand-facts.ts';
import { forgetFacts } from '../../../src/facts/cache.ts';
import { expandPage } from '../../support/expand-page.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

let project: SmallProject;

beforeAll(() => {
  project = createSmallProject();
  project.plant(
    'spec/protocol-3/timings.yaml',
    'timings:\n',
    `timings:
  - { id: retry-cap, name: Tries, kind: retry, value: no limit, meaning: Before., evidence: source, until: 20260105.100000.0 }
  - { id: retry-cap, name: Tries, kind: retry, value: '3', meaning: Now., evidence: source, since: 20260105.200000.0 }
  - { id: heartbeat, name: Heartbeat, kind: interval, value: none, meaning: It is silent., evidence: source }
`,
  );
});

afterAll(() => {
  project.remove();
  forgetFacts();
});

const page = 'docs/operators/limits.mdx';

function expand(markdown: string, file = page): Promise<string> {
  return expandPage(project.root, file, markdown);
}

/** Anchors of the rows of a page's tables. */
async function rowAnchors(markdown: string): Promise<string[]> {
  const processor = unified().use(remarkParse).use(remarkMdx).use(remarkGfm).use(expandFacts, { root: project.root });
  const file = new VFile({ path: path.join(project.root, page), value: markdown });
  const tree = await processor.run(processor.parse(file), file);
  const anchors: string[] = [];
  visit(tree, 'tableRow', ({ data }) => {
    if (data?.hProperties?.['id']) {
      anchors.push(String(data.hProperties['id']));
    }
  });
  return anchors;
}

describe('<Timings>', () => {
  it('picks timings by id, in the order of the list, each in one row with what it was before', async () => {
    const rows = (await expand('<Timings ids="heartbeat retry-cap" />')).trim().split('\n').slice(2);
    expect(rows.map((row) => row.split('|')[1]!.trim())).toEqual(['Heartbeat', 'Tries']);
    expect(rows[1]).toMatch(
      /<span data-since="20260105\.200000\.0">3<\/span>.*Before 20260105\.200000:[^|]*no limit[^|]*\|[^|]*\|[^|]*Now\.[^|]*Before 20260105\.200000:[^|]*Before\./,
    );
    expect(rows.join('\n')).not.toContain('Grace window');
  });

  it('names the nearest id when one does not exist', async () => {
    await expect(expand('<Timings ids="heartbeat retry-cup" />')).rejects.toThrow(/no timing 'retry-cup'.*retry-cap/);
  });

  it('gives each timing one anchor, also one that changed', async () => {
    const anchors = await rowAnchors('<Timings />');
    expect(anchors.toSorted()).toEqual(['timing-grace-window', 'timing-heartbeat', 'timing-retry-cap']);
  });
});

describe('<TimingLinks>', () => {
  const LINKS = '<TimingLinks page="operators/orchestrator-limits" section="waits" ids="heartbeat retry-cap" />';

  it('leads to timings on another page, each once', async () => {
    project.write('docs/operators/orchestrator-limits.mdx', '');
    expect((await expand(LINKS)).trim().split('\n')).toEqual([
      '* [Heartbeat](./orchestrator-limits.mdx#waits)',
      '* [Tries](./orchestrator-limits.mdx#waits)',
    ]);
  });

  it('names a page that is not there', async () => {
    await expect(expand(LINKS.replace('limits"', 'limit"'))).rejects.toThrow(
      "this version has no page 'operators/orchestrator-limit'",
    );
  });
});

describe('<Protocols>', () => {
  it('lists the protocols with their releases', async () => {
    const markdown = await expand('<Protocols />');
    expect(markdown).toMatch(
      /\| 3\s*\| `20260105\.100000`\s*\| `20260106\.100000` and later\s*\| <svg .*<\/svg>\s*\| Drains\./,
    );
    expect(markdown).toMatch(
      /\| 2\s*\| `20260101\.100000`\s*\| `20260103\.100000`\s*\| <svg .*<\/svg>\s*\| The start\./,
    );
  });

  it('leaves out protocols that are newer than the page', async () => {
    expect(await expand('<Protocols />', 'versioned_docs/version-2/versions.mdx')).not.toContain('Drains');
  });
});
