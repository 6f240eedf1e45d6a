import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../../scripts/lib/project-root.ts';
import { checkDrift } from '../../../../src/markdown/drift/check.ts';
import type { Neighbors } from '../../../../src/markdown/drift/check.ts';
import type { Difference } from '../../../../src/markdown/drift/compare.ts';
import type { DriftEntry } from '../../../../src/markdown/drift/register.ts';
import { cachedProtocolSpec } from '../../../../src/facts/cache.ts';
import { formatFault } from '../../../../src/facts/spec-error.ts';

const neighbors: Neighbors = { older: cachedProtocolSpec(projectRoot, 3), newer: cachedProtocolSpec(projectRoot, 4) };

const DIFFERENCE: Difference = { page: 'authors/queueing', section: 'why', older: 'a', newer: 'b' };

const ENTRY: DriftEntry = {
  page: 'authors/queueing',
  section: 'why',
  because: 'Workers have slots.',
  releases: ['20260706.194109.0'],
  facts: ['flag worker connect --concurrency'],
  file: 'spec/drift/protocol-3-to-4/authors/queueing.yaml',
  line: 7,
};

function faults(differences: readonly Difference[], register: readonly DriftEntry[]): string[] {
  return checkDrift(differences, register, neighbors).map(formatFault);
}

describe('checkDrift', () => {
  it('accepts a difference with its entry', () => {
    expect(faults([DIFFERENCE], [ENTRY])).toEqual([]);
  });

  it('accepts two versions that are the same without a register, as after a cut', () => {
    expect(faults([], [])).toEqual([]);
  });

  it('reports a difference without an entry', () => {
    expect(faults([DIFFERENCE], [])).toEqual([
      expect.stringMatching(
        /^spec\/drift\/protocol-3-to-4\/authors\/queueing\.yaml: no entry for the section 'why': it differs between protocols 3 and 4/,
      ),
    ]);
  });

  it.each([
    ['older', 'only protocol 4 has it'],
    ['newer', 'only protocol 3 has it'],
  ])('says when the %s version lacks the section', (side, expected) => {
    expect(faults([{ ...DIFFERENCE, [side]: undefined }], [])[0]).toContain(expected);
  });

  it('reports an entry that no longer differs', () => {
    expect(faults([], [ENTRY])).toEqual([`${ENTRY.file}:7: the section 'why' does not differ: take it out`]);
  });

  it('reports a second entry for one section', () => {
    expect(faults([DIFFERENCE], [ENTRY, { ...ENTRY, line: 9 }])).toEqual([
      `${ENTRY.file}:9: the section 'why' stands twice`,
    ]);
  });

  it.each([
    ['does not exist', '20260706.194110.0', /'20260706\.194110\.0' is no release of spec\/releases\.yaml/],
    ['is no release at all', 'soon', /'soon' is no release/],
    ['is written in short', '20260706.194109', /is no release/],
    ["is the older protocol's first one", '20260705.174109.0', /is no reason: it lies outside/],
    ['came before the older protocol', '20260704.013136.0', /is no reason: it lies outside/],
  ])('reports a release that %s', (_, release, expected) => {
    expect(faults([DIFFERENCE], [{ ...ENTRY, releases: [release] }])).toEqual([expect.stringMatching(expected)]);
  });

  it("reports a release that came after the newer protocol's last one", () => {
    const two = { older: cachedProtocolSpec(projectRoot, 2), newer: cachedProtocolSpec(projectRoot, 3) };
    const found = checkDrift([DIFFERENCE], [{ ...ENTRY, facts: [] }], two).map(formatFault);
    expect(found).toEqual([expect.stringMatching(/'20260706\.194109\.0' is no reason: it lies outside/)]);
    const last = { ...ENTRY, facts: [], releases: ['20260706.191652.0'] };
    expect(checkDrift([DIFFERENCE], [last], two)).toEqual([]);
  });

  it.each([
    ['of no kind', 'flga worker connect --concurrency', /names no fact: begin with one of command, flag/],
    [
      'that neither protocol has',
      'flag worker connect --slots',
      /neither protocol has a flag 'worker connect --slots'/,
    ],
    ['that is the same in both', 'timing grace-window', /the timing 'grace-window' is the same in both protocols/],
  ])('reports a fact %s', (_, fact, expected) => {
    expect(faults([DIFFERENCE], [{ ...ENTRY, facts: [fact] }])).toEqual([expect.stringMatching(expected)]);
  });

  it.each([
    'command serve reload',
    'message unknown-key',
    'timing queue-timeout',
    'output worker-list',
    'model worker',
    'state machine worker',
    'placement field affinity',
    'recording log/workflow-run-server',
  ])('accepts the fact %s', (fact) => {
    expect(faults([DIFFERENCE], [{ ...ENTRY, releases: [], facts: [fact] }])).toEqual([]);
  });
});
