import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { VerifyContext } from '../check.ts';
import { freePort, howItEnded, lastLines, runSwamp, startSwamp } from '../harness/index.ts';
import type { FinishedProcess, OutputMark, RunningProcess, Scratch } from '../harness/index.ts';
import type { ProcessToRecord } from '../record/recorder.ts';

/** How long an orchestrator may take until it listens, and a worker until it is enrolled. */
export const START_TIMEOUT_MS = 180_000;

/** What every worker prints once it is enrolled. */
export const ENROLLED = /^✓ Enrolled as /m;

/** The vault in which minted tokens are kept. */
export const VAULT = 'local';

/** How `swamp serve` is started. */
export interface ServeOptions {
  /** Further flags. */
  readonly flags?: readonly string[];
  /** Added to its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How a worker is started. */
export interface WorkerOptions {
  /** Stands for the machine; two workers with different folders are two machines. Absent: no `--cache-dir`. */
  readonly machine?: string;
  /** Another address than the orchestrator's own. */
  readonly url?: string;
  /** Further arguments. */
  readonly args?: readonly string[];
  /** Its working directory; one that is no repository when absent. */
  readonly cwd?: string;
  /** Added to its environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Lets its steps live when it ends; they end with the orchestrator's folder. */
  readonly leavesDescendants?: boolean;
  /** Another program than the one that is verified. */
  readonly swamp?: { readonly path: string };
}

/**
 * A repository with a vault and a running `swamp serve`: what workers need to enroll. It stands in a
 * scratch folder of its own.
 */
export class Orchestrator {
  readonly scratch: Scratch;
  /** Every `swamp serve` of this repository in turn, so that the log of a restart is one text. */
  private readonly serves: RunningProcess[] = [];
  /** Names of the tokens, which are also the names of the workers. */
  private readonly names = new Set<string>();
  private readonly workers: RunningProcess[] = [];
  /** Operator commands run one after the other, as a person runs them in one terminal. */
  private lastCommand: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly context: VerifyContext,
    readonly port: number,
    private readonly serveFlags: readonly string[],
    private readonly serveEnv: Readonly<Record<string, string>> = {},
  ) {
    this.scratch = context.scratches.create();
  }

  /**
   * Makes the repository and starts serving it.
   *
   * @param serveFlags - further flags of `swamp serve`.
   */
  static async open(context: VerifyContext, ...serveFlags: string[]): Promise<Orchestrator> {
    const orchestrator = new Orchestrator(context, await freePort(), serveFlags);
    await orchestrator.operate('init');
    await orchestrator.operate('vault', 'create', 'local_encryption', VAULT);
    await orchestrator.start();
    return orchestrator;
  }

