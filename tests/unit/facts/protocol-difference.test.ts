import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { atRelease } from '../../../src/facts/at-release.ts';
import { audienceOf, impactOf } from '../../../src/facts/difference-groups.ts';
import { loadAllProtocolSpecs } from '../../../src/facts/load.ts';
import { specOf, specs } from '../../support/facts.ts';
import { differenceOf } from '../../../src/facts/protocol-difference.ts';
import type { ProtocolChange } from '../../../src/facts/protocol-difference.ts';
import type { ProtocolSpec } from '../../../src/facts/protocol-spec.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

let project: SmallProject;

beforeEach(() => {
  project = createSmallProject();
});
afterEach(() => project.remove());

function difference(): ProtocolChange[] {
  const [newer, older] = loadAllProtocolSpecs(project.root);
  return differenceOf(older!, newer!);
}

const words = (changes: readonly ProtocolChange[]): string[] =>
  changes.map(({ kind, area, owners, name }) => [kind, area, ...owners, name].join(' '));

describe('two protocols with the same facts', () => {
  it('do not differ', () => expect(difference()).toEqual([]));
});

describe('a planted difference', () => {
  const cases: [what: string, file: string, search: string, replacement: string, change: string, impact: string][] = [
    [
      'a flag that is gone',
      'commands/worker-list.yaml',
      '  - name: --all\n    description: Shows disconnected workers, too.\n',
      '',
      'went flag worker list --all',
      'breaking',
    ],
    [
      'another default',
      'commands/worker-list.yaml',
      'default: none',
      'default: all',
      'changed flag worker list --label',
      'breaking',
    ],
    [
      'other words of ours',
      'commands/worker-list.yaml',
      'Shows disconnected workers, too.',
      'Also shows disconnected workers.',
      'changed flag worker list --all',
      'changed',
    ],
    [
      'another exit code',
      'commands/worker-list.yaml',
      'code: 0',
      'code: 3',
      'changed exit code worker list 3',
      'breaking',
    ],
    [
      'another text',
      'messages/enrollment.yaml',
      "Enrollment token '{token}' has been revoked",
      "Token '{token}' was revoked",
      'changed message token-revoked',
      'breaking',
    ],
    [
      'another state',
      'states/worker.yaml',
      '  - { name: busy, meaning: Works., kind: stored }',
      '  - { name: busy, meaning: Works., kind: stored }\n  - { name: draining, meaning: Ends., kind: stored }',
      'appeared state worker draining',
      'new',
    ],
    [
      'another type of a field',
      'outputs/worker-list.schema.yaml',
      'name: { type: string,',
      'name: { type: integer,',
      'changed output field worker-list [].name',
      'breaking',
    ],
  ];

  it.each(cases)('%s', (_what, file, search, replacement, change, impact) => {
    project.plant(`spec/protocol-3/${file}`, search, replacement);
    const found = difference();
    expect(words(found)).toEqual([change]);
    expect(impactOf(found[0]!)).toBe(impact);
  });

  it('carries the release that brought it within the newer protocol', () => {
    project.plant(
      'spec/protocol-3/commands/worker-list.yaml',
      '  - name: --all\n',
      '  - name: --wide\n    since: 20260105.200000.0\n    description: Wide.\n  - name: --all\n',
    );
    expect(difference()).toMatchObject([{ kind: 'appeared', name: '--wide', since: '20260105.200000.0' }]);
  });

  it('keeps the release that brought it when its text was changed later', () => {
    project.plant(
      'spec/protocol-3/commands/worker-list.yaml',
      '  - name: --all\n',
      `  - name: --wide
    since: 20260105.200000.0
    until: 20260105.200000.0
    description: Wide.
  - name: --wide
    since: 20260106.100000.0
    description: Very wide.
  - name: --all\n`,
    );
    const [added] = difference();
    expect(added).toMatchObject({ kind: 'appeared', since: '20260105.200000.0' });
    expect(added!.completed).toBeUndefined();
  });

  it('that came in steps has the release of the first and of the last', () => {
    project.plant(
      'spec/protocol-3/commands/worker-list.yaml',
      '    default: none\n',
      '    default: none\n    until: 20260105.100000.0\n',
    );
    project.plant(
      'spec/protocol-3/commands/worker-list.yaml',
      'exitCodes:',
      `  - name: --label
    value: label
    repeatable: true
    default: some
    env: { name: SWAMP_LABELS }
    description: Filters by \`key=value\`.
    since: 20260105.200000.0
    until: 20260105.200000.0
  - name: --label
    value: label
    repeatable: true
    default: all
    env: { name: SWAMP_LABELS }
    description: Filters by \`key=value\`.
    since: 20260106.100000.0
exitCodes:`,
    );
    expect(difference()).toMatchObject([
      { kind: 'changed', name: '--label', since: '20260105.200000.0', completed: '20260106.100000.0' },
    ]);
  });

  it('that went within the newer protocol has the release without it', () => {
    project.plant(
      'spec/protocol-3/commands/worker-list.yaml',
      '  - name: --all\n',
      '  - name: --all\n    until: 20260105.200000.0\n',
    );
    expect(difference()).toMatchObject([{ kind: 'went', name: '--all', since: '20260106.100000.0' }]);
  });

  it('in what a message brings about has the dates of its message', () => {
    project.plant(
      'spec/protocol-3/messages/enrollment.yaml',
      'phase: enrollment\n',
      'phase: enrollment\n    since: 20260105.200000.0\n    otherSide:\n      - { side: orchestrator, note: It says so. }\n',
    );
    expect(difference()).toMatchObject([{ kind: 'appeared', area: 'other side', since: '20260105.200000.0' }]);
  });

  it('that was gone before the newest release is none', () => {
    project.plant(
      'spec/protocol-3/commands/worker-list.yaml',
      '  - name: --all\n',
      '  - name: --wide\n    until: 20260105.200000.0\n    description: Wide.\n  - name: --all\n',
    );
    expect(difference()).toEqual([]);
  });
});

