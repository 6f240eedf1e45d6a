import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { breakingBetween, breakingWithin, loadBreakingChanges } from '../../../src/facts/breaking-changes.ts';
import { changesOf } from '../../../src/facts/changes.ts';
import { forgetFacts } from '../../../src/facts/cache.ts';
import { loadAllProtocolSpecs } from '../../../src/facts/load.ts';
import type { ProtocolSpec } from '../../../src/facts/protocol-spec.ts';
import { folderOfPages } from '../../../src/markdown/tree/version-tree.ts';
import { expandPage } from '../../support/expand-page.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

const FILE = 'spec/breaking-changes.yaml';
const CHANGES = `changes:
  - id: lists-less
    since: 20260105.200000.0
    audience: operators
    title: The list is shorter
    before: It has all.
    now: It has some.
    todo: Use \`--all\`.
    page: reference/cli/worker-list
    evidence: run
`;

let project: SmallProject | undefined;
afterEach(() => {
  project?.remove();
  project = undefined;
  forgetFacts();
});

function projectWith(text: string): SmallProject {
  project = createSmallProject();
  project.write(FILE, text);
  project.write('spec/headlines.yaml', "headlines:\n  20260105.200000.0: 'Less is listed'\n");
  return project;
}

describe('spec/breaking-changes.yaml', () => {
  it('may be missing', () => {
    project = createSmallProject();
    expect(loadBreakingChanges(project.root)).toEqual([]);
  });

  it.each([
    ['a release that does not exist', CHANGES.replace('0105', '0107'), /:3: 20260107\.200000\.0 is no release/],
    ['an id that stands twice', CHANGES + CHANGES.replace('changes:\n', ''), /:11: 'lists-less' stands twice/],
    ['an unknown audience', CHANGES.replace('operators', 'readers'), /:4: /],
    ['no advice', CHANGES.replace('todo: Use `--all`.', "todo: ''"), /:8: /],
    [
      'an address instead of a page',
      CHANGES.replace('reference/cli', '/protocol-3/reference'),
      /:9: .*page within a version/,
    ],
  ])('names file and line of %s', (_, text, message) => {
    const { root } = projectWith(text);
    expect(() => loadBreakingChanges(root)).toThrow(message);
  });
});

describe('a breaking change', () => {
  it('stands on the upgrade page, with what to do and a link', async () => {
    const { root } = projectWith(CHANGES);
    project!.write('docs/reference/cli/worker-list.mdx', 'Text.');
    const expand = (audience: string): Promise<string> =>
      expandPage(root, 'src/pages/upgrade/2-to-3.mdx', `<BreakingChanges from="2" to="3" audience="${audience}" />`);
    const shown = await expand('operators');
    expect(shown).toContain('#### The list is shorter');
    expect(shown).toMatch(/since 20260105\.200000[^]*\*\*Before:\*\* It has all\.[^]*\*\*Now:\*\* It has some\./);
    expect(shown).toContain(
      '**What to do:** Use `--all`. [More<span className="visually-hidden">: The list is shorter</span>](/protocol-3/reference/cli/worker-list)',
    );
    expect(await expand('authors')).toBe('Nothing.\n');
  });

  it('comes first among the changes of its release', async () => {
    const { root } = projectWith(CHANGES);
    project!.write('docs/reference/changes/2026-01-01.mdx', 'Text.');
    const shown = await expandPage(root, 'docs/reference/changes/2026-01-01.mdx', '<Changes from="2026-01-01" />');
    expect(shown).toMatch(
      /## 20260105\.200000\s+\*\*Breaking\*\* Less is listed\.\s+\* \*\*Breaking\*\* The list is shorter\. \*before:\* It has all\. \*now:\* It has some\. \*what to do:\* Use `--all`\./,
    );
    const index = await expandPage(root, 'docs/reference/changes.mdx', '<ChangeIndex />');
    expect(index).toContain('**Breaking** Less is listed');
  });

  it('is listed with its release', () => {
    const { root } = projectWith(CHANGES);
    const [three, two] = loadAllProtocolSpecs(root);
    const changes = loadBreakingChanges(root);
    expect(changesOf(three!, { breaking: breakingWithin(changes, three!) })).toMatchObject([
      { release: '20260105.200000.0', changes: [], breaking: [{ id: 'lists-less' }] },
    ]);
    expect(breakingWithin(changes, two!)).toEqual([]);
    expect(breakingBetween(changes, two!, three!)).toHaveLength(1);
  });
});

