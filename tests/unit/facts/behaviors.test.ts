import { afterEach, describe, expect, it } from 'vitest';
import { loadBehaviors, loadKnownProblems } from '../../../src/facts/behaviors.ts';
import { loadReleases } from '../../../src/facts/releases.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

const RULE = `  - id: revoked-stays
    statement: A revoked worker stays.
    proof: { scenario: revoke }
`;
const PROBLEM = `  - entry: workers#a-problem
    until: 20260103.100000.0
    scenario: revoke
`;

let project: SmallProject | undefined;
afterEach(() => {
  project?.remove();
  project = undefined;
});

function write(rules: string, problems = PROBLEM): SmallProject {
  project = createSmallProject();
  project.write('spec/behaviors/tokens.yaml', `rules:\n${rules}`);
  project.write('spec/known-problems.yaml', `problems:\n${problems}`);
  project.write('verify/checks/behaviors/scenarios/revoke.ts', '');
  return project;
}

function rulesOf(rules: string): ReturnType<typeof loadBehaviors> {
  const { root } = write(rules);
  return loadBehaviors(root, loadReleases(root));
}

describe('rules of behavior', () => {
  it('are none without files, and know their subject and place', () => {
    project = createSmallProject();
    expect(loadBehaviors(project.root, loadReleases(project.root))).toEqual([]);
    project.remove();
    expect(rulesOf(RULE)).toMatchObject([
      { id: 'revoked-stays', subject: 'tokens', file: 'spec/behaviors/tokens.yaml', line: 2 },
    ]);
  });

  it.each([
    [
      'an id that stands twice',
      RULE + RULE,
      /tokens\.yaml:5: 'revoked-stays' stands at spec\/behaviors\/tokens\.yaml:2/,
    ],
    [
      'a scenario that does not exist',
      RULE.replace('revoke }', 'revoke-now }'),
      /:4: .*no scenario 'revoke-now'.*'revoke'/,
    ],
    ['a release that does not exist', `${RULE}    since: 20260107.100000.0\n`, /:5: 20260107\.100000\.0 is no release/],
    [
      'a recording that a protocol lacks',
      RULE.replace('scenario: revoke', 'recording: failure/lost'),
      /:4: there is no recordings\/protocol-3\/failure\/lost\.yaml/,
    ],
    ['two proofs', RULE.replace('revoke }', 'revoke, recording: a/b }'), /:4: name one of 'scenario', 'recording'/],
    ['no proof', RULE.replace('{ scenario: revoke }', '{}'), /:4: name one of/],
    [
      'a source without a reason',
      RULE.replace('scenario: revoke', 'source: src/serve/gateway.ts'),
      /:4: 'source' needs a 'reason'/,
    ],
    ['a statement without its full stop', RULE.replace('stays.', 'stays'), /:3: end the sentence with a full stop/],
    ['an unknown key', `${RULE}    releases: all\n`, /:5: unknown key 'releases'/],
  ])('name file and line of %s', (_, rules, message) => {
    expect(() => rulesOf(rules)).toThrow(message);
  });

  it('may rest on a place in the source, with the reason why it is not run', () => {
    const read = RULE.replace('scenario: revoke', 'source: src/serve/gateway.ts, reason: takes eight hours');
    expect(rulesOf(read)).toMatchObject([{ proof: { reason: 'takes eight hours' } }]);
  });
});

describe('how known problems are reproduced', () => {
  it.each([
    ['an entry that stands twice', PROBLEM + PROBLEM, /known-problems\.yaml:5: 'workers#a-problem' stands twice/],
    ['neither scenario nor reason', PROBLEM.replace(/ {4}scenario.*\n/, ''), /:2: name the 'scenario'/],
    ['a scenario and a reason', `${PROBLEM}    reason: too long\n`, /:2: name the 'scenario'/],
    ['a scenario that does not exist', PROBLEM.replace('revoke', 'revoke-now'), /:4: .*'revoke-now'.*'revoke'/],
    ['an entry without an anchor', PROBLEM.replace('#a-problem', ''), /:2: name page and anchor/],
  ])('names file and line of %s', (_, problems, message) => {
    const { root } = write(RULE, problems);
    expect(() => loadKnownProblems(root, loadReleases(root))).toThrow(message);
  });

  it('is read with its place', () => {
    const { root } = write(RULE);
    expect(loadKnownProblems(root, loadReleases(root))).toMatchObject([{ entry: 'workers#a-problem', line: 2 }]);
  });
});
