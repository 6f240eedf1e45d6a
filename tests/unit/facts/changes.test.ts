import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changesOf } from '../../../src/facts/changes.ts';
import type { Change } from '../../../src/facts/changes.ts';
import { loadProtocolSpec } from '../../../src/facts/load.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

/** Releases of the small project's newest protocol: the first, the one after it, the newest. */
const [FIRST, SECOND, NEWEST] = ['20260105.100000.0', '20260105.200000.0', '20260106.100000.0'];
const FOLDER = 'spec/protocol-3';

let project: SmallProject;

beforeEach(() => {
  project = createSmallProject();
});

afterEach(() => project.remove());

function changes(): Record<string, readonly Change[]> {
  return Object.fromEntries(
    changesOf(loadProtocolSpec(project.root, 3)).map((entry) => [entry.release, entry.changes]),
  );
}

/** `new flag --all of worker list` */
function inWords({ kind, area, name, owners }: Change): string {
  return [kind, area, name, ...(owners.length > 0 ? ['of', owners.join(', ')] : [])].join(' ');
}

it('finds nothing in facts that have no dates', () => {
  expect(changes()).toEqual({});
});

describe('what happened to a fact', () => {
  it('appeared: since is not the first release', () => {
    project.plant(
      `${FOLDER}/commands/worker-list.yaml`,
      '    description: Shows',
      `    since: ${SECOND}\n    description: Shows`,
    );
    expect(changes()[SECOND]!.map(inWords)).toEqual(['appeared flag --all of worker list']);
  });

  it('went: in the release after its last', () => {
    project.plant(
      `${FOLDER}/commands/worker-list.yaml`,
      '    description: Shows',
      `    until: ${FIRST}\n    description: Shows`,
    );
    expect(changes()[SECOND]!.map(inWords)).toEqual(['went flag --all of worker list']);
  });

  it('changed: one of the same name begins where it ends, and the difference is told', () => {
    project.plant(
      `${FOLDER}/timings.yaml`,
      'timings:\n',
      `timings:
  - { id: queue, name: Queue, kind: timeout, value: 60 s, meaning: How long., evidence: source, until: ${FIRST} }
  - { id: queue, name: Queue, kind: timeout, value: 10 minutes, meaning: How long., evidence: run, since: ${SECOND} }
`,
    );
    const [change] = changes()[SECOND]!;
    expect(inWords(change!)).toBe('changed timing Queue');
    expect(change!.differences).toEqual([{ property: 'value', before: '60 s', after: '10 minutes' }]);
  });

  it('went and came back: a gap is no change', () => {
    project.plant(
      `${FOLDER}/timings.yaml`,
      'timings:\n',
      `timings:
  - { id: queue, name: Queue, kind: timeout, value: 60 s, meaning: x, evidence: source, until: ${FIRST} }
  - { id: queue, name: Queue, kind: timeout, value: 10 s, meaning: x, evidence: source, since: ${NEWEST} }
`,
    );
    expect(changes()[SECOND]!.map(inWords)).toEqual(['went timing Queue']);
    expect(changes()[NEWEST]!.map(inWords)).toEqual(['appeared timing Queue']);
  });

  it('stayed: an entry that is split and says the same twice is no change', () => {
    project.plant(
      `${FOLDER}/timings.yaml`,
      'timings:\n',
      `timings:
  - { id: queue, name: Queue, kind: timeout, value: 60 s, meaning: x, evidence: source, until: ${FIRST} }
  - { id: queue, name: Queue, kind: timeout, value: 60 s, meaning: x, evidence: run, since: ${SECOND} }
`,
    );
    expect(changes()).toEqual({});
  });
});