describe('the breaking changes of the program', () => {
  const specs = loadAllProtocolSpecs(projectRoot);
  const changes = loadBreakingChanges(projectRoot);
  const spec = (number: number): ProtocolSpec => specs.find(({ protocol }) => protocol.number === number)!;

  it.each([
    ['client-no-longer-cancels', '20260804.210933.0'],
    ['account-for-authentication', '20260723.174225.0'],
    ['server-token-secrets-move', '20260820.232445.0'],
    ['server-token-not-shown', '20260729.233505.0'],
    ['names-with-capitals', '20260818.174554.0'],
    ['server-token-in-a-header', '20260807.012712.0'],
    ['cancel-takes-an-admin', '20260725.004331.0'],
    ['workers-give-up', '20260812.195234.0'],
    ['disconnected-workers-hidden', '20260707.015302.0'],
    ['commands-follow-the-server-variable', '20260805.211630.0'],
    ['serve-log-format', '20260814.224442.0'],
    ['left-runs-are-failed', '20260804.210933.0'],
    ['errors-without-level', '20260723.174225.0'],
    ['serve-waits-for-runs', '20260804.210933.0'],
    ['too-many-arguments', '20260811.004046.0'],
    ['placement-on-jobs', '20260817.211927.0'],
    ['unknown-keys-stop-the-run', '20260718.081020.0'],
    ['checks-left-out', '20260820.001728.0'],
    ['secrets-at-run-time-refused', '20260707.022832.0'],
    ['selections-refused', '20260707.014458.0'],
    ['model-names-with-capitals', '20260818.174554.0'],
    ['steps-wait-ten-minutes', '20260706.205648.0'],
    ['run-output', '20260725.210408.0'],
    ['open-addresses-refused', '20260619.145714.0'],
    ['unknown-host-names-refused', '20260623.133415.0'],
    ['sockets-end-after-eight-hours', '20260622.210947.0'],
    ['steps-wait-for-a-worker', '20260703.225626.0'],
    ['worker-drains', '20260705.174109.0'],
    ['failed-steps-log-as-info', '20260706.015952.0'],
    ['step-processes', '20260706.015952.0'],
    ['data-access-ends', '20260706.015952.0'],
  ])('%s came with %s', (id, since) => {
    expect(changes.find((change) => change.id === id)?.since).toBe(since);
  });

  it('stand on exactly the pages between whose protocols they lie', () => {
    const between = (from: number, to: number): string[] =>
      breakingBetween(changes, spec(from), spec(to)).map(({ id }) => id);
    expect(between(2, 3)).toEqual(['worker-drains', 'failed-steps-log-as-info', 'step-processes', 'data-access-ends']);
    expect(new Set(between(2, 4))).toEqual(new Set([...between(2, 3), ...between(3, 4)]));
    const within = breakingWithin(changes, spec(2)).map(({ id }) => id);
    expect(within).toEqual([
      'open-addresses-refused',
      'unknown-host-names-refused',
      'sockets-end-after-eight-hours',
      'methods-read-less',
      'steps-wait-for-a-worker',
    ]);
    expect([...between(2, 4), ...within]).toHaveLength(changes.length);
  });

  it.each(changes.filter(({ page }) => page !== undefined))(
    '$id leads to a page and a place that exist',
    ({ page }) => {
      const [name, anchor] = page!.split('#');
      const file = path.join(projectRoot, folderOfPages(spec(4).protocol), `${name}.mdx`);
      expect(existsSync(file)).toBe(true);
      if (anchor !== undefined) {
        expect(anchorsOf(readFileSync(file, 'utf8'))).toContain(anchor);
      }
    },
  );
});

/** Anchors of the headings of a page, given or made of their words. */
function anchorsOf(page: string): string[] {
  return [...page.matchAll(/^#+ (.*)$/gm)].map(
    ([, title]) =>
      /\{\/\* #(\S+) \*\/\}/.exec(title!)?.[1] ??
      title!
        .toLowerCase()
        .replace(/[^\p{L}\d\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
  );
}
