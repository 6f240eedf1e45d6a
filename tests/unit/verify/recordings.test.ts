import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { parseRelease } from '../../../src/facts/release.ts';
import { loadReleases, protocolByNumber } from '../../../src/facts/releases.ts';
import { goOn } from '../../../verify/checks/recordings/going-on.ts';
import { scenesFor } from '../../../verify/checks/recordings/index.ts';
import { linesAbout } from '../../../verify/checks/recordings/lines-about.ts';
import { SCENES } from '../../../verify/checks/recordings/scenes/index.ts';
import { plainCommand } from '../../../verify/checks/recordings/shell-words.ts';
import { SHOWN_ID } from '../../../verify/checks/recordings/shown.ts';
import { SceneStage } from '../../../verify/checks/recordings/stage.ts';
import { StoredRecordings } from '../../../verify/checks/recordings/stored.ts';
import type { BehaviorStage } from '../../../verify/checks/behaviors/stage.ts';
import type { FinishedProcess, RunningProcess } from '../../../verify/harness/index.ts';
import { ScratchFactory } from '../../../verify/harness/index.ts';
import { normalizedRecording } from '../../../verify/record/normalized.ts';
import type { ScenarioToRecord } from '../../../verify/record/recorder.ts';
import type { Orchestrator } from '../../../verify/stage/orchestrator.ts';

const index = loadReleases(projectRoot);
const release = parseRelease('20260822.011157')!;
const swamp = { release, protocol: protocolByNumber(index, 4)! };
const scratches = new ScratchFactory();
const folders: string[] = [];

afterEach(() => {
  scratches.removeAll();
  folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
});

const KNOWN = {
  title: 'The workers are listed.',
  note: 'One is idle.',
  release,
  date: '2026-01-02',
  program: 'source',
  runtime: 'deno 2.9.6',
  processes: [
    {
      terminal: 'operator',
      command: 'swamp worker list --server ws://127.0.0.1:9090',
      directory: 'repository',
      exitCode: 0,
      stdout: 'NAME\n',
      stderr: '',
    },
  ],
};

/** A project with one recording, and the stage of a scene that makes what it is given. */
function stageFor(
  makes: readonly string[],
  exitCode = 0,
  known: object = KNOWN,
): { stage: SceneStage; taken: ScenarioToRecord[]; at: Orchestrator } {
  const root = mkdtempSync(path.join(tmpdir(), 'scenes-'));
  folders.push(root);
  mkdirSync(path.join(root, 'recordings/protocol-4/log'), { recursive: true });
  writeFileSync(path.join(root, 'recordings/protocol-4/log/worker-list.yaml'), stringify(known));
  const taken: ScenarioToRecord[] = [];
  const context = {
    recorder: { take: (scenario: ScenarioToRecord) => taken.push(scenario) },
    progress: () => undefined,
  };
  const behaviors = {
    context,
    run: (_at: Orchestrator, args: string[]) => Promise.resolve(ended(`swamp ${args.join(' ')}`, exitCode)),
  };
  const at = { port: 4711, scratch: scratches.create() } as Orchestrator;
  const stage = new SceneStage(behaviors as unknown as BehaviorStage, new StoredRecordings(root, swamp), makes);
  return { stage, taken, at };
}

function ended(command: string, exitCode: number): FinishedProcess {
  const nothing = { signal: null, timedOut: false, flooded: false, stderr: '', durationMs: 1 };
  return { command, cwd: '/', exitCode, stdout: 'NAME  STATUS\n', ...nothing };
}

