import { readFileSync } from 'node:fs';
import path from 'node:path';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { loadKnownProblems } from '../../../src/facts/behaviors.ts';
import type { KnownProblem } from '../../../src/facts/behaviors.ts';
import { isInSpan, spansOverlap } from '../../../src/facts/release.ts';
import { loadReleases } from '../../../src/facts/releases.ts';
import type { Protocol } from '../../../src/facts/releases.ts';
import { anchoredHeadings } from '../../../src/markdown/anchors.ts';
import { RELATED_PAGES } from '../../../src/markdown/related-pages.ts';
import { pageFilesOfProtocol, splitFrontMatter } from '../../../src/markdown/tree/version-tree.ts';

const FOLDER = 'operators/known-problems/';
/** What a later release repaired is listed from its own facts. */
const REPAIRED = `${FOLDER}repaired`;

const index = loadReleases(projectRoot);
const problems = loadKnownProblems(projectRoot, index);

describe.each(index.protocols.filter(({ released }) => released))('known problems of $label', (protocol) => {
  const entries = entriesOf(protocol);

  it('each have a scenario that reproduces them, or the reason why none does', () => {
    expect(entries.length).toBeGreaterThan(30);
    expect(withoutProof(entries, problems, protocol)).toEqual([]);
  });

  it('stand on a page when its newest release has them', () => {
    expect(withoutPage(entries, problems, protocol)).toEqual([]);
  });

  it('are missed when somebody takes away an entry or a section', () => {
    const [taken] = entries;
    const others = problems.filter(({ entry }) => entry !== taken);
    expect(withoutProof(entries, others, protocol)).toEqual([taken]);
    const standing = problems.find((problem) => isInSpan(protocol.verified, problem))!.entry;
    const left = entries.filter((entry) => entry !== standing);
    expect(withoutPage(left, problems, protocol)).toEqual([standing]);
  });
});

/** Sections of the pages of a protocol for which there is no entry, or one of other releases only. */
function withoutProof(entries: readonly string[], known: readonly KnownProblem[], protocol: Protocol): string[] {
  const span = { since: protocol.first, until: protocol.last };
  return entries.filter((entry) => !known.some((problem) => problem.entry === entry && spansOverlap(problem, span)));
}

/** Problems that the newest release of a protocol has and none of its pages tells. */
function withoutPage(entries: readonly string[], known: readonly KnownProblem[], protocol: Protocol): string[] {
  return known
    .filter((problem) => isInSpan(protocol.verified, problem))
    .map(({ entry }) => entry)
    .filter((entry) => !entries.includes(entry));
}

function entriesOf(protocol: Protocol): string[] {
  return pageFilesOfProtocol(projectRoot, protocol)
    .filter(({ page }) => page.startsWith(FOLDER) && page !== REPAIRED)
    .flatMap(({ page, file }) => {
      const { body } = splitFrontMatter(readFileSync(path.join(projectRoot, file), 'utf8'));
      const tree = unified().use(remarkParse).use(remarkMdx).use(remarkGfm).parse(body);
      return anchoredHeadings(tree)
        .filter(({ heading, anchor }) => heading.depth === 2 && anchor !== RELATED_PAGES)
        .map(({ anchor }) => `${page.slice(FOLDER.length)}#${anchor}`);
    });
}
