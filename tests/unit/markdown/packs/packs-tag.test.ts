import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetFacts } from '../../../../src/facts/cache.ts';
import { expandPage } from '../../../support/expand-page.ts';
import { createSmallProject } from '../../../support/small-project.ts';
import type { SmallProject } from '../../../support/small-project.ts';

describe('what the page for agents lists', () => {
  let project: SmallProject;
  const expand = (markdown: string): Promise<string> => expandPage(project.root, 'src/pages/agents.mdx', markdown);

  beforeAll(() => {
    project = createSmallProject();
    project.write('docs/index.mdx', '---\ntitle: Start\n---\n');
    project.write('versioned_docs/version-2/index.mdx', '---\ntitle: Start\n---\n');
    project.write('versioned_docs/version-2/old.mdx', '---\ntitle: Old\n---\n');
    project.write(
      'src/markdown/packs/packs.yaml',
      '- { id: start, title: Start, answers: How to start., pages: [index] }\n' +
        '- { id: old, title: Old, answers: What was., pages: [old] }\n',
    );
  });
  afterAll(() => {
    project.remove();
    forgetFacts();
  });

  it('is every pack with the protocols that have it', async () => {
    const table = await expand('<Packs />');
    expect(table).toContain(
      '**Start**: How to start. | [Protocol 3](pathname:///protocol-3/packs/start.md), [Protocol 2](pathname:///protocol-2/packs/start.md)',
    );
    expect(table).toMatch(
      /\*\*Old\*\*: What was\. +\| \[Protocol 2\]\(pathname:\/\/\/protocol-2\/packs\/old\.md\) +\|/,
    );
  });

  it('is the skill of every protocol, with its releases', async () => {
    const table = await expand('<Skills />');
    expect(table).toMatch(
      /`20260105\.100000` and later +\| 3 +\| \[swamp-remote-execution-3\.tar\.gz\]\(pathname:\/\/\/skills\/swamp-remote-execution-3\.tar\.gz\)/,
    );
    expect(table).toContain('`20260101.100000` to `20260103.100000`');
  });

  it('fails when a page is in no pack', async () => {
    project.write('docs/forgotten.mdx', '---\ntitle: Forgotten\n---\n');
    await expect(expand('<Packs />')).rejects.toThrow(/no pack has the page \/protocol-3\/forgotten/);
  });
});
