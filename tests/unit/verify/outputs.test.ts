import { describe, expect, it } from 'vitest';
import { specs as all } from '../../support/facts.ts';
import type { Finding } from '../../../verify/check.ts';
import { jsonLines, jsonValue, jsonValues, NotJsonError } from '../../../verify/checks/outputs/json-values.ts';
import { Judge } from '../../../verify/checks/outputs/judge.ts';
import type { Sample } from '../../../verify/checks/outputs/sample.ts';

const specs = new Map(all.map((spec) => [spec.protocol.number, spec]));
const newest = specs.get(4)!;

/** Recordings of the `json/` folder and the command that each shows, where it succeeded. */
const SUCCEEDING: readonly (readonly [recording: string, command: string])[] = [
  ['token-create', 'worker token create'],
  ['token-create-max-enrollments-2', 'worker token create'],
  ['token-create-max-enrollments-unlimited', 'worker token create'],
  ['token-list-empty', 'worker token list'],
  ['token-list-unused', 'worker token list'],
  ['token-list-enrolled', 'worker token list'],
  ['token-list-all-states', 'worker token list'],
  ['token-revoke', 'worker token revoke'],
  ['token-revoke-again', 'worker token revoke'],
  ['worker-connect-whole-life', 'worker connect'],
  ['worker-list-empty', 'worker list'],
  ['worker-list-idle', 'worker list'],
  ['worker-list-busy', 'worker list'],
  ['worker-queue-empty', 'worker queue'],
  ['worker-queue-one-queued', 'worker queue'],
  ['worker-verify', 'worker verify'],
  ['workflow-run-server', 'workflow run'],
  ['model-method-run-server', 'model method run'],
];
const REFUSED: readonly (readonly [recording: string, command: string])[] = [
  ['token-create-bad-duration', 'worker token create'],
  ['token-revoke-unknown', 'worker token revoke'],
  ['worker-connect-no-token', 'worker connect'],
  ['workflow-run-server-unreachable', 'workflow run'],
];

/** A sample with what a recording shows, changed by a test. */
function recordedSample(
  number: number,
  [recording, command]: readonly [string, string],
  prints: Sample['prints'],
  change: (text: string) => string = (text) => text,
): Sample {
  const recorded = specs.get(number)!.recordings.get(`json/${recording}`)!.value.processes[0]!;
  const exitCode = recorded.exitCode as 0 | 1;
  return {
    command,
    title: recording,
    prints,
    exitCode,
    process: {
      command: recorded.command,
      cwd: '/',
      exitCode,
      signal: null,
      timedOut: false,
      flooded: false,
      stdout: change(recorded.stdout),
      stderr: change(recorded.stderr),
      durationMs: 1,
    },
  };
}

function judgeOf(number: number): Judge {
  const spec = specs.get(number)!;
  return new Judge(spec, spec.protocol.verified);
}

function findingsFor(recording: readonly [string, string], change: (text: string) => string): Finding[] {
  return judgeOf(4).judge(recordedSample(4, recording, 'output', change));
}

describe.each([2, 3, 4])('the recorded outputs of protocol %i', (number) => {
  it.each(SUCCEEDING)('agree with the schema: %s', (...recording) => {
    expect(judgeOf(number).judge(recordedSample(number, recording, 'output'))).toMatchObject([{ status: 'agrees' }]);
  });

  it.each(REFUSED)('agree with the schema of an error: %s', (...recording) => {
    expect(judgeOf(number).judge(recordedSample(number, recording, 'error'))).toMatchObject([{ status: 'agrees' }]);
  });
});

