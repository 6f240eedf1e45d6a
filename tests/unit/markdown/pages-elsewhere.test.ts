import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { pagesElsewhere } from '../../../src/markdown/tags/pages-elsewhere.ts';
import { loadReleases } from '../../../src/facts/releases.ts';
import {
  addressOfPage,
  folderOfPages,
  pagesOfProtocol,
  splitFrontMatter,
} from '../../../src/markdown/tree/version-tree.ts';
import { expandPage } from '../../support/expand-page.ts';

/** Three protocols, so that pages can be missing in one or in two of them. */
const RELEASES = `protocols:
  - { number: 4, first: 20260103.100000.0, verified: 20260103.100000.0, brought: Slots. }
  - { number: 3, first: 20260102.100000.0, last: 20260102.100000.0, verified: 20260102.100000.0, brought: Drains. }
  - { number: 2, first: 20260101.100000.0, last: 20260101.100000.0, verified: 20260101.100000.0, brought: The start. }
tags: [v20260101.100000.0-sha.00000001, v20260102.100000.0-sha.00000002, v20260103.100000.0-sha.00000003]
`;

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'pages-'));
  mkdirSync(path.join(root, 'spec'));
  writeFileSync(path.join(root, 'spec', 'releases.yaml'), RELEASES);
  write('docs/index.mdx', 'Start');
  write('docs/authors/affinity.mdx', 'Keep together');
  write('docs/operators/deploy/index.mdx', 'Deploy');
  write('versioned_docs/version-3/index.mdx', 'Start');
  write('versioned_docs/version-3/operators/deploy/index.mdx', 'Deploy');
  write('versioned_docs/version-3/operators/old.mdx', 'Old, of 3');
  write('versioned_docs/version-2/index.mdx', 'Start');
  write('versioned_docs/version-2/operators/old.mdx', 'Old, of 2');
});

afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, title: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), `---\ntitle: ${title}\ndescription: About ${title}.\n---\n\nText.\n`);
}

function elsewhere(number: number): string[] {
  return pagesElsewhere(root, loadReleases(root), number).map(({ title, address, protocols }) =>
    [protocols.join('+'), address, title].join(' '),
  );
}

describe('pagesElsewhere', () => {
  it('names what a version lacks, of the newest protocol that has it', () => {
    expect(elsewhere(2)).toEqual([
      '4 /protocol-4/authors/affinity Keep together',
      '4+3 /protocol-4/operators/deploy Deploy',
    ]);
    expect(elsewhere(3)).toEqual(['4 /protocol-4/authors/affinity Keep together']);
    expect(elsewhere(4)).toEqual(['3+2 /protocol-3/operators/old Old, of 3']);
  });

  it('is empty when every page is there', () => {
    write('versioned_docs/version-3/authors/affinity.mdx', 'Keep together');
    expect(elsewhere(3)).toEqual([]);
  });

  it('shows them on the start page with links', async () => {
    const page = await expandPage(projectRoot, 'versioned_docs/version-2/index.mdx', '<PagesElsewhere />\n');
    expect(page).toContain('[swamp worker daemon](/protocol-4/reference/cli/worker-daemon)');
    expect(page).toContain('[Keep steps together](/protocol-4/authors/keep-steps-together)');
  });
});

describe('the tree of a version', () => {
  it('has its folder and its addresses', () => {
    const [newest, older] = loadReleases(root).protocols;
    expect(folderOfPages(newest)).toBe('docs');
    expect(folderOfPages(older!)).toBe('versioned_docs/version-3');
    expect(addressOfPage(newest, 'index')).toBe('/protocol-4');
    expect(pagesOfProtocol(root, newest).map(({ page }) => page)).toEqual([
      'authors/affinity',
      'index',
      'operators/deploy/index',
    ]);
  });

  it('has no pages without its folder', () => {
    expect(pagesOfProtocol(root, { versionName: '9' })).toEqual([]);
  });

  it('reads pages without front matter', () => {
    expect(splitFrontMatter('Text.\n---\n')).toEqual({ yaml: '', body: 'Text.\n---\n' });
  });
});