describe('the protocols of the program', () => {
  const pairs = specs.flatMap((newer) =>
    specs.filter((older) => older.protocol.number < newer.protocol.number).map((older) => [older, newer] as const),
  );
  const flagsOf = (spec: ProtocolSpec): Set<string> =>
    new Set(
      [...spec.commands.values()].flatMap(({ value }) =>
        atRelease(value.flags, spec.protocol.last).map((flag) => `${value.command} ${flag.name}`),
      ),
    );

  it.each(pairs)(
    'lose and gain exactly the flags that one has and the other has not ($protocol.number)',
    (older, newer) => {
      const changes = differenceOf(older, newer);
      const named = (kind: string): Set<string> =>
        new Set(
          changes
            .filter((change) => change.area === 'flag' && change.kind === kind)
            .flatMap(({ name, owners }) => owners.map((owner) => `${owner} ${name}`)),
        );
      const [before, after] = [flagsOf(older), flagsOf(newer)];
      expect(named('went')).toEqual(new Set([...before].filter((flag) => !after.has(flag))));
      // Flags of a new command come with it and are not listed one by one.
      const ofKnownCommands = [...after].filter((flag) => older.commands.has(flag.replace(/ --.*$/, '')));
      expect(named('appeared')).toEqual(new Set(ofKnownCommands.filter((flag) => !before.has(flag))));
    },
  );

  const released = pairs.filter(([, newer]) => newer.protocol.released);

  it.each(released)('differ in what every upgrade page must tell ($protocol.number)', (older, newer) => {
    const told = new Set(
      differenceOf(older, newer).map((change) => `${impactOf(change)} ${audienceOf(change, older, newer)}`),
    );
    expect(told).toContain('breaking operators');
    expect(told).toContain('new operators');
  });

  it('do not differ from themselves', () => {
    for (const spec of specs) {
      expect(differenceOf(spec, spec)).toEqual([]);
    }
  });

  const dates: [from: number, to: number, thing: string, since: string | undefined][] = [
    [2, 3, 'environment variable SWAMP_WORKER_MAX_DISPATCHES', undefined],
    [3, 4, 'flag serve --hot-reload', '20260713.153736.0'],
    [3, 4, 'flag serve --detach-runs', '20260729.163622.0'],
    [3, 4, 'flag serve --heartbeat-interval', '20260802.212404.0'],
    [3, 4, 'flag serve --stale-ttl', '20260802.212404.0'],
    [3, 4, 'flag serve --reconciliation-interval', '20260802.212404.0'],
    [3, 4, 'flag serve --max-run-duration', '20260807.012712.0'],
    [3, 4, 'flag serve daemon enable --max-run-duration', '20260819.211112.0'],
    [3, 4, 'message serve-draining-runs', '20260729.163622.0'],
    [3, 4, 'message serve-aborting-runs', '20260729.234055.0'],
    [3, 4, 'credential Server token', '20260713.224620.0'],
    [3, 4, 'other side cancel-not-confirmed worker', '20260804.210933.0'],
    [3, 4, 'other side serve-shutting-down worker', '20260722.200634.0'],
    [3, 4, 'other side server-token-rejected worker', '20260723.223734.0'],
    [3, 4, 'other side rate-limited command', '20260812.220350.0'],
    [2, 4, 'flag serve --hot-reload', '20260713.153736.0'],
    [2, 4, 'other side cancel-not-confirmed worker', undefined],
  ];

  it.each(dates)('from %i to %i: %s since %s', (from, to, thing, since) => {
    const [older, newer] = [from, to].map((number) => specs.find(({ protocol }) => protocol.number === number)!);
    const named = differenceOf(older!, newer!).filter(({ area, owners, name }) =>
      (owners.length === 0 ? [''] : owners).some((owner) => [area, owner, name].filter(Boolean).join(' ') === thing),
    );
    expect(named.map((change) => change.since)).toEqual([since]);
  });

  it('tell of the drain from 2 to 3, and of lists, slots and giving up from 3 to 4', () => {
    const [four, three, two] = [4, 3, 2].map(specOf);
    expect(words(differenceOf(two!, three!))).toEqual(
      expect.arrayContaining(['appeared state worker draining', 'appeared flag worker connect --max-dispatches']),
    );
    const later = differenceOf(three!, four!);
    expect(words(later)).toEqual(
      expect.arrayContaining([
        'changed output worker-list shape',
        'changed timing Failed attempts before a worker gives up',
      ]),
    );
    const target = later.find(({ area, name }) => area === 'placement field' && name === 'target')!;
    expect(audienceOf(target, three!, four!)).toBe('authors');
  });
});
