import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { KnownValue } from '../../../src/facts/normalize.ts';
import type { VerifyContext } from '../../check.ts';
import { howItEnded, lastLines, runSwamp, startSwamp } from '../../harness/index.ts';
import type { FinishedProcess, LaunchContext, OutputMark, RunningProcess, Scratch } from '../../harness/index.ts';
import type { ProcessToRecord } from '../../record/recorder.ts';
import { VAULT } from '../../stage/orchestrator.ts';
import { FROM_THE_START, pause } from '../../stage/watch.ts';
import { makeCertificates, SHOWN_FOLDER } from './certificates.ts';
import { ORCHESTRATOR, TUNNEL_USER, TwoMachines, WORKER } from './machines.ts';
import type { Machine } from './machines.ts';
import { PASSWORD, USER } from './proxies.ts';
import type { Proxy, ShownFile } from './proxies.ts';
import { furnishRepository, LABEL, MODELS } from './repository.ts';
import type { WorkflowName } from './repository.ts';

/** Port of every orchestrator: its machine has no other. */
export const PORT = 9090;

/** Port of the worker's machine that a tunnel leads to the orchestrator. */
export const TUNNEL_PORT = 9190;

/** Where pages show the folder of a worker. */
const SHOWN_CACHE = '/var/lib/swamp-worker';

/** A key of an account that does not exist: without internet nobody asks. */
const API_KEY = 'swamp-key-that-nobody-issued';

/** How long an orchestrator may take until it listens, and a worker until it is enrolled, on a busy machine. */
export const START_TIMEOUT_MS = 240_000;

/** How long a command that connects to nothing or soon may take on a busy machine. */
const COMMAND_MS = 400_000;

/** How long a proxy, a tunnel or a log may take for what it does at once. */
const SETTLE_MS = 1_000;

/** What ssh does so that it notices a dead network. */
const KEEP_ALIVE = ['-o', 'ExitOnForwardFailure=yes', '-o', 'ServerAliveInterval=5', '-o', 'ServerAliveCountMax=3'];

/** Variables that belong to a command line. */
export type Variables = Readonly<Record<string, string>>;

/** How a command of the program is run. */
export interface CommandOptions {
  readonly on: 'orchestrator' | 'worker';
  readonly env?: Variables;
}

/** A program that is no `swamp`, with the command line that a person types. */
export interface OtherProgram {
  readonly command: string;
  readonly process: RunningProcess;
  readonly file?: ShownFile;
}

/** A worker's machine and an orchestrator's, with a repository, certificates and tokens. */
export class TwoMachineLaboratory {
  private orchestrator: RunningProcess | undefined;
  private servesWith: string | undefined;
  private readonly others: RunningProcess[] = [];
  private serveMark: OutputMark = FROM_THE_START;

  private constructor(
    readonly context: VerifyContext,
    readonly scratch: Scratch,
    readonly machines: TwoMachines,
    /** The enrollment token of the worker. */
    readonly token: string,
    /** How the server token was minted; undefined where none was asked for, or the program has none. */
    readonly minted: FinishedProcess | undefined,
    private readonly swampOn: Readonly<Record<'orchestrator' | 'worker', string>>,
  ) {}

