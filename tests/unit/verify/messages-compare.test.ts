import { describe, expect, it } from 'vitest';
import type { Sourced } from '../../../src/facts/protocol-spec.ts';
import { parseRelease } from '../../../src/facts/release.ts';
import { messagesFileSchema } from '../../../src/facts/schema/message.ts';
import type { Message } from '../../../src/facts/schema/message.ts';
import { parseWith, parseYaml } from '../../../src/facts/yaml-source.ts';
import { compareMessage, unknownRefusals } from '../../../verify/checks/messages/compare.ts';
import { planFor } from '../../../verify/checks/messages/index.ts';
import { whyNotProvoked } from '../../../verify/checks/messages/not-provoked.ts';
import type { Observation } from '../../../verify/checks/messages/observation.ts';
import type { Scenario } from '../../../verify/checks/messages/scenario.ts';

const FILE = 'spec/protocol-4/messages/enrollment.yaml';
const NEWEST = parseRelease('20260822.011157.0')!;
const OLDER = parseRelease('20260801.000000.0')!;

/** Line 3 has the text, line 12 and 14 the reactions, line 18 what the orchestrator logs. */
const YAML = `messages:
  - id: token-unknown
    text: "Enrollment token '{token}' does not exist — mint it first"
    parameters:
      token: { kind: name, meaning: Name of the token. }
    phase: enrollment
    severity: error
    printedBy: [worker]
    cause: There is none.
    fix: Mint it.
    reactions:
      - does: retries
        until: 20260812.183910.0
      - does: stops
        exitCode: 1
        since: 20260812.195234.0
    otherSide:
      - side: orchestrator
        text: 'Worker "{token}" was sent away'
        since: 20260812.195234.0
      - side: orchestrator
        until: 20260812.183910.0
    evidence: run
`;

function messagesIn(yaml: string): Sourced<Message>[] {
  const source = parseYaml(FILE, yaml);
  return parseWith(source, messagesFileSchema).messages.map((value, position) => ({
    value,
    file: FILE,
    lineOf: (keys = []) => source.lineOf(['messages', position, ...keys]),
  }));
}

const STOPPED: Observation = {
  command: 'swamp worker connect ws://127.0.0.1:4000 --token nosuch.x',
  side: 'worker',
  printed: [
    'Connecting to ws://127.0.0.1:4000 (attempt 1)...',
    "Worker stopped: Enrollment token 'nosuch' does not exist — mint it first",
    "Error: Enrollment token 'nosuch' does not exist — mint it first",
  ].join('\n'),
  ended: { exitCode: 1 },
  orchestratorLog: ' system │ Worker "nosuch" was sent away',
  processes: [],
};

const { ended: _ended, ...RUNNING } = STOPPED;

const RETRYING: Observation = {
  ...RUNNING,
  printed: [1, 2, 3, 4]
    .map((attempt) => `Connecting to ws://127.0.0.1:4000 (attempt ${attempt})...`)
    .join("\nDisconnected: Enrollment token 'nosuch' does not exist — mint it first\nReconnecting in 1s\n"),
  orchestratorLog: '',
};

function compare(yaml: string, seen: Observation, release = NEWEST) {
  return compareMessage({ message: messagesIn(yaml)[0]!, scenario: 'unknown token' }, seen, release).map((finding) => ({
    status: finding.status,
    subject: finding.subject,
    at: `${finding.file}:${finding.line}`,
    expected: finding.expected,
    actual: finding.actual,
  }));
}

function differences(yaml: string, seen: Observation, release = NEWEST) {
  return compare(yaml, seen, release).filter(({ status }) => status === 'differs');
}

