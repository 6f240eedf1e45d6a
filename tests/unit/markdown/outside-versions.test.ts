import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { forgetFacts } from '../../../src/facts/cache.ts';
import { releasedSpecs } from '../../support/facts.ts';
import { refusalRecordingId, refusedPairs } from '../../../src/facts/refused-pairs.ts';
import { expandPage } from '../../support/expand-page.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

const PAGE = 'src/pages/compatibility.mdx';

describe('a tag in a page outside the versions', () => {
  let project: SmallProject;

  beforeAll(() => {
    project = createSmallProject();
    project.plant('spec/protocol-2/commands/worker-list.yaml', 'Shows disconnected workers, too.', 'Shows all.');
  });
  afterAll(() => {
    project.remove();
    forgetFacts();
  });

  const expand = (markdown: string, page = PAGE): Promise<string> => expandPage(project.root, page, markdown);

  it('takes the facts of the protocol that it names', async () => {
    expect(await expand('<Flags protocol="2" command="worker list" />')).toContain('Shows all.');
    expect(await expand('<Flags protocol="newest" command="worker list" />')).toContain('disconnected workers');
  });

  it.each([
    ['<Flags command="worker list" />', /outside the versions: say protocol="newest" or one of 3, 2/],
    ['<Flags protocol="7" command="worker list" />', /say protocol="newest" or one of 3, 2/],
    ['<AllDifferences from="2" to="9" />', /no released protocol 9\. Known: 3, 2/],
    ['<AllDifferences from="2" />', /<AllDifferences>: to /],
  ])('%s fails with what to do', async (markdown, message) => {
    await expect(expand(markdown)).rejects.toThrow(message);
  });

  it('may not choose the facts in a page of a version', async () => {
    await expect(expand('<Flags protocol="2" command="worker list" />', 'docs/index.mdx')).rejects.toThrow(/protocol/i);
  });

  it('tells before and now of a difference', async () => {
    const page = await expand('<AllDifferences from="2" to="3" />');
    const [, changed, added] = page.split(/^## (?:Changed|New)$/m);
    expect(changed).toMatch(/flag `--all` of `worker list`\s*\| Shows all\.\s*\| Shows disconnected workers, too\./);
    expect(added).toMatch(/### For workflow authors\s+Nothing\./);
    expect(page).toContain('Upgrade from protocol 2 to 3](/upgrade/2-to-3)');
  });

  it('says for which case an exit code is another one', async () => {
    const other = createSmallProject();
    other.plant('spec/protocol-2/commands/worker-list.yaml', 'code: 0', 'code: 3');
    const table = await expandPage(other.root, PAGE, '<AllDifferences from="2" to="3" />');
    other.remove();
    expect(table).toMatch(/exit code `0` of `worker list` — It worked\.\s*\| `3`\s*\| `0`/);
  });

  it('leads from each protocol to the later ones, and to the changes within it', async () => {
    project.write('src/pages/upgrade/2-to-3.mdx', '');
    const paths = await expand('<UpgradePaths />');
    expect(paths).toMatch(
      /\*\*Protocol 2\*\*: 20260101\.100000 to 20260103\.100000\s*\| \[from 2 to 3\]\(\/upgrade\/2-to-3\)/,
    );
    expect(paths).toMatch(/\*\*Protocol 3\*\*: 20260105\.100000 and later\s*\|\s*\| \[upgrade within protocol 3\]/);
  });

  it('says which pair is not recorded', async () => {
    await expect(expand('<RefusedPairs />')).rejects.toThrow(
      /orchestrator-p3-20260106\.100000\.worker-p2-20260103\.100000\.yaml is missing.*record an orchestrator of 20260106\.100000/s,
    );
  });
});

describe('the refused pairs of the program', () => {
  it('are all pairs of different protocols, each with the real lines of both sides', () => {
    const pairs = refusedPairs(releasedSpecs);
    expect(pairs).toHaveLength(releasedSpecs.length * (releasedSpecs.length - 1));
    for (const { orchestrator, worker, prints } of pairs) {
      expect(prints.worker.stdout + prints.worker.stderr).toContain(
        `Worker protocol version ${worker.number} does not match orchestrator version ${orchestrator.number}`,
      );
      expect(prints.worker.exitCode).toBe(1);
      expect(prints.orchestrator.command).toContain('swamp serve');
    }
  });

  it('are missed when a recording is gone', () => {
    const [first, ...others] = releasedSpecs;
    const id = refusalRecordingId(first!.protocol, others[0]!.protocol);
    const recordings = new Map([...first!.recordings].filter(([name]) => name !== id));
    expect(() => refusedPairs([{ ...first!, recordings }, ...others])).toThrow(path.basename(id));
  });

  it('stand on the page, with links to the pages of the versions', async () => {
    const page = await expandPage(
      projectRoot,
      PAGE,
      '<CompatibilityMatrix />\n\n<RefusedPairs />\n\n<AllDifferences from="3" to="4" />',
    );
    expect(page).toMatch(/Protocol 4\s*\|\s*\*\*works\*\*\s*\|\s*\[refused\]\(#orchestrator-4-worker-3\)/);
    expect(page).toContain('(/protocol-4/reference/cli/worker-list)');
  });
});
