import type { Root } from 'mdast';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VFile } from 'vfile';
import { expandFacts } from '../../../src/markdown/expand-facts.ts';
import { forgetFacts } from '../../../src/facts/cache.ts';
import { expandPage } from '../../support/expand-page.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

const INDEX = 'docs/operators/known-problems.mdx';
const TAG = '<EntriesOf page="operators/known-problems/steps" />';

const ENTRIES = `---
title: Steps
---

About <Release which="newest" />.

## A step cannot write

- **Releases:** since 20260105.200000, the first
  release with \`serve\`. Before, it could.
- **Effect:** None.

### A detail

## \`serve\` ends, twice

- **Releases:** in all releases
- **Effect:** None.

## Chosen by hand {/* #by-hand */}

- **Effect:** None.

## Only words

**Releases:** none of an entry.

## Related pages

- **Releases:** in all releases.
`;

let project: SmallProject;

beforeAll(() => {
  project = createSmallProject();
  project.write(INDEX, `${TAG}\n`);
  project.write('docs/operators/known-problems/steps.mdx', ENTRIES);
  project.write('docs/operators/known-problems/empty.mdx', 'Nothing.\n\n## Related pages\n');
});

afterAll(() => {
  project.remove();
  forgetFacts();
});

const expand = (markdown: string): Promise<string> => expandPage(project.root, INDEX, markdown);

/** Ids of the items of lists, in order. */
async function itemAnchors(markdown: string): Promise<unknown[]> {
  const processor = unified().use(remarkParse).use(remarkMdx).use(expandFacts, { root: project.root });
  const file = new VFile({ path: `${project.root}/${INDEX}`, value: markdown });
  const tree = (await processor.run(processor.parse(file), file)) as Root;
  const anchors: unknown[] = [];
  visit(tree, 'listItem', ({ data }) => {
    anchors.push(data?.hProperties?.['id']);
  });
  return anchors;
}

describe('<EntriesOf>', () => {
  it('lists the entries of a page, each with a link and the first sentence of its releases', async () => {
    expect((await expand(TAG)).trim().split(/\n(?=\*)/)).toEqual([
      '* [A step cannot write](./known-problems/steps.mdx#a-step-cannot-write): since 20260105.200000, the first\n  release with `serve`',
      '* [`serve` ends, twice](./known-problems/steps.mdx#serve-ends-twice): in all releases',
      '* [Chosen by hand ](./known-problems/steps.mdx#by-hand)',
      '* [Only words](./known-problems/steps.mdx#only-words)',
    ]);
  });

  it('gives each line the anchor of its entry, so that the address before the division holds', async () => {
    expect(await itemAnchors(TAG)).toEqual(['a-step-cannot-write', 'serve-ends-twice', 'by-hand', 'only-words']);
  });

  it.each([
    ['operators/known-problems/step', /There is no page 'operators\/known-problems\/step' .*known-problems\/steps/],
    ['operators/known-problems/empty', /the page 'operators\/known-problems\/empty' has no entries/],
  ])('fails for %s', async (page, expected) => {
    await expect(expand(`<EntriesOf page="${page}" />`)).rejects.toThrow(expected);
  });
});
