import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cachedProtocolSpecs } from '../../../src/facts/cache.ts';
import { loadProtocolSpec } from '../../../src/facts/load.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

let project: SmallProject;

beforeEach(() => {
  project = createSmallProject();
});

afterEach(() => project.remove());

const FOLDER = 'spec/protocol-3';

function faults(): string {
  try {
    loadProtocolSpec(project.root, 3);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

it('accepts the unchanged project', () => {
  expect(faults()).toBe('');
});

describe('a mistake in the facts is reported with file, line and what to do', () => {
  const cases: [mistake: string, file: string, search: string, replacement: string, expected: RegExp][] = [
    [
      'unknown key',
      'commands/worker-list.yaml',
      'summary:',
      'sumary: x\nsummary:',
      /commands\/worker-list\.yaml:2: unknown key 'sumary'/,
    ],
    [
      'unknown key in a flag',
      'commands/worker-list.yaml',
      '    repeatable: true',
      '    repeats: true',
      /worker-list\.yaml:9: unknown key 'repeats' \(at flags\.1\)/,
    ],
    [
      'a flag in no group',
      'commands/worker-list.yaml',
      'flags:\n',
      'flagGroups: [{ title: Lists, flags: [--all] }]\nflags:\n',
      /worker-list\.yaml:4: --label is in no group/,
    ],
    [
      'a flag in two groups',
      'commands/worker-list.yaml',
      'flags:\n',
      'flagGroups: [{ title: A, flags: [--all, --label] }, { title: B, flags: [--all] }]\nflags:\n',
      /worker-list\.yaml:4: --all is in two groups/,
    ],
    [
      'a flag in a group that the command does not have',
      'commands/worker-list.yaml',
      'flags:\n',
      'flagGroups: [{ title: A, flags: [--all, --label, --labels] }]\nflags:\n',
      /worker-list\.yaml:4: .*'--labels'.*'--label'/,
    ],
    [
      'missing field',
      'commands/worker-list.yaml',
      'summary: Lists workers.\n',
      '',
      /worker-list\.yaml:1: .*\(at summary\)/,
    ],
    [
      'duplicate flag',
      'commands/worker-list.yaml',
      '--label',
      '--all',
      /worker-list\.yaml:7: '--all' stands twice for the same releases \(first in line 5\)/,
    ],
    [
      'duplicate key',
      'commands/worker-list.yaml',
      'output: worker-list',
      'output: worker-list\noutput: worker-list',
      /worker-list\.yaml:4: Map keys must be unique/,
    ],
    [
      'flag without hyphens',
      'commands/worker-list.yaml',
      'name: --all',
      'name: all',
      /worker-list\.yaml:5: a flag starts with '--'/,
    ],
    [
      'since that is no release',
      'commands/worker-list.yaml',
      '    repeatable: true',
      '    since: 20260105.200001.0',
      /worker-list\.yaml:9: 'since: 20260105\.200001\.0' is no release of spec\/releases\.yaml\. Did you mean '20260105\.200000\.0'/,
    ],
    [
      'since in short form',
      'commands/worker-list.yaml',
      '    repeatable: true',
      "    since: '20260105.200000'",
      /worker-list\.yaml:9: .*write it as/,
    ],
    [
      'since outside the protocol',
      'commands/worker-list.yaml',
      '    repeatable: true',
      '    since: 20260102.100000.0',
      /worker-list\.yaml:9: .*lies outside protocol 3/,
    ],
    [
      'since that says nothing',
      'commands/worker-list.yaml',
      '    repeatable: true',
      '    since: 20260105.100000.0',
      /is the first release of protocol 3: leave it out/,
    ],
    [
      'since later than until',
      'commands/worker-list.yaml',
      '    repeatable: true',
      '    since: 20260106.100000.0\n    until: 20260105.200000.0',
      /worker-list\.yaml:7: 'since' is later than 'until'/,
    ],
    [
      'unknown output',
      'commands/worker-list.yaml',
      'output: worker-list',
      'output: worker-lst',
      /worker-list\.yaml:3: there is no output 'worker-lst' in this protocol\. Did you mean 'worker-list'\?/,
    ],
    [
      'file that is named otherwise',
      'commands/worker-list.yaml',
      'command: worker list',
      'command: worker show',
      /its name is worker-show\.yaml/,
    ],
    [
      'x-since that is no release',
      'outputs/worker-list.schema.yaml',
      'name: { type: string,',
      "name: { type: string, x-since: 'soon',",
      /worker-list\.schema\.yaml:12: 'x-since: soon' is no release/,
    ],
    [
      'schema of another draft',
      'outputs/worker-list.schema.yaml',
      '2020-12',
      '2019-09',
      /worker-list\.schema\.yaml:1: /,
    ],
    [
      'transition to nowhere',
      'states/worker.yaml',
      'to: busy',
      'to: buzy',
      /states\/worker\.yaml:9: there is no state 'buzy' in this protocol\. Did you mean 'busy'\?/,
    ],
    [
      'definition that nothing uses',
      'outputs/worker-list.schema.yaml',
      'type: array\n',
      'type: array\n$defs:\n  draining: { type: object }\n',
      /worker-list\.schema\.yaml:8: nothing refers to '#\/\$defs\/draining'/,
    ],
    ['duplicate state', 'states/worker.yaml', 'name: busy', 'name: idle', /'idle' stands twice/],
    [
      'parameter without a description',
      'messages/enrollment.yaml',
      '{token}',
      '{name}',
      /enrollment\.yaml:3: the text has \{name\}, but 'parameters' does not describe it/,
    ],
    [
      'message without its fix',
      'messages/enrollment.yaml',
      '    fix: Mint a new one.\n',
      '',
      /enrollment\.yaml:2: .*messages\.0\.fix/,
    ],
    [
      'unknown recording',
      'messages/enrollment.yaml',
      'errors/revoked-token',
      'errors/revoked-tokens',
      /enrollment\.yaml:14: there is no recording 'errors\/revoked-tokens' in this protocol\. Did you mean 'errors\/revoked-token'\?/,
    ],
    [
      'unknown command',
      'messages/enrollment.yaml',
      '[worker list]',
      '[worker lists]',
      /there is no command 'worker lists'/,
    ],
    [
      'unknown message',
      'restart-table.yaml',
      'tokenState: revoked,',
      'tokenState: revoked, message: token-revokd,',
      /restart-table\.yaml:6: there is no message 'token-revokd' in this protocol\. Did you mean 'token-revoked'\?/,
    ],
    ['unknown token state', 'restart-table.yaml', 'tokenState: revoked', 'tokenState: gone', /restart-table\.yaml:6: /],
    [
      'duplicate timing',
      'timings.yaml',
      'timings:\n',
      'timings:\n  - { id: grace-window, name: x, kind: timeout, value: 1 s, meaning: y, evidence: run }\n',
      /timings\.yaml:3: 'grace-window' stands twice/,
    ],
    [
      'a variable of all commands beside another reader of it',
      'environment.yaml',
      'variables:\n',
      'variables:\n  - { name: SWAMP_LABELS, readBy: all commands, effect: Filters. }\n',
      /environment\.yaml:3: 'SWAMP_LABELS' stands twice for the same releases \(first in line 2\)/,
    ],
    [
      'verb in no direction',
      'wire.yaml',
      'direction: worker-to-orchestrator',
      'direction: both-ways',
      /wire\.yaml:8: /,
    ],
    [
      'duplicate frame',
      'wire.yaml',
      'frames:\n',
      'frames:\n  - { name: rpc.request, meaning: x, evidence: run, fields: [{ name: id, type: text, meaning: y }] }\n',
      /wire\.yaml:3: 'rpc\.request' stands twice/,
    ],
    ['route without its slash', 'wire.yaml', 'path: /data', 'path: data', /wire\.yaml:13: a path starts with \//],
    ['not well-formed', 'timings.yaml', 'kind: timeout', 'kind: [timeout', /timings\.yaml:\d+: /],
  ];

  it.each(cases)('%s', (_mistake, file, search, replacement, expected) => {
    project.plant(`${FOLDER}/${file}`, search, replacement);
    expect(faults()).toMatch(expected);
  });

  it('two messages of one id for the same releases', () => {
    const file = `${FOLDER}/messages/enrollment.yaml`;
    project.plant(
      file,
      'messages:\n',
      `messages:\n  - { id: token-revoked, text: x, phase: enrollment, severity: error, printedBy: [worker], cause: a, fix: b, evidence: run }\n`,
    );
    expect(faults()).toMatch(/enrollment\.yaml:3: message 'token-revoked' stands already in .*enrollment\.yaml:2/);
  });

  it('a shape of an output to which nothing leads', () => {
    project.plant(
      `${FOLDER}/outputs/worker-list.schema.yaml`,
      'type: array',
      '$defs:\n  gone: { type: string }\ntype: array',
    );
    expect(faults()).toMatch(/worker-list\.schema\.yaml:7: nothing leads to the definition 'gone'/);
  });

  it('a missing file', () => {
    project.write(`${FOLDER}/environment.yaml`, '');
    expect(faults()).toMatch(/environment\.yaml/);
  });

  describe('a broken recording', () => {
    const place = /recordings\/protocol-3\/errors\/revoked-token\.yaml:10: /;
    beforeEach(() => {
      project.plant('recordings/protocol-3/errors/revoked-token.yaml', 'exitCode: 1', 'exitCode: maybe');
    });

    it('when it is asked for', () => {
      const recording = loadProtocolSpec(project.root, 3).recordings.get('errors/revoked-token')!;
      expect(() => recording.value).toThrow(place);
      expect(() => recording.lineOf()).toThrow(place);
    });

    it('when the site is built, asked for or not, beside all other mistakes', () => {
      project.plant(`${FOLDER}/timings.yaml`, 'kind: timeout', 'kind: pause');
      const build = (): unknown => cachedProtocolSpecs(project.root);
      expect(build).toThrow(place);
      expect(build).toThrow(/timings\.yaml/);
    });

    it('that is not well-formed', () => {
      project.write('recordings/protocol-3/errors/revoked-token.yaml', 'title: [\n');
      expect(() => cachedProtocolSpecs(project.root)).toThrow(/revoked-token\.yaml:\d/);
    });
  });

  it('several mistakes at once, each with its place', () => {
    project.plant(`${FOLDER}/timings.yaml`, 'kind: timeout', 'kind: pause');
    project.plant(`${FOLDER}/states/worker.yaml`, 'kind: stored', 'kind: kept');
    expect(faults()).toMatch(/timings\.yaml/);
    expect(faults()).toMatch(/worker\.yaml/);
  });
});