describe('a provoked message', () => {
  it('agrees on text, reaction and the other side', () => {
    expect(compare(YAML, STOPPED).map(({ status, at }) => [status, at])).toEqual([
      ['agrees', `${FILE}:3`],
      ['agrees', `${FILE}:14`],
      ['agrees', `${FILE}:18`],
    ]);
  });

  it('is judged as of the release', () => {
    expect(differences(YAML, RETRYING, OLDER)).toEqual([]);
    expect(differences(YAML, RETRYING).map(({ subject }) => subject)).toEqual([
      'token-unknown: reaction (unknown token)',
      'token-unknown: what the orchestrator prints (unknown token)',
    ]);
  });

  it('differs when its text is another one', () => {
    const [text, reaction] = differences(YAML.replace('does not exist', 'is not there'), STOPPED);
    expect(text).toMatchObject({
      at: `${FILE}:3`,
      expected: "Enrollment token '{token}' is not there — mint it first",
      actual: expect.stringContaining("Enrollment token 'nosuch' does not exist — mint it first"),
    });
    expect(reaction).toMatchObject({ at: `${FILE}:14`, actual: 'the message did not appear' });
  });

  it('differs when its text is cut', () => {
    expect(differences(YAML.replace(' — mint it first', ''), STOPPED)[0]).toMatchObject({ at: `${FILE}:3` });
  });

  it('differs when the worker reacts otherwise', () => {
    expect(differences(YAML.replace('does: stops', 'does: stops-after-three-tries'), STOPPED)).toEqual([
      {
        status: 'differs',
        subject: 'token-unknown: reaction (unknown token)',
        at: `${FILE}:14`,
        expected: 'the worker stops after three tries, exit code 1',
        actual: 'the worker stops at once, exit code 1',
      },
    ]);
    expect(differences(YAML, { ...RETRYING, orchestratorLog: STOPPED.orchestratorLog! })[0]).toMatchObject({
      at: `${FILE}:14`,
      actual: 'the worker keeps trying',
    });
  });

  it('differs when the exit code is another one', () => {
    expect(differences(YAML.replace('exitCode: 1', 'exitCode: 75'), STOPPED)).toMatchObject([
      {
        at: `${FILE}:14`,
        expected: 'the worker stops at once, exit code 75',
        actual: 'the worker stops at once, exit code 1',
      },
    ]);
  });

  it('differs when the orchestrator logs something else', () => {
    expect(differences(YAML, { ...STOPPED, orchestratorLog: ' system │ all is well' })).toMatchObject([
      { at: `${FILE}:18`, expected: 'Worker "{token}" was sent away', actual: 'all is well' },
    ]);
    const log = "2026-11-23 02:04:17.791 +00:00 [WRN] serve: Enrollment token 'nosuch' does not exist — mint it first";
    expect(differences(YAML, { ...RETRYING, orchestratorLog: log }, OLDER)).toMatchObject([
      { at: `${FILE}:21`, expected: 'it does not say the reason' },
    ]);
  });

  it('does not depend on how a socket breaks', () => {
    const yaml = YAML.replace('Worker "{token}" was sent away', 'WebSocket error: "Unexpected EOF"');
    expect(differences(yaml, { ...STOPPED, orchestratorLog: '' })).toEqual([]);
    const log = "Enrollment token 'nosuch' does not exist — mint it first";
    expect(differences(yaml, { ...STOPPED, orchestratorLog: log })).toMatchObject([{ at: `${FILE}:18`, actual: log }]);
  });

  it('ends a worker that must not connect again', () => {
    const seen = { ...STOPPED, noReconnect: true, orchestratorLog: '' };
    expect(differences(YAML, { ...seen, ended: { exitCode: 0 } }, OLDER)).toEqual([]);
    expect(differences(YAML, { ...seen, ended: { exitCode: 1 } }, OLDER)).toMatchObject([
      {
        at: `${FILE}:12`,
        expected: 'the worker stops at once, exit code 0',
        actual: 'the worker stops at once, exit code 1',
      },
    ]);
  });
});

describe('a refusal that no message describes', () => {
  const unknown: Observation = {
    ...STOPPED,
    printed: "Error: Enrollment token 'nosuch' does not exist, mint it first",
  };

  it('differs at the nearest message, once', () => {
    expect(unknownRefusals([unknown, unknown], messagesIn(YAML))).toEqual([
      {
        check: 'messages',
        status: 'differs',
        subject: 'a refusal that the specification does not have',
        expected: "a message with this text; the nearest: Enrollment token '{token}' does not exist — mint it first",
        actual: `'${STOPPED.command}' printed: Enrollment token 'nosuch' does not exist, mint it first`,
        file: FILE,
        line: 3,
      },
    ]);
  });

  it('is none when a message describes it', () => {
    expect(unknownRefusals([STOPPED, RETRYING], messagesIn(YAML))).toEqual([]);
  });
});

describe('the plan', () => {
  const scenario = (changes: Partial<Scenario>): Scenario => ({
    id: 'a',
    title: 'A.',
    shows: ['token-unknown'],
    provoke: () => Promise.reject(new Error('not played here')),
    ...changes,
  });
  const messages = messagesIn(YAML);

  it('leaves out what does not hold for the release', () => {
    expect(planFor([scenario({ shows: ['gone'] })], messages)).toEqual([]);
    expect(planFor([scenario({ shows: [['gone', 'token-unknown']] })], messages)[0]!.messages).toEqual(messages);
  });

  it('leaves out a scenario whose ground this release does not have', () => {
    expect(planFor([scenario({ needs: 'gone' })], messages)).toEqual([]);
    expect(planFor([scenario({ needs: 'token-unknown' })], messages)).toHaveLength(1);
  });

  it('does not play what another message stands in the way of', () => {
    const [planned] = planFor([scenario({ blockedBy: 'token-unknown' })], messages);
    expect(planned!.scenario.lacks).toBe(
      "this release only says: Enrollment token '{token}' does not exist — mint it first",
    );
    expect(planFor([scenario({ blockedBy: 'gone' })], messages)[0]!.scenario.lacks).toBeUndefined();
  });

  it('names the reason for what it cannot provoke', () => {
    const reason = (changes: Partial<Message>): string => whyNotProvoked({ ...messages[0]!.value, ...changes });
    expect(reason({ id: 'session-eight-hours' })).toBe('needs a connection that lasts eight hours');
    expect(reason({ commands: ['worker daemon enable'] })).toMatch(/another system/);
    expect(reason({ evidence: 'source' })).toMatch(/read in the source/);
    expect(reason({})).toBe('no scenario provokes it');
  });
});
