import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { RecordedProcess } from '../../../src/facts/schema/recording.ts';
import { loadReleases } from '../../../src/facts/releases.ts';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { differenceBetween } from '../../../verify/checks/two-machines/compare.ts';
import { missingFor, ORCHESTRATOR, TwoMachines } from '../../../verify/checks/two-machines/machines.ts';
import { PROXIES } from '../../../verify/checks/two-machines/proxies.ts';
import { groupsFor, SCENE_GROUPS } from '../../../verify/checks/two-machines/scenes/index.ts';
import { Timeline } from '../../../verify/checks/two-machines/timeline.ts';
import { ScratchFactory } from '../../../verify/harness/index.ts';
import type { RunningProcess } from '../../../verify/harness/index.ts';
import { typedCommand } from '../../../verify/record/normalized.ts';

function worker(stdout: string, rest: Partial<RecordedProcess> = {}): { processes: RecordedProcess[] } {
  const command = 'swamp worker connect wss://192.0.2.10:9090';
  return {
    processes: [{ terminal: 'worker', command, directory: 'elsewhere', exitCode: 1, stdout, stderr: '', ...rest }],
  };
}

const REFUSED = `Connecting to wss://192.0.2.10:9090 (attempt 1)...
Disconnected: socket closed before enrollment: invalid peer certificate
`;

describe('what came of a scene beside its recording', () => {
  it('agrees whatever the moment of a line and the number of tries', () => {
    expect(differenceBetween(worker(REFUSED), worker(REFUSED.repeat(3)))).toBeUndefined();
    const timeline = '+  29.9 serve    | Reconnection grace window expired\n';
    expect(differenceBetween(worker(timeline), worker(timeline.replace('29.9', '31.4')))).toBeUndefined();
  });

  it('differs when another reason is told', () => {
    const other = REFUSED.replace('invalid peer certificate', 'HTTP/2 not supported');
    expect(differenceBetween(worker(REFUSED), worker(other))).toEqual({
      expected: 'Disconnected: socket closed before enrollment: invalid peer certificate',
      actual: 'Disconnected: socket closed before enrollment: HTTP/# not supported',
    });
  });

  it('differs when a process ended otherwise', () => {
    expect(differenceBetween(worker(REFUSED), worker(REFUSED, { exitCode: 0 }))?.actual).toContain('(0)');
    expect(differenceBetween(worker(REFUSED), worker(REFUSED, { exitCode: null, ended: 'killed' }))?.actual).toContain(
      '(killed)',
    );
  });
});

describe('the scenes', () => {
  const index = loadReleases(projectRoot);
  const idsAt = (number: number, which: 'first' | 'verified', asked?: readonly string[]): string[] => {
    const protocol = index.protocols.find((candidate) => candidate.number === number)!;
    return groupsFor({ protocol, release: protocol[which] }, asked).flatMap(({ scenes }) => scenes.map(({ id }) => id));
  };

  it.each([
    [2, 'first', 'protocol-2/first-release'],
    [2, 'verified', 'protocol-2'],
    [3, 'verified', 'protocol-3'],
    [4, 'verified', 'protocol-4'],
  ] as const)('of protocol %i, %s release, are those that are recorded, each once', (number, which, folder) => {
    const recorded = execFileSync('find', [`recordings/${folder}/two-machines`, '-name', '*.yaml'], {
      cwd: projectRoot,
      encoding: 'utf8',
    });
    const ids = recorded
      .trim()
      .split('\n')
      .map((file) => file.split('/two-machines/')[1]!.replace(/\.yaml$/, ''));
    expect(idsAt(number, which).sort()).toEqual(ids.sort());
  });

  it('are chosen by their names and by those of their groups', () => {
    expect(idsAt(4, 'verified', ['tls-token/wrong-san'])).toEqual(['tls-token/wrong-san']);
    expect(idsAt(4, 'verified', ['ssh']).every((id) => id.startsWith('ssh/'))).toBe(true);
    expect(idsAt(4, 'verified', ['drain'])).toEqual([]);
  });

  it('are bounded in time', () => {
    const limits = SCENE_GROUPS.flatMap(({ scenes }) => scenes.map(({ timeoutMs }) => timeoutMs));
    expect(Math.max(...limits)).toBeLessThan(60 * 60_000);
  });
});