  /**
   * Makes both machines with their repository.
   *
   * @param template - where the repository was made; see {@link makeRepository}.
   * @param minter - the program that mints a server token; none is minted when absent.
   */
  static async open(
    context: VerifyContext,
    template: Scratch,
    minter?: LaunchContext['swamp'],
  ): Promise<TwoMachineLaboratory> {
    const scratch = context.scratches.create();
    const machines = await TwoMachines.connect(scratch);
    try {
      cpSync(template.home, scratch.home, { recursive: true });
      cpSync(template.repository, scratch.repository, { recursive: true });
      await makeCertificates(scratch.folder('pki'));
      const hash = execFileSync('openssl', ['passwd', '-apr1', PASSWORD], { encoding: 'utf8' }).trim();
      writeFileSync(scratch.path('pki/htpasswd'), `${USER}:${hash}\n`);
      const swampOn = {
        orchestrator: machines.orchestrator.script(context.swamp.path),
        worker: machines.worker.script(context.swamp.path),
      };
      const run = async (...args: string[]): Promise<FinishedProcess> =>
        succeeded(
          await runSwamp({ ...context, swamp: { ...context.swamp, path: swampOn.orchestrator } }, args, { scratch }),
        );
      // The file of a vault names the folder of its repository, so a copy would be the vault of the template.
      await run('vault', 'create', 'local_encryption', VAULT);
      const token = await mintWorkerToken(run);
      const minted =
        minter && succeeded(await runSwamp({ ...context, swamp: minter }, [...MINT, '--json'], { scratch }));
      return new TwoMachineLaboratory(context, scratch, machines, token, minted, swampOn);
    } catch (error) {
      machines.unplug();
      throw error;
    }
  }

  /** The server token, where one was minted. */
  get serverToken(): string | undefined {
    return this.minted && serverTokenIn(this.minted.stdout);
  }

  /** Path of a certificate or key on these machines; recordings show another. */
  certificate(name: string): string {
    return this.scratch.path('pki', name);
  }

  /** Flags and variables of an orchestrator that demands a server token. */
  tokenMode(): { readonly flags: readonly string[]; readonly env: Variables } {
    const env: Variables = this.context.swamp.protocol.number >= 4 ? { SWAMP_API_KEY: API_KEY } : {};
    return { flags: ['--auth-mode', 'token', '--admins', 'user:ops'], env };
  }

  /** Flags of an orchestrator with a certificate. */
  withCertificate(name: string): readonly string[] {
    return ['--cert-file', this.certificate(`${name}.pem`), '--key-file', this.certificate(`${name}.key`)];
  }

  /** Starts an orchestrator and waits until it listens or has ended. */
  async startServe(flags: readonly string[], env: Variables = {}): Promise<RunningProcess> {
    await this.orchestrator?.stop('SIGKILL');
    this.servesWith = typedFlags(flags, env);
    const args = ['serve', '--port', String(PORT), ...flags];
    const options: CommandOptions = { on: 'orchestrator', env };
    const serve = await startSwamp(this.at(options.on), args, this.where(options));
    this.orchestrator = serve;
    await Promise.race([
      serve.waitFor(/WebSocket API server listening on/, START_TIMEOUT_MS).then(() => pause(SETTLE_MS)),
      serve.exited,
    ]);
    this.serveMark = serve.mark();
    return serve;
  }

  /** As {@link startServe}, unless one runs already in the same way. */
  async serveWith(flags: readonly string[], env: Variables = {}): Promise<RunningProcess> {
    if (this.servesWith !== typedFlags(flags, env) || this.serve.finished() !== undefined) {
      return this.startServe(flags, env);
    }
    this.serveMark = this.serve.mark();
    return this.serve;
  }

  /** What the orchestrator printed since the scene began. */
  servesMeanwhile(env?: Variables): ProcessToRecord {
    return { terminal: 'orchestrator', directory: 'repository', process: this.serve, since: this.serveMark, env };
  }

  get serve(): RunningProcess {
    return this.orchestrator!;
  }

  /** Starts the worker. */
  async startWorker(
    url: string,
    { env, args = [] }: { env?: Variables; args?: readonly string[] } = {},
  ): Promise<RunningProcess> {
    const identity = ['--token', this.token, '--label', LABEL, '--cache-dir', this.scratch.path('worker-cache')];
    return this.start(['worker', 'connect', url, ...identity, ...args], { on: 'worker', ...(env && { env }) });
  }

  /** Runs a workflow from the repository on the orchestrator's machine, or from the worker's machine. */
  async runWorkflow(
    workflow: WorkflowName,
    server: string,
    { on = 'orchestrator', env, args = [] }: Partial<CommandOptions> & { readonly args?: readonly string[] } = {},
  ): Promise<FinishedProcess> {
    return this.run(['workflow', 'run', workflow, '--server', server, ...args], { on, ...(env && { env }) });
  }