describe('a change in what the program prints', () => {
  const LIST = ['worker-list-idle', 'worker list'] as const;
  const LIFE = ['worker-connect-whole-life', 'worker connect'] as const;

  it.each([
    [
      'a field too many',
      LIST,
      (text: string) => text.replace('"status"', '"mood": "fine",\n"status"'),
      "workers[0]: no field 'mood'",
      'mood: "fine"',
    ],
    [
      'a missing field',
      LIST,
      (text: string) => text.replace(/"capacity": \d+,/, ''),
      "workers[0]: a field 'capacity'",
      /^\{"name":"alpha"/,
    ],
    [
      'a renamed field',
      LIST,
      (text: string) => text.replace('"arch"', '"cpu"'),
      /workers\[0\]: (a field 'arch'|no field 'cpu')/,
      /./,
    ],
    [
      'another type',
      LIST,
      (text: string) => text.replace(/"capacity": \d+/, '"capacity": "1"'),
      'workers[0].capacity: integer',
      '"1"',
    ],
    [
      'a value that is none of the known',
      LIST,
      (text: string) => text.replace('"idle"', '"asleep"'),
      /^workers\[0\]\.status: one of "idle", "busy"/,
      '"asleep"',
    ],
    [
      'a time that is none',
      LIST,
      (text: string) => text.replace(/"lastSeenAt": "[^"]*"/, '"lastSeenAt": "yesterday"'),
      /^workers\[0\]\.lastSeenAt: must match format "date-time"/,
      '"yesterday"',
    ],
    [
      'another kind of event',
      LIFE,
      (text: string) => text.replace('"drain_complete"', '"drained"'),
      /^one of connecting, enrolled/,
      '{"kind":"drained"}',
    ],
    [
      'a field too many in an event',
      LIFE,
      (text: string) => text.replace('{"kind":"enrolled"', '{"kind":"enrolled","shard":7'),
      "the value: no field 'shard'",
      'shard: 7',
    ],
    [
      'a missing field in an event',
      LIFE,
      (text: string) => text.replace(',"attempt":1', ''),
      "the value: a field 'attempt'",
      /"connecting"/,
    ],
    ['a line that is no JSON', LIFE, (text: string) => `Connecting...\n${text}`, 'JSON', 'no JSON: Connecting...'],
    ['nothing at all', LIST, () => '', 'JSON', /^nothing; it exited with code 0/],
  ] as const)('is caught: %s', (_, recording, change, expected, actual) => {
    const findings = findingsFor(recording, change);
    expect(findings.every(({ status }) => status === 'differs')).toBe(true);
    expect(findings[0]).toMatchObject({
      subject: `${recording[1]}: ${recording[0]}`,
      expected: expected instanceof RegExp ? expect.stringMatching(expected) : expected,
      actual: actual instanceof RegExp ? expect.stringMatching(actual) : actual,
      file: `spec/protocol-4/outputs/${recording[1].replaceAll(' ', '-')}.schema.yaml`,
      line: expect.any(Number),
    });
  });

  it('names the line of the field', () => {
    const [finding] = findingsFor(LIST, (text) => text.replace(/"capacity": \d+/, '"capacity": "1"'));
    const source = newest.outputs.get('worker-list')!;
    expect(finding!.line).toBe(source.lineOf(['$defs', 'worker', 'properties', 'capacity']));
  });

  it('is caught in the exit code', () => {
    const sample = recordedSample(4, LIST, 'output');
    const findings = judgeOf(4).judge({ ...sample, process: { ...sample.process, exitCode: 7 } as Sample['process'] });
    expect(findings[0]).toMatchObject({
      status: 'differs',
      expected: 'exit code 0',
      actual: expect.stringContaining('exited with code 7'),
    });
  });

  it('is caught when a command refuses with something that is no error object', () => {
    const sample = recordedSample(4, ['token-create-bad-duration', 'worker token create'], 'error', (text) =>
      text.replace('"error"', '"problem"'),
    );
    expect(
      judgeOf(4)
        .judge(sample)
        .map(({ expected }) => expected),
    ).toEqual(["the value: a field 'error'", "the value: no field 'problem'"]);
  });
});

describe('what no sample showed', () => {
  const judge = judgeOf(4);
  judge.judge(recordedSample(4, ['worker-connect-sigint-idle', 'worker connect'], 'output'));
  judge.judge(recordedSample(4, ['worker-list-idle', 'worker list'], 'output'));
  const unseen = judge.unseen();
  const about = (id: string) =>
    unseen.filter(({ subject }) => subject.startsWith(`${id}: `)).map(({ subject }) => subject.slice(id.length + 2));

  it('is named part by part, and not again inside an unseen part', () => {
    expect(about('worker-connect')).toEqual(
      expect.arrayContaining(['retrying', 'dispatch_started', 'draining.reason = "max-dispatches"']),
    );
    expect(about('worker-connect')).not.toContain('enrolled');
    expect(about('worker-connect').some((name) => name.startsWith('dispatch_started.'))).toBe(false);
    expect(about('worker-list')).toContain('workers[].status = "busy"');
    expect(about('worker-queue')).toEqual(['the whole output']);
  });

  it('is not run, with the reason and the place', () => {
    expect(unseen.find(({ subject }) => subject === 'worker-connect: retrying')).toMatchObject({
      status: 'not-run',
      reason: 'never seen in this run',
      file: 'spec/protocol-4/outputs/worker-connect.schema.yaml',
      line: expect.any(Number),
    });
    expect(unseen.find(({ subject }) => subject === 'worker-daemon-enable')).toMatchObject({
      reason: 'it would install or ask the service manager of this machine',
    });
  });

  it('leaves out what does not exist at the release', () => {
    const spec = specs.get(2)!;
    const atFirst = new Judge(spec, spec.protocol.first).unseen().map(({ subject }) => subject);
    expect(atFirst.some((subject) => subject.startsWith('worker-queue'))).toBe(false);
    expect(atFirst.some((subject) => subject.startsWith('worker-list'))).toBe(true);
  });
});

describe('reading JSON', () => {
  it('takes one value, one a line, or one after another', () => {
    expect(jsonValue('{\n  "a": 1\n}\n')).toEqual({ a: 1 });
    expect(jsonLines('{"a":1}\n\n{"b":2}\n')).toEqual([{ a: 1 }, { b: 2 }]);
    expect(jsonValues('{"a":1}\n{\n  "b": [\n    2\n  ]\n}\n')).toEqual([{ a: 1 }, { b: [2] }]);
  });

  it('says which line is none', () => {
    expect(() => jsonLines('{"a":1}\noops')).toThrow(new NotJsonError('no JSON: oops'));
    expect(() => jsonValue('{"a":1}\n{"b":2}')).toThrow(NotJsonError);
  });
});