describe('a scene', () => {
  it('runs the commands of a recording at the address of now, and keeps its words', async () => {
    const { stage, taken, at } = stageFor(['log/worker-list']);
    await stage.replay('log/worker-list', { at });
    expect(taken).toMatchObject([
      {
        id: 'log/worker-list',
        title: KNOWN.title,
        note: KNOWN.note,
        processes: [
          { process: { command: 'swamp worker list --server ws://127.0.0.1:4711', stdout: 'NAME  STATUS\n' } },
        ],
      },
    ]);
    expect(stage.made).toMatchObject([{ check: 'recordings', subject: 'log/worker-list', status: 'agrees' }]);
  });

  it('is told when a command ends otherwise than recorded', async () => {
    const { stage, at } = stageFor(['log/worker-list'], 1);
    await stage.replay('log/worker-list', { at });
    expect(stage.made).toMatchObject([
      {
        status: 'differs',
        expected: 'it ends as recorded: operator with exit code 0',
        actual: 'operator with exit code 1',
      },
    ]);
  });

  it('takes nothing when what it looked at was over too soon', async () => {
    const { stage, taken, at } = stageFor(['log/worker-list']);
    const command = 'swamp workflow run slow';
    const [going, over] = [undefined, ended(command, 0)].map(
      (finished) => ({ command, finished: () => finished }) as RunningProcess,
    );
    const settled = goOn(going!, over!);
    await expect(stage.readAll(['log/worker-list'], { at, settled })).rejects.toThrow(`'${command}' ended before`);
    expect(taken).toEqual([]);
  });

  it('may not write under a name that no recording has, nor under one that it does not list', async () => {
    const { stage, taken, at } = stageFor(['log/worker-lists']);
    await expect(stage.replay('log/worker-lists', { at })).rejects.toThrow(
      /There is no recording .*worker-lists\.yaml/,
    );
    await expect(stage.replay('log/worker-list', { at })).rejects.toThrow('not in its list of recordings');
    expect(taken).toEqual([]);
  });
});

describe('a scene with processes that go on', () => {
  const WORKER = 'swamp worker connect ws://127.0.0.1:4711';
  const WITH_WORKER = {
    ...KNOWN,
    processes: [
      ...KNOWN.processes,
      {
        terminal: 'worker',
        command: WORKER,
        directory: 'elsewhere',
        exitCode: null,
        ended: 'killed',
        stdout: '',
        stderr: '',
      },
    ],
  };

  /** A worker that has printed a line before the scene looks at it, and prints another one meanwhile. */
  function worker(): RunningProcess {
    let printed = 'before\n';
    return {
      command: WORKER,
      mark: () => {
        const mark = { stdout: printed.length, stderr: 0 };
        printed += 'meanwhile\n';
        return mark;
      },
      stdout: () => printed,
      stderr: () => '',
      finished: () => ({ ...ended(WORKER, 0), exitCode: null }),
    } as unknown as RunningProcess;
  }

  it('shows what they printed meanwhile, or all of it, and the signal that it sent', async () => {
    const { stage, taken, at } = stageFor(['log/worker-list'], 0, WITH_WORKER);
    await stage.replay('log/worker-list', { at, running: { worker: worker() } });
    await stage.replay('log/worker-list', {
      at,
      running: { worker: worker() },
      whole: true,
      signals: { worker: 'SIGKILL' },
    });
    const [meanwhile, whole] = taken.map((scenario) => normalizedRecording(scenario).processes[1]);
    expect(meanwhile).toMatchObject({ terminal: 'worker', directory: 'elsewhere', stdout: 'meanwhile\n' });
    expect(whole).toMatchObject({ stdout: 'before\nmeanwhile\n', signal: 'SIGKILL' });
    expect(stage.made).toMatchObject([
      { status: 'agrees' },
      { status: 'differs', actual: 'operator with exit code 0, worker killed by SIGKILL' },
    ]);
  });

  it('asks for the records of now, not for those whose ids the recording has', async () => {
    const known = { ...KNOWN, processes: [{ ...KNOWN.processes[0], command: `swamp data get leases ${SHOWN_ID}` }] };
    const { stage, taken, at } = stageFor(['log/worker-list'], 0, known);
    await stage.replay('log/worker-list', { at, values: { [SHOWN_ID]: 'lease-of-now' } });
    expect(taken).toMatchObject([{ processes: [{ process: { command: 'swamp data get leases lease-of-now' } }] }]);
  });

  it('says of what it cannot make what it lacks', () => {
    const { stage } = stageFor(['log/worker-list']);
    stage.cannotMake('log/worker-list', 'it needs another program');
    expect(stage.made).toMatchObject([{ status: 'not-run', reason: 'it needs another program' }]);
  });

  it('writes the workflows of a recording under new ids, with the values of now', () => {
    const files = [
      { path: 'workflow.yaml', content: `id: ${SHOWN_ID}\nname: there\ntarget: shown\n` },
      { path: 'model.yaml', content: 'type: command/shell\n' },
    ];
    const { stage, at } = stageFor(['log/worker-list'], 0, { ...KNOWN, files });
    stage.writeWorkflows('log/worker-list', at, { shown: 'meant' });
    const folder = at.scratch.path('repo', 'workflows');
    const [written, ...others] = readdirSync(folder);
    const id = /^workflow-(.*)\.yaml$/.exec(written!)![1]!;
    expect(others).toEqual([]);
    expect(id).not.toBe(SHOWN_ID);
    expect(readFileSync(path.join(folder, written!), 'utf8')).toBe(`id: ${id}\nname: there\ntarget: meant\n`);
  });

  it('shows of a log only the lines about one worker and its dispatch', () => {
    const dispatch = '1237cc16-0000-4000-8000-000000000000';
    const log = [
      'Worker "beta" enrolled',
      `Dispatching (step "s") to worker "alpha" ["${dispatch}"]`,
      `Dispatch "${dispatch}" succeeded`,
      'Worker "beta" disconnected',
    ];
    const process = { stdout: () => log.join('\n'), stderr: () => 'Worker "alpha" lost' } as RunningProcess;
    const seen = linesAbout(process, ['"alpha"']);
    expect(seen.stdout().split('\n')).toEqual(log.slice(1, 3));
    expect(seen.stderr()).toBe('Worker "alpha" lost');
  });
});

