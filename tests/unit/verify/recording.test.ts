import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseRelease } from '../../../src/facts/release.ts';
import { loadReleases, protocolByNumber } from '../../../src/facts/releases.ts';
import { recordingSchema } from '../../../src/facts/schema/recording.ts';
import type { FinishedProcess } from '../../../verify/harness/index.ts';
import { ScratchFactory } from '../../../verify/harness/index.ts';
import type { ScenarioToRecord } from '../../../verify/record/recorder.ts';
import { folderOfRecordings, RecordingWriter } from '../../../verify/record/writer.ts';

const release = parseRelease('20260822.011157')!;
const scratches = new ScratchFactory();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'recordings-'));
});

afterEach(() => {
  scratches.removeAll();
  rmSync(folder, { recursive: true, force: true });
});

/** The same scenario as another run would give it: other folders, ports, ids and times. */
function scenario(run: number, change: Partial<FinishedProcess> = {}): ScenarioToRecord {
  const scratch = scratches.create();
  const port = 40_000 + run;
  const id = `${run}${run}${run}${run}${run}${run}${run}${run}-1111-4111-8111-111111111111`;
  const process: FinishedProcess = {
    command: `swamp worker connect ws://127.0.0.1:${port} --token alpha.${String(run).repeat(64)} --cache-dir ${scratch.path('cache')}`,
    cwd: scratch.elsewhere,
    exitCode: 0,
    signal: null,
    timedOut: false,
    flooded: false,
    stdout: `{"dispatchId":"${id}","durationMs":${run * 17}.5}\n`,
    stderr: `Dispatch ${id.slice(0, 8)} in ${scratch.repository}\nYour swamp version is ${run} days old. Run \`swamp update\` to upgrade.\n`,
    durationMs: run,
    ...change,
  };
  return {
    id: 'json/worker-connect',
    title: 'A worker is started.',
    processes: [
      {
        terminal: 'worker',
        directory: 'elsewhere',
        env: { SWAMP_ORCHESTRATOR_URL: `ws://127.0.0.1:${port}` },
        process,
        signal: 'SIGTERM',
      },
    ],
    scratches: [scratch],
    ports: [port],
  };
}

function record(taken: ScenarioToRecord, date = '2026-01-02', runtime = 'deno 2.8.3'): string {
  const writer = new RecordingWriter(folder, { release, runtime }, 'binary', date);
  writer.take(taken);
  return writer.write();
}

const file = () => path.join(folder, 'json', 'worker-connect.yaml');

describe('a recording', () => {
  it('keeps the files that took part as they are', () => {
    const files = [{ path: 'workflow-a.yaml', content: 'name: a\n' }];
    record({ ...scenario(1), files });
    expect(recordingSchema.parse(parse(readFileSync(file(), 'utf8'))).files).toEqual(files);
    expect(record({ ...scenario(2), files: [{ ...files[0]!, content: 'name: b\n' }] })).toContain('1 written');
  });

  it('has fixed values of the same shape in place of what differs from run to run', () => {
    record(scenario(1));
    const recording = recordingSchema.parse(parse(readFileSync(file(), 'utf8')));
    expect(recording).toMatchObject({ title: 'A worker is started.', release, date: '2026-01-02', program: 'binary' });
    const secret = '11111111' + '0123456789abcdef0123456789abcdef0123456789abcdef01234567';
    expect(recording.processes).toMatchObject([
      {
        terminal: 'worker',
        directory: 'elsewhere',
        exitCode: 0,
        signal: 'SIGTERM',
        command: `SWAMP_ORCHESTRATOR_URL=ws://127.0.0.1:9090 swamp worker connect ws://127.0.0.1:9090 --token alpha.${secret} --cache-dir /var/lib/swamp/cache`,
        stdout: '{"dispatchId":"11111111-0000-4000-8000-000000000000","durationMs":100}\n',
        stderr: expect.stringMatching(/^Dispatch [0-9a-f]{8} in \/srv\/swamp\n$/),
      },
    ]);
  });

  it('is the same file when it is recorded twice', () => {
    expect(record(scenario(1))).toBe('1 taken, 1 written, 0 unchanged');
    const first = readFileSync(file(), 'utf8');
    expect(record(scenario(2), '2026-03-04')).toBe('1 taken, 0 written, 1 unchanged');
    expect(readFileSync(file(), 'utf8')).toBe(first);
  });

  it('stays the same when only what the moment decides differs', () => {
    const [before, after] = [
      'Multiple vaults are configured (a, b).\nWebSocket error: "Unexpected EOF"\ndone in 980ms\n',
      'Multiple vaults are configured (b, a).\ndone in 1.1s\n',
    ];
    record(scenario(1, { stderr: before }));
    expect(record(scenario(1, { stderr: after }))).toBe('1 taken, 0 written, 1 unchanged');
  });

  it('is written again when the text of the program differs', () => {
    record(scenario(1));
    expect(record(scenario(1, { stdout: 'something else\n' }), '2026-03-04')).toBe('1 taken, 1 written, 0 unchanged');
    expect(readFileSync(file(), 'utf8')).toContain('date: 2026-03-04');
  });

  it('names the runtime, and is written again when that differs', () => {
    record(scenario(1), '2026-01-02', 'deno 2.9.6');
    expect(record(scenario(1), '2026-03-04')).toBe('1 taken, 1 written, 0 unchanged');
    expect(readFileSync(file(), 'utf8')).toContain('\nruntime: deno 2.8.3\n');
  });

  it('tells how a process ended that has no exit code', () => {
    record(scenario(1, { exitCode: null, signal: 'SIGKILL' }));
    expect(parse(readFileSync(file(), 'utf8')).processes[0]).toMatchObject({ exitCode: null, ended: 'killed' });
  });

  it('is not made of a process that the verifier had to break off', () => {
    expect(record(scenario(1, { timedOut: true }))).toBe('0 taken, 0 written, 0 unchanged');
    expect(existsSync(file())).toBe(false);
  });
});

describe('the folder of recordings', () => {
  const protocol = protocolByNumber(loadReleases(process.cwd()), 4);

  it.each([
    [protocol.verified, 'protocol-4'],
    [protocol.first, 'protocol-4/first-release'],
    [parseRelease('20260821.172331')!, undefined],
  ])('of %s is %s', (of, expected) => {
    expect(folderOfRecordings({ release: of, protocol })).toBe(expected);
  });
});
