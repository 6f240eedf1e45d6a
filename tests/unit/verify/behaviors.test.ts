import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { loadBehaviors, loadKnownProblems, SCENARIOS_FOLDER } from '../../../src/facts/behaviors.ts';
import type { Behavior, KnownProblem } from '../../../src/facts/behaviors.ts';
import { parseRelease } from '../../../src/facts/release.ts';
import { loadReleases } from '../../../src/facts/releases.ts';
import { compareTold, scenarioBroke, statementsAt, withoutScenario } from '../../../verify/checks/behaviors/compare.ts';
import { planFor } from '../../../verify/checks/behaviors/index.ts';
import type { Scenario } from '../../../verify/checks/behaviors/scenario.ts';
import { SCENARIOS } from '../../../verify/checks/behaviors/scenarios/index.ts';
import type { Told } from '../../../verify/checks/behaviors/told.ts';

const release = parseRelease('20260822.011157')!;
const place = { file: 'spec/a.yaml', line: 7 };
const since = parseRelease('20260804.210933')!;

const RULE: Behavior = {
  ...place,
  id: 'run-goes-on',
  subject: 'cancel',
  statement: 'The run goes on.',
  proof: { scenario: 'stop' },
};
const READ: Behavior = { ...RULE, id: 'read', proof: { source: 'src/a.ts', reason: 'takes eight hours' } };
const PROBLEM: KnownProblem = { ...place, entry: 'orchestrator#ctrl-c', scenario: 'stop', since };

const statements = statementsAt(release, [RULE], [PROBLEM]);
const seen = (told: Partial<Told>): Told => ({ id: RULE.id, holds: true, seen: 'the run ended', ...told });
const problemSeen = seen({ id: PROBLEM.entry });

describe('what a scenario saw', () => {
  it('agrees when rule and known problem are as they are written', () => {
    expect(compareTold(statements, [seen({}), problemSeen], release)).toMatchObject([
      { check: 'behaviors', subject: 'run-goes-on', status: 'agrees', ...place },
      { subject: 'orchestrator#ctrl-c', status: 'agrees' },
    ]);
  });

  it('differs from a false rule, and says what was seen', () => {
    expect(compareTold(statements, [seen({ holds: false }), problemSeen], release)[0]).toMatchObject({
      status: 'differs',
      expected: 'The run goes on.',
      actual: 'Seen: the run ended',
      ...place,
    });
  });

  it('differs when a known problem no longer reproduces, and says that it may be repaired', () => {
    const [, finding] = compareTold(statements, [seen({}), { ...problemSeen, holds: false }], release);
    expect(finding).toMatchObject({
      status: 'differs',
      actual: 'It no longer reproduces: it may be repaired at 20260822.011157. Seen: the run ended',
    });
  });

  it('holds the way round a known problem to its end', () => {
    const tried = (holds: boolean): Told => ({ ...problemSeen, holds, wayRound: true });
    const findings = (holds: boolean) => compareTold(statements, [seen({}), problemSeen, tried(holds)], release);
    expect(findings(true).at(-1)).toMatchObject({ subject: 'orchestrator#ctrl-c, way round', status: 'agrees' });
    expect(findings(false).at(-1)).toMatchObject({ subject: 'orchestrator#ctrl-c, way round', status: 'differs' });
  });

  it('differs when it tells nothing of a statement, and when it broke', () => {
    expect(compareTold(statements, [problemSeen], release)[0]).toMatchObject({
      status: 'differs',
      actual: "the scenario 'stop' tells nothing of it",
    });
    expect(scenarioBroke(statements, new Error('no port'))).toMatchObject([
      { status: 'differs', actual: 'the scenario broke: no port' },
      { status: 'differs', subject: 'orchestrator#ctrl-c' },
    ]);
  });
});

describe('the statements of a release', () => {
  it('are those whose releases hold it', () => {
    const before = parseRelease('20260804.204310')!;
    expect(statementsAt(before, [RULE], [PROBLEM]).map(({ id }) => id)).toEqual(['run-goes-on']);
  });

  it('are not run without a scenario, with the reason', () => {
    const recorded = { ...RULE, proof: { recording: 'failure/lost' } };
    expect(statementsAt(release, [READ, recorded], []).map(withoutScenario)).toMatchObject([
      { status: 'not-run', reason: 'takes eight hours' },
      { status: 'not-run', reason: 'rests on the recording failure/lost' },
    ]);
  });

  it('need the scenarios that they name, the longest first, and of these only those that are asked for', () => {
    const play = (): Promise<void> => Promise.resolve();
    const long: Scenario = { title: 'Takes long.', timeoutMs: 900_000, play };
    const scenarios = { stop: { title: 'Stops.', play }, long, unused: { title: 'Is named nowhere.', play } };
    const both = [...statements, { ...statements[0]!, id: 'slow', scenario: 'long' }];
    expect(planFor(both, scenarios, undefined).map(({ id }) => id)).toEqual(['long', 'stop']);
    expect(planFor(both, scenarios, ['stop']).map(({ id }) => id)).toEqual(['stop']);
  });
});

describe('the scenarios of the project', () => {
  const index = loadReleases(projectRoot);
  const named = [
    ...loadBehaviors(projectRoot, index).map(({ id, proof }) => ({ id, scenario: proof.scenario })),
    ...loadKnownProblems(projectRoot, index).map(({ entry, scenario }) => ({ id: entry, scenario })),
  ].filter(({ scenario }) => scenario !== undefined);

  it('have a file each, and each is named by a rule or a known problem', () => {
    const files = readdirSync(path.join(projectRoot, SCENARIOS_FOLDER)).map((name) => path.basename(name, '.ts'));
    expect(Object.keys(SCENARIOS).sort()).toEqual(files.filter((name) => name !== 'index').sort());
    expect(Object.keys(SCENARIOS).filter((id) => !named.some(({ scenario }) => scenario === id))).toEqual([]);
  });

  it('tell of every statement that names them, and of no other', () => {
    const toldOf = new Map(Object.keys(SCENARIOS).map((id) => [id, sourceOf(id)]));
    expect(named.filter(({ id, scenario }) => !toldOf.get(scenario!)!.includes(`'${id}'`))).toEqual([]);
    const ids = new Set(named.map(({ id }) => id));
    const unknown = [...toldOf].flatMap(([scenario, source]) =>
      [...source.matchAll(/stage\.saw\(\s*'([^']+)'/g)].map(([, id]) => `${scenario}: ${id}`),
    );
    expect(unknown.filter((entry) => !ids.has(entry.split(': ')[1]!))).toEqual([]);
  });

  it('reproduce most known problems', () => {
    expect(named.filter(({ id }) => id.includes('#')).length).toBeGreaterThanOrEqual(45);
    expect(Object.keys(SCENARIOS).length).toBeGreaterThanOrEqual(30);
  });
});

function sourceOf(scenario: string): string {
  return readFileSync(path.join(projectRoot, SCENARIOS_FOLDER, `${scenario}.ts`), 'utf8');
}