describe('the scenes of the project', () => {
  const kept = [2, 3, 4].flatMap((number) => {
    const protocol = protocolByNumber(index, number)!;
    return [protocol.first, protocol.verified].map(
      (of) => new StoredRecordings(projectRoot, { release: of, protocol }),
    );
  });

  it('make recordings that a release has, and no two of them the same', () => {
    const made = Object.values(SCENES).flatMap(({ makes }) => makes);
    expect(made.filter((id) => !kept.some((stored) => stored.has(id)))).toEqual([]);
    expect(made.filter((id, position) => made.indexOf(id) !== position)).toEqual([]);
  });

  it('are played for the recordings of a release only, and of these those that are asked for', () => {
    const scene = { title: 'Lists.', makes: ['a', 'b'], play: () => Promise.resolve() };
    const stored = { has: (id: string) => id === 'b' };
    expect(scenesFor(stored, { lists: scene }, undefined)).toMatchObject([{ id: 'lists', makes: ['b'] }]);
    expect(scenesFor({ has: () => false }, { lists: scene }, undefined)).toEqual([]);
    expect(scenesFor(stored, { lists: scene }, ['other'])).toEqual([]);
  });
});

describe('a recorded command', () => {
  it('is read as a shell reads it', () => {
    expect(plainCommand(`swamp data query 'a == "b" && c' --json`)).toEqual({
      env: {},
      args: ['data', 'query', 'a == "b" && c', '--json'],
    });
    expect(plainCommand(`SWAMP_SERVE_URL=ws://a:1 swamp worker queue 'it'\\''s'`)).toEqual({
      env: { SWAMP_SERVE_URL: 'ws://a:1' },
      args: ['worker', 'queue', `it's`],
    });
  });

  it('is left to a shell when only that understands it', () => {
    for (const line of ['swamp data list a | grep b', 'cd ~/a\nswamp worker list', 'echo $HOME', 'rm -r bundles']) {
      expect(plainCommand(line)).toBeUndefined();
    }
  });
});