  /** Runs any command of the program to its end. */
  async run(args: readonly string[], options: CommandOptions): Promise<FinishedProcess> {
    return runSwamp(this.at(options.on), args, { ...this.where(options), timeoutMs: COMMAND_MS });
  }

  /** Starts any command of the program. */
  async start(args: readonly string[], options: CommandOptions): Promise<RunningProcess> {
    const process = await startSwamp(this.at(options.on), args, this.where(options));
    this.others.push(process);
    return process;
  }

  /** Starts a proxy on the orchestrator's machine. */
  async startProxy({ program, file }: Proxy): Promise<OtherProgram> {
    const actual = this.scratch.path(file.path);
    writeFileSync(actual, file.content.replaceAll(`${SHOWN_FOLDER}/`, `${this.scratch.path('pki')}/`));
    const { orchestrator } = this.machines;
    const folder = this.scratch.path('nginx');
    mkdirSync(folder, { recursive: true });
    const nginx = program === 'nginx';
    // Its log goes to /dev/stdout, which it can only open when that is a pipe.
    const piped = ['-c', '"$0" "$@" | cat', 'nginx'];
    const script = nginx
      ? orchestrator.script('sh', ...piped, '-e', 'stderr', '-p', folder, '-g', 'daemon off;', '-c', actual)
      : orchestrator.script('caddy', 'run', '--config', actual, '--adapter', 'caddyfile');
    const command = nginx ? `nginx -c ${file.path}` : `caddy run --config ${file.path}`;
    return { command, process: await this.startOther(script, []), file };
  }

  /** Lets one machine log in on the other; `restriction` stands before the key. */
  async startSshServer(at: 'orchestrator' | 'worker', restriction = ''): Promise<void> {
    if (!existsSync(this.scratch.path('ssh'))) {
      const folder = this.scratch.folder('ssh');
      for (const key of ['host', 'client']) {
        execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', path.join(folder, key)]);
      }
    }
    const ssh = (name: string): string => this.scratch.path('ssh', name);
    const machine: Machine = this.machines[at];
    const publicKey = (name: string): string =>
      execFileSync('ssh-keygen', ['-y', '-f', ssh(name)], { encoding: 'utf8' }).trim();
    writeFileSync(ssh('authorized'), `${restriction}${publicKey('client')}\n`);
    writeFileSync(ssh('known'), `${ORCHESTRATOR} ${publicKey('host')}\n${WORKER} ${publicKey('host')}\n`);
    const settings = ['UsePAM=no', 'StrictModes=no', 'PidFile=none', `AuthorizedKeysFile=${ssh('authorized')}`];
    const options = settings.flatMap((setting) => ['-o', setting]);
    const address = ['-o', `ListenAddress=${machine.address}`, '-h', ssh('host')];
    await this.startOther(machine.script('sshd', '-D', '-e', '-f', '/dev/null', ...address, ...options), []);
    await pause(SETTLE_MS);
  }

  /** Opens a tunnel with ssh; `forward` is what stands behind `ssh -N`. */
  async openTunnel(
    from: 'orchestrator' | 'worker',
    forward: readonly string[],
    keepAlive = true,
  ): Promise<OtherProgram> {
    const to = from === 'worker' ? ORCHESTRATOR : WORKER;
    const args = ['-N', ...forward, ...(keepAlive ? KEEP_ALIVE : []), `${TUNNEL_USER}@${to}`];
    const process = await this.startOther(this.ssh(from), args);
    await pause(SETTLE_MS);
    return { command: `ssh ${args.join(' ')}`, process };
  }