describe('every kind of fact is walked', () => {
  const since = `since: ${SECOND}`;
  const cases: [fact: string, file: string, search: string, replacement: string, expected: string][] = [
    ['command', 'commands/worker-list.yaml', 'output:', `${since}\noutput:`, 'appeared command worker list'],
    [
      'argument',
      'commands/worker-list.yaml',
      'flags:',
      `arguments: [{ name: name, required: false, description: Its name., ${since} }]\nflags:`,
      'appeared argument name of worker list',
    ],
    [
      'alias of a flag',
      'commands/worker-list.yaml',
      'name: SWAMP_LABELS }',
      `name: SWAMP_LABELS, ${since} }`,
      'appeared environment variable SWAMP_LABELS of worker list',
    ],
    [
      'exit code',
      'commands/worker-list.yaml',
      'exitCodes:',
      `exitCodes:\n  - { code: 1, when: It failed., ${since} }`,
      'appeared exit code 1 of worker list',
    ],
    [
      'global option',
      'global-options.yaml',
      'name: --json',
      `name: --json\n    ${since}`,
      'appeared global option --json',
    ],
    ['message', 'messages/enrollment.yaml', '    phase:', `    ${since}\n    phase:`, 'appeared message token-revoked'],
    [
      'reaction',
      'messages/enrollment.yaml',
      'exitCode: 1 }',
      `exitCode: 1, ${since} }`,
      'appeared reaction reaction of token-revoked',
    ],
    [
      'other side',
      'messages/enrollment.yaml',
      '    cause:',
      `    otherSide: [{ side: orchestrator, note: Nothing., ${since} }]\n    cause:`,
      'appeared other side orchestrator of token-revoked',
    ],
    ['state machine', 'states/worker.yaml', 'title:', `${since}\ntitle:`, 'appeared state machine worker'],
    ['state', 'states/worker.yaml', 'meaning: Works.,', `meaning: Works., ${since},`, 'appeared state busy of worker'],
    [
      'transition',
      'states/worker.yaml',
      'trigger: gets a dispatch,',
      `trigger: gets a dispatch, ${since},`,
      'appeared transition idle → busy of worker',
    ],
    [
      'restart outcome',
      'restart-table.yaml',
      'what: Nothing happens. }',
      `what: Nothing happens., ${since} }`,
      'appeared restart outcome The token is revoked',
    ],
    [
      'environment variable',
      'environment.yaml',
      'effect: Filters. }',
      `effect: Filters., ${since} }`,
      'appeared environment variable SWAMP_LABELS',
    ],
    [
      'placement field',
      'placement-fields.yaml',
      'type: text,',
      `type: text, ${since},`,
      'appeared placement field target',
    ],
    [
      'model',
      'models/worker.yaml',
      'type: swamp/worker',
      `type: swamp/worker\n${since}`,
      'appeared model swamp/worker',
    ],
    [
      'model version',
      'models/worker.yaml',
      '{ version: 2026.06.09.1 }',
      `{ version: 2026.06.09.1 }, { version: 2026.07.01.1, ${since} }`,
      'appeared model version version of worker',
    ],
    [
      'model field',
      'models/worker.yaml',
      'meaning: Its state. }',
      `meaning: Its state., ${since} }`,
      'appeared model field status of worker',
    ],
    [
      'model method',
      'models/worker.yaml',
      'fields:',
      `methods: [{ name: enroll, arguments: none, does: Stores., ${since} }]\nfields:`,
      'appeared model method enroll of worker',
    ],
    [
      'output field',
      'outputs/worker-list.schema.yaml',
      'description: Its name. }',
      `description: Its name., x-since: ${SECOND} }`,
      'appeared output field [].name of worker-list',
    ],
    [
      'output',
      'outputs/worker-list.schema.yaml',
      'type: array',
      `x-since: ${SECOND}\ntype: array`,
      'appeared output shape of worker-list',
    ],
    [
      'frame',
      'wire.yaml',
      'meaning: Asks for something.',
      `meaning: Asks for something.\n    ${since}`,
      'appeared frame rpc.request',
    ],
    [
      'verb',
      'wire.yaml',
      'does: Asks to be admitted.',
      `does: Asks to be admitted.\n    ${since}`,
      'appeared verb worker.enroll',
    ],
    [
      'field of a verb',
      'wire.yaml',
      'meaning: The token. }',
      `meaning: The token., ${since} }`,
      'appeared verb field token of worker.enroll',
    ],
    [
      'route',
      'wire.yaml',
      'does: Writes a record.,',
      `does: Writes a record., ${since},`,
      'appeared route POST /data/resource',
    ],
    [
      'error code',
      'wire.yaml',
      'when: The token is no token.,',
      `when: The token is no token., ${since},`,
      'appeared error code invalid_token',
    ],
    [
      'credential',
      'wire.yaml',
      'opens: The data plane.,',
      `opens: The data plane., ${since},`,
      'appeared credential Session credential',
    ],
  ];

  it.each(cases)('%s', (_fact, file, search, replacement, expected) => {
    project.plant(`${FOLDER}/${file}`, search, replacement);
    expect(changes()[SECOND]!.map(inWords)).toEqual([expected]);
  });
});

it('pairs an exit code with the one that says nearly the same, not with another of the same number', () => {
  project.plant(
    `${FOLDER}/commands/worker-list.yaml`,
    'exitCodes:\n',
    `exitCodes:
  - { code: 1, when: You give more arguments than the command takes., until: ${FIRST} }
  - { code: 2, when: You give more arguments than the command takes., since: ${SECOND} }
  - { code: 1, when: The token is unknown or its secret is wrong., until: ${FIRST} }
  - { code: 1, when: 'The token is unknown, used up, or its secret is wrong.', since: ${SECOND} }
  - { code: 1, when: No server answers., since: ${SECOND} }
`,
  );
  const found = changes()[SECOND]!.map(({ kind, name, differences }) => [
    kind,
    name,
    differences.map((difference) => difference.property),
  ]);
  expect(found).toEqual([
    ['appeared', '1', []],
    ['changed', '2', ['code']],
    ['changed', '1', ['when']],
  ]);
});

it('names a shape of an output by its definition, and tells which one took its place', () => {
  project.plant(
    `${FOLDER}/outputs/worker-list.schema.yaml`,
    'type: array\nitems:',
    `oneOf:
  - { $ref: '#/$defs/plain', x-until: ${FIRST} }
  - { $ref: '#/$defs/counted', x-since: ${SECOND} }
$defs:
  plain: { type: array, items: { type: string } }
  counted: { type: object, properties: { count: { type: integer, description: How many. } } }
not:`,
  );
  const [change] = changes()[SECOND]!;
  expect(change!.differences).toEqual([
    { property: 'shape', before: 'plain (array of string)', after: 'counted (object)' },
  ]);
});

it('lists a change of several owners once, and the newest release first', () => {
  const list = `command: worker queue
summary: Lists steps.
flags:
  - { name: --all, description: 'Shows disconnected workers, too.', since: ${SECOND} }
exitCodes: [{ code: 0, when: It worked. }]
`;
  project.write(`${FOLDER}/commands/worker-queue.yaml`, list);
  project.plant(
    `${FOLDER}/commands/worker-list.yaml`,
    '    description: Shows',
    `    since: ${SECOND}\n    description: Shows`,
  );
  project.plant(`${FOLDER}/global-options.yaml`, 'name: --json', `name: --json\n    since: ${NEWEST}`);
  const releases = changesOf(loadProtocolSpec(project.root, 3));
  expect(releases.map((entry) => entry.release)).toEqual([NEWEST, SECOND]);
  expect(releases[1]!.changes.map(inWords)).toEqual(['appeared flag --all of worker list, worker queue']);
});
