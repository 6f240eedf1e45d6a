import { describe, expect, it } from 'vitest';
import { compareVersions, WHOLE_PAGE } from '../../../../src/markdown/drift/compare.ts';
import { comparable, FRONT_MATTER, INTRODUCTION, sectionsOf } from '../../../../src/markdown/drift/sections.ts';
import type { PageSource } from '../../../../src/markdown/tree/version-tree.ts';

const PAGE = `---
title: Queueing
---

A step waits.

## How long it waits

A minute.

\`\`\`bash
## no heading
swamp worker queue
\`\`\`

### By \`release\` {/* #by-release */}

See [the queue](/protocol-4/reference/cli/worker-queue#flags).
`;

function page(text: string, name = 'authors/queueing'): PageSource {
  return { page: name, file: `docs/${name}.mdx`, text };
}

describe('sectionsOf', () => {
  it('cuts a page at its headings, not within code', () => {
    expect(sectionsOf(PAGE).map(({ anchor }) => anchor)).toEqual([
      FRONT_MATTER,
      INTRODUCTION,
      'how-long-it-waits',
      'by-release',
    ]);
  });

  it('gives headings of the same words different anchors', () => {
    expect(sectionsOf('## Flags\n\na\n\n## Flags\n\nb\n').map(({ anchor }) => anchor)).toEqual(['flags', 'flags-1']);
  });

  it('does not take the end of a shorter fence for the end of a block', () => {
    expect(sectionsOf('````md\n```\n## a\n```\n````\n\n## b\n').map(({ anchor }) => anchor)).toEqual([
      INTRODUCTION,
      'b',
    ]);
  });

  it('reads an empty page', () => {
    expect(sectionsOf('')).toEqual([]);
  });
});

describe('compareVersions', () => {
  it('finds no difference between a page and itself', () => {
    expect(compareVersions([page(PAGE)], [page(PAGE)])).toEqual([]);
  });

  it('does not count line breaks within prose, nor the address of the version', () => {
    const older = PAGE.replace('A step waits.', 'A step\nwaits.').replace('/protocol-4/', '/protocol-3/');
    expect(compareVersions([page(older)], [page(PAGE)])).toEqual([]);
  });

  it.each([
    ['a word', 'A minute.', 'Ten minutes.', 'how-long-it-waits'],
    ['a line of code', 'swamp worker queue', 'swamp  worker queue', 'how-long-it-waits'],
    ['a line break within code', '## no heading\nswamp', '## no heading swamp', 'how-long-it-waits'],
    ['the front matter', 'title: Queueing', 'title: Waiting', FRONT_MATTER],
    ['the text before the first heading', 'A step waits.', 'A step fails.', INTRODUCTION],
    ['a heading that keeps its anchor', 'By `release`', 'By version', 'by-release'],
    [
      'the number of a protocol that is no address',
      'A minute.',
      'A minute, in protocol-3 as well.',
      'how-long-it-waits',
    ],
  ])('finds %s', (_, search, replacement, section) => {
    const differences = compareVersions([page(PAGE.replace(search, replacement))], [page(PAGE)]);
    expect(differences.map((difference) => difference.section)).toEqual([section]);
  });

  it('tells which version lacks a section', () => {
    const [first, ...more] = compareVersions([page(PAGE)], [page(PAGE.replace('## How long', '## For how long'))]);
    expect(first).toMatchObject({ section: 'for-how-long-it-waits', older: undefined });
    expect(more).toEqual([expect.objectContaining({ section: 'how-long-it-waits', newer: undefined })]);
  });

  it('tells which version lacks a page', () => {
    const lost = page(PAGE, 'authors/lost');
    expect(compareVersions([], [lost])).toEqual([
      { page: 'authors/lost', section: WHOLE_PAGE, older: undefined, newer: PAGE },
    ]);
    expect(compareVersions([lost], [])).toEqual([
      { page: 'authors/lost', section: WHOLE_PAGE, older: PAGE, newer: undefined },
    ]);
  });
});

describe('comparable', () => {
  it('keeps code as it is', () => {
    expect(comparable('a\nb\n\n```\nc\n  d\n```\n')).toContain('a b\n```\nc\n  d\n```');
  });
});
