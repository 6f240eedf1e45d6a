// cspell:ignore lables relaese
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planCommand } from '../../../scripts/lib/plan-command.ts';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { jobOf } from '../../support/planner.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'plan-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const absolute = path.join(folder, name);
  writeFileSync(absolute, content);
  return absolute;
}

async function plan(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' };
  const status = await planCommand(args, {
    print: (text) => (said.stdout += text),
    complain: (text) => (said.stderr += text),
  });
  return { status, ...said };
}

const LIST = JSON.stringify({
  workers: [
    {
      name: 'alpha',
      status: 'idle',
      labels: { region: 'eu' },
      platform: 'linux',
      arch: 'x86_64',
      capacity: 1,
      activeDispatchIds: [],
    },
    {
      name: 'beta',
      status: 'idle',
      labels: { region: 'us', gpu: 'true' },
      platform: 'darwin',
      arch: 'aarch64',
      capacity: 1,
      activeDispatchIds: [],
    },
  ],
  count: 2,
  filteredDisconnectedCount: 1,
});

describe('npm run plan', () => {
  it('ends with 0 when every step has a place, and says which', async () => {
    const { status, stdout, stderr } = await plan(
      file('good.yaml', jobOf({ a: 'labels: { region: "${{ inputs.region }}" }', b: '' })),
      ...['--workers', file('list.json', LIST), '--input', 'region=us', '--release', '20260822.011157'],
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/^At 20260822\.011157: 2 steps: 1 runs on a worker, 1 runs in the orchestrator\.\n/);
    expect(stdout).toContain('main / a (good.yaml:6): on beta');
    expect(stdout).toContain('main / b (good.yaml:9): in the orchestrator');
    expect(stderr).toBe('1 disconnected workers are not in the list; --all shows them.\n');
  });

  it.each([
    ['waits in vain', 'labels: { gpu: "true" }\nplatform: linux', 'beta has gpu=true, but is darwin, not linux'],
    [
      'is refused',
      'lables: { region: eu }',
      "REFUSED (step.yaml:7): Unknown key 'lables' on step 'a'. Did you mean 'labels'?",
    ],
    ['has a limit and no placement', 'queueTimeout: 5', 'The file reads as if it was meant for a worker.'],
  ])('ends with 1 when a step %s', async (_, fields, words) => {
    const { status, stdout } = await plan(
      file('step.yaml', jobOf({ a: fields })),
      '--workers',
      file('list.json', LIST),
    );
    expect(status).toBe(1);
    expect(stdout).toContain(words);
  });

  it('ends with 1 and not with 0 at the release that drops the field', async () => {
    const workflow = file('level.yaml', jobOf({ a: '' }, { job: 'labels: { region: eu }' }));
    const codes = ['20260705.162356', '20260801.015132', '20260822.011157'].map(
      async (at) => (await plan(workflow, '--release', at)).status,
    );
    expect(await Promise.all(codes)).toEqual([1, 1, 0]);
  });

  it('says what differs at another release', async () => {
    const workflow = file('level.yaml', jobOf({ a: '', b: 'target: alpha' }, { job: 'labels: { region: eu }' }));
    const { stdout } = await plan(workflow, '--compare', '20260705.162356', '--workers', file('list.json', LIST));
    expect(stdout).toContain(
      'At 20260705.162356: 2 steps: 1 runs in the orchestrator, probably by mistake, 1 runs on a worker.',
    );
    expect(stdout).toContain('  main / a: in the orchestrator (at 20260822.011157: on alpha).');
    expect(stdout).not.toContain('  main / b: on alpha (at');
    expect((await plan(workflow, '--compare', '20260822.003708')).stdout).toContain('Nothing differs.');
  });

  it('plans nested workflows that are named after the first', async () => {
    const inner = file('inner.yaml', jobOf({ x: 'target: alpha' }).replace('name: example', 'name: inner'));
    const outer = file(
      'outer.yaml',
      `${jobOf({ a: '' })}\n      - { name: n, task: { type: workflow, workflowIdOrName: inner } }`,
    );
    const { stdout } = await plan(outer, inner, '--workers', file('list.json', LIST));
    expect(stdout).toContain('main / n > main / x (inner.yaml:6): on alpha');
  });

  it('prints JSON and Markdown', async () => {
    const workflow = file('good.yaml', jobOf({ a: 'target: alpha' }));
    const { stdout } = await plan(workflow, '--json', '--workers', file('list.json', LIST));
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'placed',
      steps: [{ id: 'main / a', outcome: { worker: 'alpha' } }],
    });
    expect((await plan(workflow, '--markdown')).stdout).toContain('| `main / a` | on a worker that fits |');
  });

  it.each<[string, () => string[], string]>([
    ['no file', () => [], 'No file is named.'],
    ['a file that is not there', () => ['nowhere.yaml'], "There is no file 'nowhere.yaml'."],
    ['a folder', () => [folder], 'is no file'],
    ['an option that does not exist', () => ['--relaese', 'x'], "Unknown option '--relaese'"],
    ['a release that is none', () => ['x.yaml', '--release', 'newest'], "There is no file 'x.yaml'."],
    [
      'a release that is none, for a file',
      () => [file('a.yaml', jobOf({ a: '' })), '--release', 'newest'],
      "--release is 'newest'",
    ],
    ['an input without a value', () => [file('a.yaml', jobOf({ a: '' })), '--input', 'region'], '--input is'],
    ['a limit in words', () => [file('a.yaml', jobOf({ a: '' })), '--queue-timeout', '5m'], '--queue-timeout is'],
    [
      'a list that is none',
      () => [file('a.yaml', jobOf({ a: '' })), '--workers', file('l.txt', 'hello')],
      'neither what swamp worker list',
    ],
  ])('ends with 2 for %s', async (_, args, words) => {
    const { status, stdout, stderr } = await plan(...args());
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });

  it.each([
    ['broken YAML', 'a: [1', 'cannot be read as a workflow'],
    ['an empty file', '', 'The file is empty'],
    ['another encoding', Buffer.from(jobOf({ a: '' }), 'utf16le'), 'characters that no YAML file has'],
  ])('ends with 2 for %s', async (_, content, words) => {
    const { status, stdout } = await plan(file('bad.yaml', content));
    expect(status).toBe(2);
    expect(stdout).toContain(words);
  });

  it('says how it is used, and runs as a command', () => {
    const { status, stdout } = spawnSync(
      'node',
      ['--import=tsx', path.join(projectRoot, 'scripts', 'plan.ts'), '--help'],
      {
        cwd: projectRoot,
        encoding: 'utf8',
      },
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: npm run -s plan/);
  });
});