  /**
   * As {@link Orchestrator.open}, in a copy of an empty repository. Its vault is its own: the file of a vault names the
   * folder of the repository.
   *
   * @param template - where the repository was made; nothing may run there.
   */
  static async openFrom(
    context: VerifyContext,
    template: Scratch,
    { flags = [], env = {} }: ServeOptions = {},
  ): Promise<Orchestrator> {
    const orchestrator = new Orchestrator(context, await freePort(), flags, env);
    cpSync(template.home, orchestrator.scratch.home, { recursive: true });
    cpSync(template.repository, orchestrator.scratch.repository, { recursive: true });
    await orchestrator.operate('vault', 'create', 'local_encryption', VAULT);
    await orchestrator.start();
    return orchestrator;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  /** The `swamp serve` that was started last. */
  get process(): RunningProcess {
    return this.serves.at(-1)!;
  }

  /** Starts `swamp serve` and waits until it listens. */
  async start(): Promise<void> {
    const serve = await startSwamp(this.context, ['serve', '--port', String(this.port), ...this.serveFlags], {
      scratch: this.scratch,
      env: this.serveEnv,
    });
    this.serves.push(serve);
    await serve.waitFor(/WebSocket API server listening on/, START_TIMEOUT_MS);
  }

  /** Ends `swamp serve`; the repository stays. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    await this.process.stop(signal);
  }

  /** Ends its workers and `swamp serve`, and removes the folder. */
  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop('SIGKILL')));
    await this.stop('SIGKILL');
    this.scratch.remove();
  }

  /** The present end of the log, for {@link Orchestrator.logSince}. */
  logMark(): LogMark {
    return { start: this.serves.length - 1, output: this.process.mark() };
  }

  /** As {@link Orchestrator.logSince}, from the very beginning. */
  wholeLog(token?: string): string {
    return this.logSince({ start: 0, output: { stdout: 0, stderr: 0 } }, token);
  }

  /**
   * What the orchestrator logged after a mark, also when it was restarted meanwhile, without the
   * lines about other tokens than the given one, since several scenarios use it at the same time.
   */
  logSince(mark: LogMark, token?: string): string {
    const [first, ...later] = this.serves.slice(mark.start);
    const fromTheStart: OutputMark = { stdout: 0, stderr: 0 };
    const whole = [first!.outputSince(mark.output), ...later.map((serve) => serve.outputSince(fromTheStart))];
    const others = token === undefined ? [] : [...this.names].filter((name) => name !== token);
    return linesWithout(whole.join('\n'), others).join('\n');
  }

  /** Every `swamp serve` that ran since a mark, for the recorder: the first only with what it logged since. */
  processesSince(mark: LogMark): ProcessToRecord[] {
    return this.serves.slice(mark.start).map((process, position) => ({
      terminal: 'orchestrator',
      directory: 'repository',
      process,
      since: position === 0 ? mark.output : undefined,
      signal: process.finished() === undefined ? undefined : 'SIGTERM',
    }));
  }

  /** Runs an operator's command in the repository. */
  async run(...args: string[]): Promise<FinishedProcess> {
    const turn = this.lastCommand.then(() => runSwamp(this.context, args, { scratch: this.scratch }));
    this.lastCommand = turn.catch(() => undefined);
    return turn;
  }

  /** As {@link Orchestrator.run}, for a command of the set-up that must succeed. */
  async operate(...args: string[]): Promise<FinishedProcess> {
    const finished = await this.run(...args);
    if (finished.exitCode !== 0) {
      throw new Error(`'${finished.command}' ${howItEnded(finished)}. ${lastLines(finished)}`);
    }
    return finished;
  }

  /**
   * Mints an enrollment token and returns it as `<name>.<secret>`.
   *
   * @param name - says nothing about the token's fate: a worker looks for words such as `revoked` in
   *   the whole text of an error, and that text quotes the name.
   */
  async mint(name: string, duration = '1h', ...flags: string[]): Promise<string> {
    this.names.add(name);
    const { command, stdout } = await this.operate(
      ...['worker', 'token', 'create', name, '--duration', duration, '--vault', VAULT, ...flags, '--json'],
    );
    const token = new RegExp(`"(${name}\\.[^"]+)"`).exec(stdout)?.[1];
    if (token === undefined) {
      throw new Error(`'${command}' printed no token for '${name}'. It printed: ${stdout.trim()}`);
    }
    return token;
  }

  /** Lists the tokens as JSON. */
  async listTokens(): Promise<FinishedProcess> {
    return this.operate('worker', 'token', 'list', '--json');
  }

  /** Starts a worker from a folder that is no repository. */
  async startWorker(token: string, options: WorkerOptions = {}): Promise<RunningProcess> {
    const { machine, url = this.url, args = [], cwd, env = {}, swamp = this.context.swamp } = options;
    const leavesDescendants = options.leavesDescendants ?? false;
    const cacheDir = machine === undefined ? [] : ['--cache-dir', this.scratch.path(machine)];
    const worker = await startSwamp(
      { swamp, processes: this.context.processes },
      ['worker', 'connect', url, '--token', token, ...cacheDir, ...args],
      { scratch: this.scratch, cwd: cwd ?? this.scratch.elsewhere, env, leavesDescendants },
    );
    this.workers.push(worker);
    return worker;
  }

  /** Starts a worker and waits until it is enrolled. */
  async enroll(token: string, options: WorkerOptions = {}): Promise<RunningProcess> {
    const worker = await this.startWorker(token, options);
    await worker.waitFor(ENROLLED, START_TIMEOUT_MS);
    return worker;
  }

  /** Runs a workflow through the orchestrator, as a client from a folder that is no repository. */
  async runWorkflow(name: string): Promise<FinishedProcess> {
    return this.runAsClient('workflow', 'run', name, '--server', this.url);
  }

  /** Runs a command from a folder that is no repository. */
  async runAsClient(...args: string[]): Promise<FinishedProcess> {
    return runSwamp(this.context, args, { scratch: this.scratch, cwd: this.scratch.elsewhere });
  }

  /** Starts a command that goes on, from a folder that is no repository. */
  async startClient(...args: string[]): Promise<RunningProcess> {
    return startSwamp(this.context, args, { scratch: this.scratch, cwd: this.scratch.elsewhere });
  }

  /** Adds a workflow whose only step is placed on a worker. */
  async addPlacedWorkflow(workflow: string, worker: string, run = 'echo alive'): Promise<void> {
    const model = `${workflow}-model`;
    await this.operate('model', 'create', 'command/shell', model);
    await this.operate('workflow', 'create', workflow);
    const file = this.workflowFile(workflow);
    const id = /^id: (.*)$/m.exec(readFileSync(file, 'utf8'))![1]!;
    writeFileSync(file, placedWorkflow({ id, name: workflow, model, worker, run }));
  }

  private workflowFile(name: string): string {
    const files = readdirSync(this.scratch.repository, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml') && file.includes('workflows'))
      .map((file) => path.join(this.scratch.repository, file));
    const file = files.find((candidate) => new RegExp(`^name: ${name}$`, 'm').test(readFileSync(candidate, 'utf8')));
    if (file === undefined) {
      throw new Error(`'swamp workflow create ${name}' wrote no file below ${this.scratch.repository}.`);
    }
    return file;
  }
}

/** A position in the orchestrator's log. */
export interface LogMark {
  /** Which start of `swamp serve` it lies in. */
  readonly start: number;
  readonly output: OutputMark;
}

/** The lines of a log that name none of the given tokens. */
function linesWithout(log: string, names: readonly string[]): string[] {
  return log.split('\n').filter((line) => !names.some((name) => namesToken(line, name)));
}

/** Whether a line of a log is about a token or its worker: both are quoted there. */
export function namesToken(line: string, token: string): boolean {
  return line.includes(`"${token}"`) || line.includes(`'${token}'`);
}

interface PlacedWorkflow {
  readonly id: string;
  readonly name: string;
  readonly model: string;
  readonly worker: string;
  /** The shell command of its step. */
  readonly run: string;
}

function placedWorkflow({ id, name, model, worker, run }: PlacedWorkflow): string {
  return `id: ${id}
name: ${name}
jobs:
  - name: main
    steps:
      - name: example
        task:
          type: model_method
          modelIdOrName: ${model}
          methodName: execute
          inputs:
            run: "${run}"
        target: ${worker}
version: 1
`;
}
