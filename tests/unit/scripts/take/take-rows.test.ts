import { diffLines } from 'diff';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editYaml } from '../../../../scripts/take/edit-yaml.ts';
import { SeenRows } from '../../../../scripts/take/seen-rows.ts';
import { Staging } from '../../../../scripts/take/staging.ts';
import { specOf as specIn } from '../../../../scripts/take/take.ts';
import { takeRows } from '../../../../scripts/take/take-rows.ts';
import { loadProtocolSpec } from '../../../../src/facts/load.ts';
import { fillIn } from '../../../../src/facts/message-text.ts';
import { isInSpan, parseRelease } from '../../../../src/facts/release.ts';
import type { Release } from '../../../../src/facts/release.ts';
import { loadReleases } from '../../../../src/facts/releases.ts';
import type { RowObservation } from '../../../../verify/checks/lifecycles/observation.ts';
import { NUMBER, projectAsOf } from '../../../support/project-as-of.ts';

const project = projectAsOf();
afterAll(() => project.remove());

const BASE = project.spec.protocol.last;
const MIDDLE = parseRelease('20990831.120000')!;
const NEXT = parseRelease('20990901.120000')!;
const FILE = 'spec/protocol-4/restart-table.yaml';
const ROW = 'second-machine-while-first-connected';

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

function printedText(id: string): string {
  const message = project.spec.messages.map(({ value }) => value).find((one) => one.id === id && isInSpan(BASE, one));
  return `Disconnected: ${fillIn(message!.text, () => 'omega')}`;
}

/** What a release shows of the row: as the newest known one does, but for what is named. */
function shown(otherwise: Partial<RowObservation> = {}): SeenRows {
  const rows = new SeenRows();
  rows.seen(ROW, {
    worker: 'stops',
    exitCode: 1,
    printed: printedText('allowance-exhausted'),
    orchestratorLog: '',
    tokenState: 'enrolled',
    token: 'omega',
    ...otherwise,
  });
  return rows;
}

/** Takes a release; others tell when they have a program. */
function take(seen: SeenRows, programs: ReadonlyMap<Release, SeenRows> = new Map([[NEXT, seen]])) {
  return takeRows(
    {
      spec: specIn(staging, NUMBER),
      base: BASE,
      taken: NEXT,
      seen,
      between: [MIDDLE],
      seenAt: async (release) => programs.get(release),
    },
    staging,
  );
}

function difference(): { added: string; removed: string } {
  const parts = diffLines(staging.original(FILE), staging.read(FILE));
  const textOf = (those: typeof parts): string => those.map(({ value }) => value).join('');
  return { added: textOf(parts.filter(({ added }) => added)), removed: textOf(parts.filter(({ removed }) => removed)) };
}

const NOTHING = { added: '', removed: '' };

describe('a release that ends a row of the restart table otherwise', { timeout: 600_000 }, () => {
  it('changes nothing where all is as it was', async () => {
    expect(await take(shown())).toEqual({ written: [], undecided: [] });
    expect(difference()).toEqual(NOTHING);
  });

  it('ends the outcome, and gives the one in its place gaps for its story', async () => {
    const { written, undecided } = await take(shown({ worker: 'retries', exitCode: null }));
    expect(undecided).toEqual([]);
    expect(written).toEqual([{ id: ROW, last: BASE, since: NEXT, exact: false }]);
    const { added, removed } = difference();
    expect(removed).toBe('');
    expect(added).toMatch(
      new RegExp(
        `^ {8}until: ${MIDDLE}\\n {6}- worker: retries\\n {8}message: allowance-exhausted\\n {8}tokenState: enrolled\\n {8}what: "TODO\\(words\\): [^]*\\n {8}todo: "TODO\\(words\\): [^]*\\n {8}since: ${NEXT}\\n$`,
      ),
    );
    expect(() => loadProtocolSpec(staging.root, NUMBER)).toThrow(/restart-table\.yaml:\d+: words are missing/);
  });

  it.each([
    ['exit code', { exitCode: 3 }, '        exitCode: 3\n'],
    ['token state', { tokenState: 'expired' }, '        tokenState: expired\n'],
    ['message', { printed: printedText('token-expired') }, '        message: token-expired\n'],
  ])('sees another %s', async (_, otherwise, line) => {
    await take(shown(otherwise));
    expect(difference().added).toContain(line);
  });

  it('asks other programs for the first release that does', async () => {
    const seen = shown({ exitCode: 3 });
    const programs = new Map([
      [BASE, shown()],
      [MIDDLE, seen],
      [NEXT, seen],
    ]);
    const { written } = await take(seen, programs);
    expect(written).toEqual([{ id: ROW, last: BASE, since: MIDDLE, exact: true }]);
    expect(difference().added).toMatch(new RegExp(`until: ${BASE}\\n[^]*since: ${MIDDLE}\\n$`));
  });

  it.each<[what: string, otherwise: Partial<RowObservation>]>([
    ['a worker that does nothing', { worker: 'nothing' }],
    ['a text that is no known message', { printed: 'Go away' }],
    ['a line of the log that the facts do not have', { orchestratorLog: 'Worker "omega" is odd' }],
    ['what no longer holds afterwards', { broken: { expected: 'a', actual: 'b' } }],
  ])('leaves %s to a person', async (_, otherwise) => {
    expect(await take(shown({ exitCode: 3, ...otherwise }))).toEqual({ written: [], undecided: [] });
    expect(difference()).toEqual(NOTHING);
  });

  it.each([
    ['was so in one of two runs', new Map([[NEXT, shown()]]), /ended otherwise once/],
    [
      'the release before has, too',
      new Map([BASE, NEXT].map((release) => [release, shown({ exitCode: 3 })])),
      /the facts differ from 20260822\.011157\.0 already/,
    ],
  ])('leaves to a person what %s', async (_, programs, sentence) => {
    const { written, undecided } = await take(shown({ exitCode: 3 }), programs);
    expect(written).toEqual([]);
    expect(undecided).toEqual([expect.stringMatching(sentence)]);
    expect(difference()).toEqual(NOTHING);
  });
});
