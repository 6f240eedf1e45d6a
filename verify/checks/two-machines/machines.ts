import { execFile, execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Scratch } from '../../harness/index.ts';

/** The machine that runs `swamp serve`, and the one that runs a worker; RFC 5737 keeps the addresses for examples. */
export const ORCHESTRATOR = '192.0.2.10';
export const WORKER = '192.0.2.20';

/** The name under which the worker's machine knows the other one. */
export const ORCHESTRATOR_NAME = 'orchestrator.example';

/** Where Linux keeps the certificates that it trusts. */
export const SYSTEM_STORE = '/etc/ssl/certs/ca-certificates.crt';

/** The account under which a tunnel is opened. */
export const TUNNEL_USER = 'tunnel';

/** What making machines takes. */
const NEEDED = ['unshare', 'nsenter', 'ip', 'iptables', 'mount', 'openssl'] as const;

const execute = promisify(execFile);

/**
 * Says what the system lacks to make machines and to run programs on them.
 *
 * @param programs - programs that a scene starts.
 * @returns the reason in a sentence, or undefined when nothing is missing.
 */
export function missingFor(programs: readonly string[]): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    return 'two machines are network namespaces of Linux, which take the rights of root';
  }
  const missing = [...NEEDED, ...programs].filter((program) => findProgram(program) === undefined);
  if (missing.length > 0) {
    return `not installed: ${missing.join(', ')}`;
  }
  try {
    execFileSync('unshare', ['--net', '--mount', 'true'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'the system does not let root make network namespaces';
  }
}

/** The absolute path of a program, as `sshd` wants to be called. */
function findProgram(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

/**
 * A machine: a network and files of its own, held by one process. When that ends, the system takes both away, with the
 * cable and all that is mounted. It ends when its input is closed, so also when the verifier is killed.
 */
export class Machine {
  private scripts = 0;

  private constructor(
    readonly address: string,
    private readonly holder: ChildProcess,
    private readonly scratch: Scratch,
  ) {}

  static async boot(address: string, scratch: Scratch): Promise<Machine> {
    const holder = spawn('unshare', ['--net', '--mount', '--propagation', 'private', 'sh', '-c', 'echo up; exec cat'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await new Promise<void>((resolve, reject) => {
      holder.once('error', reject);
      holder.once('exit', (code) =>
        reject(new Error(`A network namespace could not be made: unshare ended with ${code}.`)),
      );
      holder.stdout.once('data', () => resolve());
    });
    return new Machine(address, holder, scratch);
  }

  get pid(): number {
    return this.holder.pid!;
  }

  /** Runs a command of the set-up on the machine. */
  async operate(command: string, ...args: readonly string[]): Promise<void> {
    await execute('nsenter', [...this.inside(), command, ...args]);
  }

  /** Puts a file of ours in the place of one of the system's, on this machine only. */
  async show(file: string, inPlaceOf: string): Promise<void> {
    await this.operate('mount', '--bind', file, inPlaceOf);
  }

  /**
   * A file that runs a program on this machine, in the folder from which it is called.
   *
   * @param program - its path, or its name.
   * @param args - arguments that come before those of the caller.
   */
  script(program: string, ...args: readonly string[]): string {
    this.scripts += 1;
    const file = this.scratch.path(`on-${this.address}-${this.scripts}`);
    const words = [findProgram(program) ?? program, ...args].map((word) => `'${word}'`).join(' ');
    const inFolder = `/bin/sh -c 'cd "$0" && exec "$@"' "$PWD"`;
    writeFileSync(file, `#!/bin/sh\nexec nsenter ${this.inside().join(' ')} ${inFolder} ${words} "$@"\n`, {
      mode: 0o755,
    });
    return file;
  }

  /** Takes the machine away. What still runs on it keeps its network until it ends. */
  unplug(): void {
    this.holder.stdin!.end();
    this.holder.kill('SIGKILL');
  }

  private inside(): readonly string[] {
    return ['--target', String(this.pid), '--net', '--mount', '--'];
  }
}

/** An orchestrator's machine and a worker's, with a cable between them and nothing else. */
export class TwoMachines {
  private constructor(
    readonly orchestrator: Machine,
    readonly worker: Machine,
  ) {}

  /** @param scratch - takes the files that only these machines see. */
  static async connect(scratch: Scratch): Promise<TwoMachines> {
    const machines: Machine[] = [];
    try {
      for (const address of [ORCHESTRATOR, WORKER]) {
        machines.push(await Machine.boot(address, scratch));
      }
      const [orchestrator, worker] = machines as [Machine, Machine];
      await orchestrator.operate(
        'ip',
        'link',
        'add',
        'net0',
        'type',
        'veth',
        'peer',
        'name',
        'net0',
        'netns',
        String(worker.pid),
      );
      await Promise.all(machines.map((machine) => furnish(machine, scratch)));
      return new TwoMachines(orchestrator, worker);
    } catch (error) {
      machines.forEach((machine) => machine.unplug());
      throw error;
    }
  }

  /** From now on no packet gets through, and neither side is told. */
  async cut(): Promise<void> {
    await this.worker.operate('iptables', '-A', 'INPUT', '-i', 'net0', '-j', 'DROP');
    await this.worker.operate('iptables', '-A', 'OUTPUT', '-o', 'net0', '-j', 'DROP');
  }

  async heal(): Promise<void> {
    await this.worker.operate('iptables', '-F');
  }

  unplug(): void {
    this.orchestrator.unplug();
    this.worker.unplug();
  }
}

async function furnish(machine: Machine, scratch: Scratch): Promise<void> {
  await machine.operate('ip', 'link', 'set', 'lo', 'up');
  await machine.operate('ip', 'address', 'add', `${machine.address}/24`, 'dev', 'net0');
  await machine.operate('ip', 'link', 'set', 'net0', 'up');
  const hosts = scratch.path(`hosts-${machine.address}`);
  writeFileSync(hosts, `127.0.0.1 localhost\n${ORCHESTRATOR} ${ORCHESTRATOR_NAME}\n`);
  await machine.show(hosts, '/etc/hosts');
  const accounts = scratch.path(`accounts-${machine.address}`);
  // With the rights of root, since a folder of the verification belongs to root alone.
  writeFileSync(accounts, `${readFileSync('/etc/passwd', 'utf8')}${TUNNEL_USER}:x:0:0::/root:/bin/sh\n`);
  await machine.show(accounts, '/etc/passwd');
  // `sshd` wants a folder there.
  await machine.operate('mount', '-t', 'tmpfs', 'tmpfs', '/run');
  await machine.operate('mkdir', '/run/sshd');
}

/** A copy of the certificates that the system trusts, with one more. */
export function storeWith(authority: string, file: string): string {
  copyFileSync(SYSTEM_STORE, file);
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n${readFileSync(authority, 'utf8')}`);
  return file;
}
