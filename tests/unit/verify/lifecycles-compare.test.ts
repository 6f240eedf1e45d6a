import { describe, expect, it } from 'vitest';
import type { ProtocolSpec, Sourced } from '../../../src/facts/protocol-spec.ts';
import { parseRelease } from '../../../src/facts/release.ts';
import { restartTableSchema } from '../../../src/facts/schema/restart-table.ts';
import type { RestartRow } from '../../../src/facts/schema/restart-table.ts';
import { parseWith, parseYaml } from '../../../src/facts/yaml-source.ts';
import { compareRow, rowFailed, rowNotRun, rowsAtRelease } from '../../../verify/checks/lifecycles/compare.ts';
import type { RowObservation } from '../../../verify/checks/lifecycles/observation.ts';

const FILE = 'spec/protocol-4/restart-table.yaml';
const NEWEST = parseRelease('20260822.011157.0')!;
const OLDER = parseRelease('20260801.000000.0')!;

const YAML = `rows:
  - id: orchestrator-down-30s
    event: It is away.
    evidence: run
    outcomes:
      - worker: reconnects
        workerPrints: '✓ Enrolled as {worker}'
        orchestratorLogs: Worker "{worker}" enrolled ("first-connect")
        tokenState: enrolled
        what: It comes back.
        until: 20260812.183910.0
      - worker: stops
        exitCode: 1
        message: gave-up
        tokenState: enrolled
        what: It ends.
        since: 20260812.195234.0
`;

function tableOf(yaml: string): Sourced<readonly RestartRow[]> {
  const source = parseYaml(FILE, yaml);
  return {
    value: parseWith(source, restartTableSchema).rows,
    file: FILE,
    lineOf: (keys = []) => source.lineOf(['rows', ...keys]),
  };
}

const GAVE_UP = {
  id: 'gave-up',
  text: 'giving up (last error: {reason})',
  parameters: { reason: { kind: 'text', meaning: 'Why.' } },
};
const spec = { messages: [{ value: GAVE_UP, file: 'm.yaml', lineOf: () => 1 }] } as unknown as ProtocolSpec;

const STOPPED: RowObservation = {
  worker: 'stops',
  exitCode: 1,
  printed: 'Disconnected: control socket closed\nWorker stopped: giving up (last error: nobody there)',
  orchestratorLog: ' system │ Startup complete',
  tokenState: 'enrolled',
  token: 'beta',
};

const BACK: RowObservation = {
  worker: 'reconnects',
  printed: '✓ Enrolled as beta',
  orchestratorLog: ' system │ Worker "beta" enrolled ("first-connect")',
  tokenState: 'enrolled',
  token: 'beta',
};

function differences(seen: RowObservation, yaml = YAML, release = NEWEST) {
  const [row] = rowsAtRelease(tableOf(yaml), release);
  return compareRow(row!, seen, spec, release)
    .filter(({ status }) => status === 'differs')
    .map(({ subject, expected, actual, file, line }) => ({ subject, expected, actual, at: `${file}:${line}` }));
}

describe('a row of the restart table', () => {
  it('agrees with what it says for the release', () => {
    expect(differences(STOPPED)).toEqual([]);
    expect(differences(BACK, YAML, OLDER)).toEqual([]);
  });

  it('differs when the worker does something else', () => {
    expect(differences({ ...BACK, printed: STOPPED.printed, orchestratorLog: '' })).toEqual([
      {
        subject: 'orchestrator-down-30s: worker',
        expected: 'the worker stops with exit code 1',
        actual: expect.stringMatching(
          /^the same worker process is enrolled again; it printed: Disconnected: control socket/,
        ),
        at: `${FILE}:12`,
      },
    ]);
  });

  it('differs when the exit code is another one', () => {
    expect(differences({ ...STOPPED, exitCode: 0 })).toMatchObject([
      {
        expected: 'the worker stops with exit code 1',
        actual: expect.stringMatching(/^the worker stops with exit code 0/),
        at: `${FILE}:13`,
      },
    ]);
  });

  it('differs when the message is another one', () => {
    expect(differences({ ...STOPPED, printed: 'Worker stopped: had enough' })).toMatchObject([
      { expected: 'giving up (last error: {reason})', actual: expect.stringContaining('had enough'), at: `${FILE}:14` },
    ]);
    expect(differences(STOPPED, YAML.replace('message: gave-up', 'message: gone'))).toMatchObject([
      { expected: "message 'gone'", at: `${FILE}:14` },
    ]);
  });

  it('differs when the worker or the orchestrator prints something else', () => {
    const seen = { ...BACK, printed: 'Connected', orchestratorLog: ' system │ Worker "beta" enrolled ("reconnect")' };
    expect(differences(seen, YAML, OLDER)).toMatchObject([
      { subject: "orchestrator-down-30s: worker's output", at: `${FILE}:7` },
      { subject: "orchestrator-down-30s: orchestrator's log", at: `${FILE}:8` },
    ]);
  });

  it('differs when the orchestrator logs what it should be silent about', () => {
    expect(differences({ ...STOPPED, orchestratorLog: ' system │ Worker "beta" is gone' })).toMatchObject([
      { expected: "nothing about 'beta'", actual: 'Worker "beta" is gone', at: `${FILE}:12` },
    ]);
  });

  it("differs when the token's state is another one", () => {
    expect(differences({ ...STOPPED, tokenState: 'revoked' })).toEqual([
      {
        subject: "orchestrator-down-30s: token's recorded state",
        expected: 'enrolled',
        actual: 'revoked',
        at: `${FILE}:15`,
      },
    ]);
  });

  it('differs when something else does not hold', () => {
    const broken = { expected: 'a step still runs', actual: 'it does not' };
    expect(differences({ ...STOPPED, broken })).toMatchObject([{ ...broken, at: `${FILE}:16` }]);
  });

  it('says why it was not performed', () => {
    const [row] = rowsAtRelease(tableOf(YAML), NEWEST);
    expect(rowNotRun(row!, 'too slow')).toMatchObject({ status: 'not-run', reason: 'too slow', file: FILE, line: 12 });
    expect(rowFailed(row!, new Error('no vault'))).toMatchObject({
      status: 'differs',
      expected: 'It ends.',
      actual: 'no vault',
      line: 12,
    });
  });
});
