import { diffLines } from 'diff';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editYaml } from '../../../../scripts/take/edit-yaml.ts';
import { SeenBehaviors } from '../../../../scripts/take/seen-behaviors.ts';
import { Staging } from '../../../../scripts/take/staging.ts';
import { takeBehaviors } from '../../../../scripts/take/take-behaviors.ts';
import { loadBehaviors, loadKnownProblems } from '../../../../src/facts/behaviors.ts';
import { parseRelease } from '../../../../src/facts/release.ts';
import type { Release } from '../../../../src/facts/release.ts';
import { loadReleases } from '../../../../src/facts/releases.ts';
import { loadRepaired } from '../../../../src/facts/repaired.ts';
import { projectAsOf } from '../../../support/project-as-of.ts';

const project = projectAsOf();
afterAll(() => project.remove());

const BASE = project.spec.protocol.last;
const MIDDLE = parseRelease('20990831.120000')!;
const NEXT = parseRelease('20990901.120000')!;
const RULE = 'token-name-with-dot-is-refused';
const RULES = 'spec/behaviors/tokens.yaml';
const PROBLEM = 'workers#a-token-name-cannot-be-used-again';
const SCENARIOS: Readonly<Record<string, string>> = { [RULE]: 'token-name-dot', [PROBLEM]: 'token-name-taken' };

let staging: Staging;
beforeEach(() => {
  staging = Staging.open(project.root);
  const file = 'spec/releases.yaml';
  const after = loadReleases(staging.root).releases.length - 1;
  const tags = [MIDDLE, NEXT].map((release) => `v${release}-sha.0123abcd`);
  const edits = tags.map((value) => ({ kind: 'add-item' as const, list: ['tags'], after, value }));
  staging.write(file, editYaml(staging.read(file), edits));
});
afterEach(() => staging.remove());

/** What a release shows: all is as it was but for what is named. */
function without(...gone: readonly string[]): SeenBehaviors {
  const seen = new SeenBehaviors();
  Object.entries(SCENARIOS).forEach(([id, scenario]) => seen.saw(id, scenario, !gone.includes(id)));
  return seen;
}

/** Takes a release; others tell when they have a program. */
function take(seen: SeenBehaviors, programs: ReadonlyMap<Release, SeenBehaviors> = new Map([[NEXT, seen]])) {
  return takeBehaviors(
    { base: BASE, taken: NEXT, seen, between: [MIDDLE], seenAt: async (release) => programs.get(release) },
    staging,
  );
}

function changed(): string[] {
  return staging
    .changed()
    .map(({ file }) => file)
    .filter((file) => file !== 'spec/releases.yaml');
}

function difference(file: string): { added: string; removed: string } {
  const parts = diffLines(staging.original(file), staging.read(file));
  const textOf = (those: typeof parts): string => those.map(({ value }) => value).join('');
  return { added: textOf(parts.filter(({ added }) => added)), removed: textOf(parts.filter(({ removed }) => removed)) };
}

describe('a release whose behavior is otherwise', { timeout: 600_000 }, () => {
  it('changes nothing where all is as it was', async () => {
    expect(await take(without())).toEqual({ written: [], undecided: [] });
    expect(changed()).toEqual([]);
  });

  it('ends a rule, and leaves what is so now to a person', async () => {
    const { written, undecided } = await take(without(RULE));
    expect(undecided).toEqual([]);
    expect(written).toEqual([{ id: RULE, kind: 'rule', last: BASE, since: NEXT, exact: false }]);
    expect(changed()).toEqual([RULES]);
    const { added, removed } = difference(RULES);
    expect(removed).toBe('');
    expect(added).toMatch(
      new RegExp(
        `^ {4}until: ${MIDDLE}\\n  - id: ${RULE}-since-20990901-120000\\n {4}statement: "TODO\\(words\\): [^]*\\n {4}since: ${NEXT}\\n {4}proof:\\n {6}scenario: token-name-dot\\n$`,
      ),
    );
    const index = loadReleases(staging.root);
    expect(() => loadBehaviors(staging.root, index)).toThrow(/tokens\.yaml:\d+: words are missing/);
    expect(loadBehaviors(staging.root, index, 'allowed').find(({ id }) => id === RULE)?.until).toBe(MIDDLE);
  });

  it('ends a known problem, and tells readers of older releases of the repair', async () => {
    const { written } = await take(without(PROBLEM));
    expect(written).toEqual([{ id: PROBLEM, kind: 'problem', last: BASE, since: NEXT, exact: false }]);
    const index = loadReleases(staging.root);
    expect(loadKnownProblems(staging.root, index).find(({ entry }) => entry === PROBLEM)?.until).toBe(MIDDLE);
    expect(difference('spec/repaired.yaml')).toMatchObject({ removed: '' });
    expect(difference('spec/repaired.yaml').added).toMatch(
      new RegExp(`^  - id: a-token-name-cannot-be-used-again\\n[^]*\\n {4}repaired: ${NEXT}\\n`),
    );
    expect(() => loadRepaired(staging.root, index)).toThrow(/repaired\.yaml:\d+: words are missing/);
  });

  it('asks other programs for the first release without it', async () => {
    const seen = without(RULE);
    const programs = new Map([
      [BASE, without()],
      [MIDDLE, seen],
      [NEXT, seen],
    ]);
    const { written } = await take(seen, programs);
    expect(written).toEqual([{ id: RULE, kind: 'rule', last: BASE, since: MIDDLE, exact: true }]);
    expect(difference(RULES).added).toContain(`    until: ${BASE}\n`);
  });

  it.each([
    ['was gone in one of two runs', new Map([[NEXT, without()]]), /^rule `.*`: it was seen to be gone once/],
    ['cannot be looked at again', new Map(), /^rule `.*`: it was seen to be gone once/],
    [
      'the release before does not keep, too',
      new Map([
        [BASE, without(RULE)],
        [NEXT, without(RULE)],
      ]),
      /^rule `.*`: the facts differ from 20260822\.011157\.0 already/,
    ],
  ])('leaves to a person what %s', async (_, programs, sentence) => {
    const { written, undecided } = await take(without(RULE), programs);
    expect(written).toEqual([]);
    expect(undecided).toEqual([expect.stringMatching(sentence)]);
    expect(changed()).toEqual([]);
  });
});
