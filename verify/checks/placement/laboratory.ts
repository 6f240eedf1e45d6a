import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { VerifyContext } from '../../check.ts';
import { startSwamp } from '../../harness/index.ts';
import type { RunningProcess } from '../../harness/index.ts';
import type { ScenarioToRecord } from '../../record/recorder.ts';
import { ENROLLED, Orchestrator } from '../../stage/orchestrator.ts';
import { parsePool } from '../../../src/tools/plan/pool-text.ts';
import type { PoolWorker } from '../../../src/tools/plan/request.ts';
import type { CasePool, CaseWorker } from './cases.ts';
import { ServerSocket } from './server-socket.ts';
import type { ToldRun } from './server-socket.ts';
import type { ToldCase } from './told-cases.ts';

/** How long a worker may take to enroll on a busy machine. */
const ENROLL_TIMEOUT_MS = 120_000;
/** How long a run may take: its waits are short, but every step is a process of its own. */
const RUN_TIMEOUT_MS = 300_000;

/** Time between two looks at the list of workers. */
const POLL_MS = 500;

/** An orchestrator with real workers, for many runs one after the other. */
export class PlacementLaboratory {
  private constructor(
    private readonly orchestrator: Orchestrator,
    private readonly socket: ServerSocket,
    /** The pool as the program lists it before the first run. */
    readonly pool: readonly PoolWorker[],
  ) {}

  /** Name of the folder in which the orchestrator runs. */
  get home(): string {
    return path.basename(this.orchestrator.scratch.repository);
  }

  static async open(context: VerifyContext, { workers }: CasePool, slots: boolean): Promise<PlacementLaboratory> {
    const orchestrator = await Orchestrator.open(context);
    for (const worker of workers) {
      const process = await connect(context, orchestrator, worker, slots);
      if (worker.leaves === true) {
        await process.stop('SIGTERM');
        await untilDisconnected(orchestrator, worker.name);
      }
    }
    return new PlacementLaboratory(orchestrator, await ServerSocket.open(orchestrator.url), await listed(orchestrator));
  }

  /** Writes a workflow file. */
  write(name: string, text: string): void {
    const folder = path.join(this.orchestrator.scratch.repository, 'workflows');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `workflow-${name}.yaml`), text);
  }

  async run(name: string, inputs: Readonly<Record<string, unknown>>): Promise<ToldRun> {
    return this.socket.run(name, inputs, RUN_TIMEOUT_MS);
  }

  /** Runs a workflow, which was written, as a client does, together with the list of workers, for the recorder. */
  async record({ id, title }: Pick<ToldCase, 'id' | 'title'>, text: string): Promise<ScenarioToRecord> {
    const { orchestrator } = this;
    const workers = await orchestrator.operate('worker', 'list', '--json');
    const run = await orchestrator.runAsClient('workflow', 'run', id, '--server', orchestrator.url);
    return {
      id: `planner/${id}`,
      title,
      files: [{ path: `workflow-${id}.yaml`, content: text }],
      processes: [
        { terminal: 'operator', directory: 'repository', process: workers },
        { terminal: 'client', directory: 'elsewhere', process: run },
      ],
      scratches: [orchestrator.scratch],
      ports: [orchestrator.port],
    };
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.orchestrator.close();
  }
}

async function connect(
  context: VerifyContext,
  orchestrator: Orchestrator,
  { name, labels, capacity }: CaseWorker,
  slots: boolean,
): Promise<RunningProcess> {
  const token = await orchestrator.mint(name);
  const folder = orchestrator.scratch.path(name);
  mkdirSync(folder);
  const process = await startSwamp(
    context,
    [
      ...['worker', 'connect', orchestrator.url, '--token', token],
      ...['--cache-dir', orchestrator.scratch.path(`${name}-cache`)],
      ...Object.entries(labels).flatMap(([key, value]) => ['--label', `${key}=${value}`]),
      ...(slots && capacity > 1 ? ['--concurrency', String(capacity)] : []),
    ],
    // The folder tells where a step ran.
    { scratch: orchestrator.scratch, cwd: folder },
  );
  await process.waitFor(ENROLLED, ENROLL_TIMEOUT_MS);
  return process;
}

/** Waits until the program no longer lists a worker as connected. Newer releases then leave it out. */
async function untilDisconnected(orchestrator: Orchestrator, name: string): Promise<void> {
  const deadline = Date.now() + ENROLL_TIMEOUT_MS;
  for (;;) {
    const pool = await listed(orchestrator);
    const { status } = pool.find((worker) => worker.name === name) ?? { status: 'disconnected' };
    if (status === 'disconnected') {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(`Worker '${name}' was stopped and is still listed as ${status}.`);
    }
    await setTimeout(POLL_MS);
  }
}

/** The workers, as the planner reads them from the program's own list. */
async function listed(orchestrator: Orchestrator): Promise<readonly PoolWorker[]> {
  const { command, stdout } = await orchestrator.operate('worker', 'list', '--json');
  const read = parsePool(stdout);
  if (read.kind === 'unreadable') {
    throw new Error(`What '${command}' printed could not be read. ${read.problem}`);
  }
  return read.pool.workers;
}