describe('a proxy', () => {
  it('has its configuration in whole blocks', () => {
    for (const { file } of Object.values(PROXIES)) {
      expect(file.content.split('{').length, file.content).toBe(file.content.split('}').length);
      expect(file.content).not.toMatch(/undefined|\n\n/);
    }
  });
});

describe('a timeline', () => {
  let timeline: Timeline | undefined;
  afterEach(() => timeline?.stop());

  it('takes whole lines of each process from a mark on, and tells its end', () => {
    const printed = { stdout: 'before\nfirst\nhal', ended: false };
    const process = {
      stdout: () => printed.stdout,
      stderr: () => '',
      finished: () => (printed.ended ? { exitCode: 1 } : undefined),
    } as unknown as RunningProcess;
    timeline = new Timeline();
    timeline.follow('worker', process, { stdout: 'before\n'.length, stderr: 0 });
    timeline.tell('packets dropped');
    printed.stdout += 'f\n';
    printed.ended = true;
    expect(
      timeline
        .end()
        .replace(/^\+ +[\d.]+ /gm, '')
        .split('\n'),
    ).toEqual([
      'worker   | first',
      'RECORDER | packets dropped',
      'worker   | half',
      'worker   | (process ended, exit code 1)',
      '',
    ]);
  });
});

it('writes variables with blanks as a shell takes them', () => {
  const process = { command: 'swamp x', stdout: () => '', stderr: () => '', finished: () => undefined };
  const env = { A: 'X-Door: open', B: '/etc/ca.pem' };
  expect(typedCommand({ terminal: 'worker', directory: 'elsewhere', process, env })).toBe(
    "A='X-Door: open' B=/etc/ca.pem swamp x",
  );
});

describe.skipIf(missingFor([]) !== undefined)('two machines', () => {
  const scratches = new ScratchFactory();
  afterEach(() => {
    scratches.removeAll();
  });

  it('reach each other until the network is cut, and leave nothing behind', async () => {
    const scratch = scratches.create();
    const before = execFileSync('ip', ['-o', 'link'], { encoding: 'utf8' });
    const machines = await TwoMachines.connect(scratch);
    const { pid } = machines.worker;
    try {
      const connect = machines.worker.script(
        'bash',
        '-c',
        `timeout 2 bash -c '>/dev/tcp/${ORCHESTRATOR}/9'`.replaceAll("'", '"'),
      );
      const answer = (): string => {
        try {
          execFileSync(connect, { encoding: 'utf8', stdio: 'pipe' });
          return 'connected';
        } catch (error) {
          const { stderr } = error as { stderr: string };
          return stderr.includes('refused') ? 'refused' : 'no answer';
        }
      };
      expect(answer()).toBe('refused');
      await machines.cut();
      expect(answer()).toBe('no answer');
      await machines.heal();
      expect(answer()).toBe('refused');
    } finally {
      machines.unplug();
    }
    await expect.poll(() => existsSync(`/proc/${pid}/ns/net`)).toBe(false);
    expect(execFileSync('ip', ['-o', 'link'], { encoding: 'utf8' })).toBe(before);
    expect(execFileSync('mount', { encoding: 'utf8' })).not.toContain(scratch.root);
  });

  it('go when one of them cannot be made', async () => {
    const scratch = scratches.create();
    // The list of names cannot be written where a folder stands.
    mkdirSync(scratch.path(`hosts-${ORCHESTRATOR}`));
    await expect(TwoMachines.connect(scratch)).rejects.toThrow('EISDIR');
    const left = (): string =>
      execFileSync('sh', ['-c', `ps -o ppid= -o comm= -A | grep -c "^ *${process.pid} cat$" || true`], {
        encoding: 'utf8',
      });
    await expect.poll(() => left().trim()).toBe('0');
  });
});

it('says what is missing', () => {
  expect(missingFor(['no-such-program'])).toMatch(/no-such-program|rights of root/);
});