  /** Runs a command that is no `swamp` on the worker's machine to its end, as a person types it. */
  async runOther(program: 'curl' | 'ssh', args: readonly string[]): Promise<ProcessToRecord> {
    // Without the bar that tells how far a download is.
    const script = program === 'ssh' ? this.ssh('worker') : this.machines.worker.script('curl', '-sS');
    const { env: _env, ...where } = this.where({ on: 'worker' });
    const process = await runSwamp({ ...this.context, swamp: { path: script } }, args, where);
    return { terminal: 'operator', directory: 'elsewhere', process, command: `${program} ${args.join(' ')}` };
  }

  /** What stands in the output of this run and what recordings show instead. */
  shown(): readonly KnownValue[] {
    return [
      { actual: this.scratch.path('pki'), shown: SHOWN_FOLDER },
      { actual: this.scratch.path('worker-cache'), shown: SHOWN_CACHE },
      { actual: this.scratch.path('nginx'), shown: '/usr/share/nginx' },
      { actual: API_KEY, shown: '<key>' },
    ];
  }

  /** Ends what runs but the orchestrator; machines, repository and tokens stay as well for the next scene. */
  async clear(): Promise<void> {
    await Promise.all(this.others.splice(0).map((process) => process.stop('SIGKILL')));
    await this.machines.heal();
  }

  async close(): Promise<void> {
    await this.clear();
    await this.orchestrator?.stop('SIGKILL');
    this.machines.unplug();
    this.scratch.remove();
  }

  private ssh(from: 'orchestrator' | 'worker'): string {
    const files = ['-i', this.scratch.path('ssh/client'), '-o', `UserKnownHostsFile=${this.scratch.path('ssh/known')}`];
    return this.machines[from].script('ssh', '-F', 'none', ...files);
  }

  private async startOther(script: string, args: readonly string[]): Promise<RunningProcess> {
    const process = await startSwamp({ ...this.context, swamp: { path: script } }, args, { scratch: this.scratch });
    this.others.push(process);
    await pause(SETTLE_MS);
    return process;
  }

  private at(on: CommandOptions['on']): VerifyContext {
    return { ...this.context, swamp: { ...this.context.swamp, path: this.swampOn[on] } };
  }

  private where({ on, env }: CommandOptions): { scratch: Scratch; cwd: string; env: Variables } {
    const { scratch } = this;
    return { scratch, cwd: on === 'worker' ? scratch.elsewhere : scratch.repository, env: env ?? {} };
  }
}

/** Makes the repository with its models and workflows, from which those of the laboratories are copied. */
export async function makeRepository(context: VerifyContext): Promise<Scratch> {
  const scratch = context.scratches.create();
  const run = async (...args: string[]): Promise<unknown> => succeeded(await runSwamp(context, args, { scratch }));
  await run('init');
  furnishRepository(scratch.repository);
  for (const [name, type] of Object.entries(MODELS)) {
    await run('model', 'create', type, name);
  }
  return scratch;
}

/** Mints the server token of all scenes. */
export const MINT = ['access', 'token', 'mint', 'ops', '--principal', 'user:ops', '--duration', '1d'] as const;

/** The token in what {@link MINT} printed, when the program tells it. */
function serverTokenIn(printed: string): string | undefined {
  return /"(ops\.[0-9a-f]{64})"/.exec(printed)?.[1];
}

function typedFlags(flags: readonly string[], env: Variables): string {
  return JSON.stringify([flags, env]);
}

async function mintWorkerToken(run: (...args: string[]) => Promise<FinishedProcess>): Promise<string> {
  const flags = ['--duration', '1d', '--vault', VAULT, '--json'];
  const { stdout, command } = await run('worker', 'token', 'create', 'second', ...flags);
  const token = /"(second\.[^"]+)"/.exec(stdout)?.[1];
  if (token === undefined) {
    throw new Error(`'${command}' printed no token. It printed: ${stdout.trim()}`);
  }
  return token;
}

function succeeded(finished: FinishedProcess): FinishedProcess {
  if (finished.exitCode !== 0) {
    throw new Error(`'${finished.command}' ${howItEnded(finished)}. ${lastLines(finished)}`);
  }
  return finished;
}
