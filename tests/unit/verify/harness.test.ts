import { existsSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  commandLine,
  environmentFor,
  freePort,
  howItEnded,
  lastLines,
  ProcessGroup,
  processesAtHomeIn,
  runSwamp,
  ScratchFactory,
  startSwamp,
} from '../../../verify/harness/index.ts';
import { makeStandIn } from '../../support/stand-in.ts';
import type { StandIn, StandInSettings } from '../../support/stand-in.ts';
import { eventually } from '../../support/eventually.ts';

const scratches = new ScratchFactory();
const processes = new ProcessGroup();
const standIns: StandIn[] = [];

afterEach(() => {
  processes.killAll(scratches.roots());
  scratches.removeAll();
  standIns.splice(0).forEach((standIn) => standIn.remove());
});

function contextWith(misbehave: StandInSettings['misbehave'] = []) {
  const standIn = makeStandIn({ misbehave });
  standIns.push(standIn);
  return { swamp: { path: standIn.path }, processes };
}

async function nothingIsLeftOf(root: string): Promise<boolean> {
  // A killed process stands in the list until the system has taken note of its end.
  return eventually(() => processesAtHomeIn([root]).length === 0);
}

describe('a command that ends by itself', () => {
  it('gives output, exit code and the command as a person types it', async () => {
    const scratch = scratches.create();
    const finished = await runSwamp(contextWith(), ['--version'], { scratch });
    expect(finished).toMatchObject({
      command: 'swamp --version',
      cwd: scratch.repository,
      exitCode: 0,
      timedOut: false,
    });
    expect(finished.stdout).toBe('swamp 20260822.011157.0-sha.06b61472\n');
  });

  it('is killed when it hangs, and says so', async () => {
    const scratch = scratches.create();
    const finished = await runSwamp(contextWith([['init', 'hang']]), ['init'], { scratch, timeoutMs: 500 });
    expect(howItEnded(finished)).toBe('did not end within 0.5 s and was killed');
    expect(processes.pids()).toEqual([]);
    expect(await nothingIsLeftOf(scratch.root)).toBe(true);
  });

  it('gets no answer when it asks for one, and ends in time', async () => {
    const scratch = scratches.create();
    const finished = await runSwamp(contextWith([['init', 'ask']]), ['init'], { scratch, timeoutMs: 6_000 });
    expect(finished.timedOut).toBe(true);
    expect(lastLines(finished)).toBe('The last it printed: Which vault do you mean?');
  });

  it('is told apart when it crashes', async () => {
    const finished = await runSwamp(contextWith([['init', 'crash']]), ['init'], { scratch: scratches.create() });
    expect(howItEnded(finished)).toBe('was ended by SIGABRT');
    expect(lastLines(finished)).toContain('out of luck');
  });

  it('is killed when it prints without end', async () => {
    const finished = await runSwamp(contextWith([['init', 'flood']]), ['init'], { scratch: scratches.create() });
    expect(howItEnded(finished)).toBe('printed without end and was killed');
  });

  it('does not keep the verifier waiting for a descendant, which is killed at the end', async () => {
    const scratch = scratches.create();
    const finished = await runSwamp(contextWith([['init', 'orphan']]), ['init'], { scratch });
    expect(finished).toMatchObject({ exitCode: 0, timedOut: false });
    expect(processesAtHomeIn([scratch.root])).toHaveLength(1);
    processes.killAll(scratches.roots());
    expect(await nothingIsLeftOf(scratch.root)).toBe(true);
  });

  it('is refused with a sentence when it is no program', async () => {
    const scratch = scratches.create();
    const file = scratch.path('text');
    writeFileSync(file, 'no program', { mode: 0o755 });
    const context = { swamp: { path: scratch.path('nothing') }, processes };
    await expect(runSwamp(context, [], { scratch })).rejects.toThrow(/could not be started: .*ENOENT/);
    await expect(runSwamp({ swamp: { path: scratch.root }, processes }, [], { scratch })).rejects.toThrow(/EACCES/);
  });
});

describe('a descendant that left its process group', () => {
  it('does not outlive its scratch folder', async () => {
    const scratch = scratches.create();
    await runSwamp(contextWith([['init', 'orphan']]), ['init'], { scratch });
    scratch.remove();
    expect(await nothingIsLeftOf(scratch.root)).toBe(true);
  });
});

describe('a command that goes on', () => {
  it('is waited for by text, and an end without the text is an error with the last lines', async () => {
    const scratch = scratches.create();
    const context = contextWith([['connect', 'ask']]);
    const running = await startSwamp(context, ['worker', 'connect'], { scratch });
    expect(await running.waitFor(/which (\w+)/i, 60_000)).toBe('Which vault');
    await expect(running.waitFor('enrolled', 100)).rejects.toThrow(
      "'swamp worker connect' did not print enrolled within 0.1 s. The last it printed: Which vault do you mean?",
    );
    await expect(running.waitFor('vault', 100, running.mark())).rejects.toThrow('within 0.1 s');

    const waiting = running.waitFor('enrolled', 60_000);
    const [finished] = await Promise.all([
      running.stop('SIGTERM'),
      expect(waiting).rejects.toThrow('was ended by SIGTERM without printing enrolled'),
    ]);
    expect(finished.signal).toBe('SIGTERM');
    expect(running.finished()).toBe(finished);
  });
});

describe('the environment of a command', () => {
  it('has nothing of the person who verifies but PATH', () => {
    process.env.SWAMP_SERVE_URL = 'ws://production:9090';
    const scratch = scratches.create();
    expect(environmentFor({ scratch, env: { LANG: undefined, EXTRA: '1' } })).toEqual({
      PATH: process.env.PATH,
      HOME: scratch.home,
      TMPDIR: scratch.temporary,
      NO_COLOR: '1',
      SWAMP_NO_TELEMETRY: '1',
      EXTRA: '1',
    });
    delete process.env.SWAMP_SERVE_URL;
  });
});

describe('a command line', () => {
  it('is quoted where a shell needs it', () => {
    expect(commandLine(['run', '--input', "run=echo it's"])).toBe(`swamp run --input 'run=echo it'\\''s'`);
  });
});

describe('scratch folders', () => {
  it('are all gone after removeAll', () => {
    const roots = [scratches.create().root, scratches.create().root];
    expect(scratches.roots()).toEqual(roots);
    scratches.removeAll();
    expect(roots.filter((root) => existsSync(root))).toEqual([]);
    expect(scratches.roots()).toEqual([]);
  });
});

describe('free ports', () => {
  it('are all different, and nothing listens on them', async () => {
    const ports = await Promise.all(Array.from({ length: 20 }, freePort));
    expect(new Set(ports).size).toBe(20);
    const refused = await new Promise<boolean>((resolve) => {
      connect(ports[0]!, '127.0.0.1')
        .once('error', () => resolve(true))
        .once('connect', () => resolve(false));
    });
    expect(refused).toBe(true);
  });
});
