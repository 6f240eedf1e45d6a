import { describe, expect, it } from 'vitest';
import { compareReleases } from '../../../../../src/facts/release.ts';
import { rangesOf } from '../../../../../src/tools/plan/ui/elsewhere.ts';
import type { ReleaseRange } from '../../../../../src/tools/plan/ui/elsewhere.ts';
import { jobOf, NEWEST, planRules, release, worker } from '../../../../support/planner.ts';

const POOL = { workers: [worker('alpha', { labels: { gpu: 'true' } })] };

const ranges = (text: string, at = NEWEST): readonly ReleaseRange[] =>
  rangesOf({ files: [{ name: 'w.yaml', text }], release: at, pool: POOL }, planRules);

const since = (all: readonly ReleaseRange[], first: string): readonly string[] | undefined =>
  all.find((range) => range.first === release(first))?.differences;

describe('the same file on other releases', () => {
  const misspelt = jobOf({ train: 'lables: { gpu: "true" }' });

  it('is told from the newest to the oldest, without gaps', () => {
    const all = ranges(misspelt);
    expect(all[0]!.last).toBe(planRules.releases.at(-1));
    expect(all.at(-1)!.first).toBe(planRules.protocols.at(-1)!.first);
    expect(all.filter(({ isAsked }) => isAsked)).toHaveLength(1);
    for (const [index, range] of all.slice(1).entries()) {
      const after = planRules.releases[planRules.releases.indexOf(range.last) + 1];
      expect(after).toBe(all[index]!.first);
      expect(compareReleases(range.first, range.last)).toBeLessThanOrEqual(0);
    }
  });

  it('ran in the orchestrator until a misspelt key was refused', () => {
    const all = ranges(misspelt);
    expect(all.find(({ last }) => last === release('20260718.080659'))!.differences).toEqual([
      'The program does not refuse the file.',
      '`train`: in the orchestrator',
    ]);
    const older = ranges(misspelt, release('20260705.162356'));
    expect(since(older, '20260718.081020')?.[0] ?? older[0]!.differences[0]).toMatch(
      /^The program refuses the file: `Unknown key 'lables'/,
    );
  });

  it('failed at once before steps waited', () => {
    const waits = ranges(jobOf({ train: 'labels: { gpu: "yes" }' }));
    expect(waits.at(-1)).toMatchObject({ last: release('20260703.211642'), differences: ['`train`: fails at once'] });
  });

  it('was placed by its job only since levels count', () => {
    const all = ranges(jobOf({ train: '' }, { job: 'labels: { gpu: "true" }' }));
    expect(all.find(({ isAsked }) => isAsked)!.first).toBe(release('20260817.211927'));
    expect(all.at(-1)!.differences).toEqual(['`train`: in the orchestrator']);
  });
});
