import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import type { RecordedProcess } from '../../../src/facts/schema/recording.ts';
import type { VerifyContext } from '../../check.ts';
import { isCommandKnown } from '../../stage/known-command.ts';
import { freePort, howItEnded, lastLines, runSwamp, startSwamp } from '../../harness/index.ts';
import type { FinishedProcess, RunningProcess, Scratch } from '../../harness/index.ts';
import type { ProcessToRecord } from '../../record/recorder.ts';
import type { Sample } from './sample.ts';
import { workflowFile } from './workflows.ts';
import type { Workflow } from './workflows.ts';

/** How a long-running command prints: one JSON object a line, or lines for people. */
export type Style = 'json' | 'log';

/** How long an orchestrator or a worker may take until it says what is waited for. */
export const START_TIMEOUT_MS = 45_000;

/** A command that ends by itself, to be run with `--json`. */
export interface Question {
  /** Name of the recording below `json/` and `log/`. */
  readonly id: string;
  /** What is done, as a sentence without its full stop. */
  readonly title: string;
  readonly note?: string;
  readonly command: string;
  readonly args?: readonly string[];
  /** Arguments of the same without `--json`, for the recording; absent when that is not recorded. */
  readonly logArgs?: readonly string[];
  /** Whether it is run from a folder that is no repository. */
  readonly elsewhere?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Port that the command names when it is not that of the laboratory's orchestrator. */
  readonly port?: number;
  /** The command refuses; `some-releases`: whether it does depends on the release. */
  readonly refused?: true | 'some-releases';
  /** The exit code when it does not refuse. */
  readonly exitCode?: 0 | 1;
}

/** A repository in a scratch folder with everything that is needed to make the program print. */
export class Laboratory {
  readonly scratch: Scratch;
  /** Ids of the workflows by name: a file that is written again keeps its id. */
  private readonly workflowIds = new Map<string, string>();

  private constructor(
    private readonly context: VerifyContext,
    readonly port: number,
  ) {
    this.scratch = context.scratches.create();
  }

  static async open(context: VerifyContext): Promise<Laboratory> {
    return new Laboratory(context, await freePort());
  }

  /** Address of this laboratory's orchestrator. */
  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  get records(): boolean {
    return this.context.recorder !== undefined;
  }

  /** Whether the specification has a command, with all these flags, at the program's release. */
  has(command: string, ...flags: readonly string[]): boolean {
    return isCommandKnown(this.context, command, ...flags);
  }

  /** Runs a command of the set-up, which must succeed. */
  async setUp(...args: string[]): Promise<FinishedProcess> {
    const finished = await runSwamp(this.context, args, { scratch: this.scratch });
    if (finished.exitCode !== 0) {
      throw brokenOff(finished);
    }
    return finished;
  }

  /** Mints an enrollment token and returns it as `<name>.<secret>`. */
  async mint(name: string, duration = '1h'): Promise<string> {
    const { stdout, command } = await this.setUp(
      ...['worker', 'token', 'create', name, '--duration', duration, '--vault', 'local', '--json'],
    );
    return tokenIn(stdout, command);
  }

  /** Writes the file of a workflow, or writes it again. */
  addWorkflow(workflow: Workflow): void {
    const folder = path.join(this.scratch.repository, 'workflows');
    const id = this.workflowIds.get(workflow.name) ?? randomUUID();
    this.workflowIds.set(workflow.name, id);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `workflow-${id}.yaml`), workflowFile(workflow, id));
  }

  /** Runs a command with `--json`; when recording, also without. */
  async ask(question: Question): Promise<Sample> {
    this.context.progress(`outputs: ${question.title}`);
    const { id, title, note, logArgs } = question;
    const words = question.command.split(' ');
    const process = await this.runOnce([...words, ...(question.args ?? []), '--json'], question);
    const ports = [question.port ?? this.port];
    this.record({
      id: `json/${id}`,
      title: `${title}, with \`--json\`.`,
      note,
      processes: [recorded(question, process)],
      ports,
    });
    if (this.records && logArgs !== undefined) {
      const plain = await this.runOnce([...words, ...logArgs], question);
      this.record({ id: `log/${id}`, title: `${title}.`, note, processes: [recorded(question, plain)], ports });
    }
    const refuses = question.refused === 'some-releases' ? process.exitCode !== 0 : question.refused === true;
    return {
      command: question.command,
      title,
      prints: refuses ? 'error' : 'output',
      exitCode: refuses ? 1 : (question.exitCode ?? 0),
      process,
    };
  }

  /** Starts an orchestrator and waits until it listens. */
  async serve(style: Style, ...args: string[]): Promise<RunningProcess> {
    const serve = await startSwamp(
      this.context,
      ['serve', '--port', String(this.port), ...args, ...(style === 'json' ? ['--json'] : [])],
      { scratch: this.scratch },
    );
    await serve.waitFor(/"status":"listening"|server listening on/, START_TIMEOUT_MS);
    return serve;
  }

  /** Starts a worker from a folder that is no repository. */
  async startWorker(args: readonly string[], url = this.url): Promise<RunningProcess> {
    return startSwamp(this.context, ['worker', 'connect', url, ...args], {
      scratch: this.scratch,
      cwd: this.scratch.elsewhere,
    });
  }

  /** Starts a worker and waits until it is enrolled. */
  async connect(args: readonly string[]): Promise<RunningProcess> {
    const worker = await this.startWorker(args);
    await worker.waitFor(/"kind":"enrolled"|✓ Enrolled as /, START_TIMEOUT_MS);
    return worker;
  }

  /** Starts a run through the orchestrator and does not wait for its end. */
  async startRun(workflow: string, ...args: string[]): Promise<RunningProcess> {
    return startSwamp(this.context, ['workflow', 'run', workflow, '--server', this.url, ...args], {
      scratch: this.scratch,
      cwd: this.scratch.elsewhere,
    });
  }

  record(scenario: {
    readonly id: string;
    readonly title: string;
    readonly note?: string | undefined;
    readonly processes: readonly ProcessToRecord[];
    readonly ports?: readonly number[];
  }): void {
    this.context.recorder?.take({ ports: [this.port], ...scenario, scratches: [this.scratch] });
  }

  private async runOnce(args: readonly string[], question: Question): Promise<FinishedProcess> {
    const finished = await runSwamp(this.context, args, {
      scratch: this.scratch,
      ...(question.elsewhere === true ? { cwd: this.scratch.elsewhere } : {}),
      ...(question.env === undefined ? {} : { env: question.env }),
    });
    if (finished.timedOut || finished.flooded) {
      // A program that hangs once would hang at every further command of this story.
      throw brokenOff(finished);
    }
    return finished;
  }
}

function brokenOff(finished: FinishedProcess): Error {
  return new Error(`'${finished.command}' ${howItEnded(finished)}. ${lastLines(finished)}`);
}

function recorded(question: Question, process: FinishedProcess): ProcessToRecord {
  return {
    terminal: terminalOf(question),
    directory: question.elsewhere === true ? 'elsewhere' : 'repository',
    env: question.env,
    process,
  };
}

function terminalOf(question: Question): RecordedProcess['terminal'] {
  if (question.command === 'worker connect') {
    return 'worker';
  }
  return question.elsewhere === true && / run$/.test(question.command) ? 'client' : 'operator';
}

/** The credential in what `worker token create --json` printed. */
export function tokenIn(stdout: string, command: string): string {
  const token = /"token": "([^"]+)"/.exec(stdout)?.[1];
  if (token === undefined) {
    throw new Error(`'${command}' printed no token. It printed: ${stdout.trim()}`);
  }
  return token;
}
