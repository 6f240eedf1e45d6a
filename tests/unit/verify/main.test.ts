import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ProcessGroup, ScratchFactory } from '../../../verify/harness/index.ts';
import { verifyCommand } from '../../../verify/verify-command.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeStandIn } from '../../support/stand-in.ts';
import type { StandIn, StandInSettings } from '../../support/stand-in.ts';
import { eventually } from '../../support/eventually.ts';
import { processesMentioning } from '../../support/leftovers.ts';

// A run starts a program for each command of the specification.
const RUN_TIMEOUT_MS = 600_000;

interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let folder: string;
const standIns: StandIn[] = [];
const scratches = new ScratchFactory();
const processes = new ProcessGroup();

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'verify-main-')));
});

afterEach(async () => {
  // Whatever happened, no scratch folder and no process is left.
  expect(readdirSync(folder).filter((name) => name.startsWith('swamp-verify-'))).toEqual([]);
  expect([scratches.roots(), processes.pids()]).toEqual([[], []]);
  for (const standIn of standIns.splice(0)) {
    expect(await eventually(() => processesMentioning(standIn.folder).length === 0), standIn.folder).toBe(true);
    standIn.remove();
  }
  rmSync(folder, { recursive: true, force: true });
});

function standIn(settings: StandInSettings = {}): string {
  const made = makeStandIn(settings);
  standIns.push(made);
  return made.path;
}

/** Runs the verifier in this process: most of its time it would start and load. */
async function verify(args: readonly string[]): Promise<Run> {
  const printed = { stdout: '', stderr: '' };
  const exitCode = await verifyCommand(args, {
    scratches,
    processes,
    print: (text) => (printed.stdout += text),
    progress: (line) => (printed.stderr += `${line}\n`),
  });
  return { exitCode, ...printed };
}

/** Runs the verifier as its user does, with scratch folders in the folder of the test. */
async function verifyAsUser(
  args: readonly string[],
  whileItRuns?: (stderr: () => string, kill: (signal: NodeJS.Signals) => void) => Promise<void>,
): Promise<Run> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'verify/main.ts', ...args], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => (printed[name] += chunk));
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  await whileItRuns?.(
    () => printed.stderr,
    (signal) => child.kill(signal),
  );
  return { exitCode: await ended, ...printed };
}

describe('a verification that cannot run', { timeout: RUN_TIMEOUT_MS }, () => {
  it('says "not run" without a swamp, and exits with 2', async () => {
    const report = path.join(folder, 'report.json');
    const run = await verifyAsUser(['--json', report]);
    expect(run).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: 'Not run: there is no swamp to verify. Give one with --swamp <path>.\n',
    });
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ result: 'not-run' });
  });

  it.each([
    ['a missing path', () => ['--swamp', path.join(folder, 'missing')], /^There is no file/],
    ['a folder', () => ['--swamp', folder], /is a folder/],
    ['a bad option', () => ['--only', 'everything'], /^--only: there is no check 'everything'/],
    [
      'a report that cannot be written',
      () => ['--json', path.join(folder, 'no', 'report.json')],
      /^--json: the folder/,
    ],
    [
      'an unknown release',
      () => ['--swamp', standIn({ version: 'swamp 20991231.000000.0' })],
      /newer than the newest known/,
    ],
    [
      'a release without recordings',
      () => ['--record', '--swamp', standIn({ version: 'swamp 20260821.172331.0' })],
      /--record: recordings of Protocol 4 are kept for/,
    ],
    [
      'a crash',
      () => ['--swamp', standIn({ misbehave: [['--version', 'crash']] })],
      /was ended by SIGABRT. The last it printed: .*out of luck/,
    ],
  ] as const)('says so and exits with 2: %s', async (_, args, message) => {
    const run = await verify(args());
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr.trim().split('\n').at(-1)).toMatch(message);
  });

  it('does so for a file that is not executable', async () => {
    const file = path.join(folder, 'swamp');
    writeFileSync(file, '#!/bin/sh\n');
    chmodSync(file, 0o644);
    expect(await verify(['--swamp', file])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('is not executable'),
    });
  });
});

describe('a verification', { timeout: RUN_TIMEOUT_MS }, () => {
  it('exits with 0 and a table when all that ran agrees', async () => {
    const report = path.join(folder, 'report.json');
    const run = await verifyAsUser(['--swamp', standIn(), '--only', 'help', '--json', report]);
    expect(run.stdout).toMatch(/^help +\d+ +0 +0 +\d+ s$/m);
    expect(run.stdout).toMatch(/All \d+ statements that ran agree with the program\.\n$/);
    expect(run.stderr).toContain('help: worker connect\n');
    expect(run.exitCode).toBe(0);
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ result: 'agrees', swamp: { protocol: 4 } });
  });

  it('says loudly that the program runs on the wrong runtime, first and last', async () => {
    const foreign = standIn({ runtime: 'Deno/2.9.6' });
    const report = path.join(folder, 'report.json');
    const run = await verify(['--swamp', foreign, '--only', 'help', '--json', report]);
    expect(run.stderr).toMatch(/^swamp 20260822\.011157 speaks protocol 4 and runs on deno 2\.9\.6\nWRONG RUNTIME: /);
    expect(run.stdout.trimEnd().split('\n').at(-1)).toMatch(/^WRONG RUNTIME: .* deno 2\.9\.6, .* deno 2\.8\.3/);
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
      swamp: { runtime: 'deno 2.9.6' },
      warnings: [expect.stringMatching(/^WRONG RUNTIME/)],
    });
  });

  it.each(['--record', '--publish'])('keeps no evidence of the wrong runtime with %s', async (option) => {
    const run = await verify(['--swamp', standIn({ runtime: 'Deno/2.9.6' }), option]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('WRONG RUNTIME: ');
    expect(run.stderr).toContain('--record and --publish keep evidence of the release as it is compiled: not run.');
  });

  it('exits with 1 and names the place when the help of the program changed', async () => {
    const renamed = standIn({ replace: [['worker connect --help', '--cache-dir   ', '--store-dir   ']] });
    const run = await verify(['--swamp', renamed, '--only', 'help']);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(
      /help · worker connect --cache-dir\n +spec\/protocol-4\/commands\/worker-connect\.yaml:\d+\n +expected: the flag stands in the help\n +actual: +the help has no such flag/,
    );
    expect(run.stdout).toContain('help · worker connect --store-dir');
    expect(run.stdout).toMatch(/2 of \d+ statements differ from the program\.\n$/);
  });

  it('leaves nothing behind when it is stopped, also of a program that hangs', async () => {
    const hanging = standIn({ misbehave: [['worker token create --help', 'hang']] });
    const run = await verifyAsUser(['--swamp', hanging, '--only', 'help'], async (stderr, kill) => {
      while (!stderr().includes('help: worker token create\n')) {
        await pause(50);
      }
      await pause(300);
      kill('SIGTERM');
    });
    expect(run.exitCode).toBe(143);
    expect(run.stderr).toContain('Stopped by SIGTERM: ending what was started.');
  });
});
