import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { VerifyContext } from '../../check.ts';
import { freePort } from '../../harness/index.ts';
import type { FinishedProcess, RunningProcess } from '../../harness/index.ts';
import type { ScenarioToRecord } from '../../record/recorder.ts';
import { ENROLLED, Orchestrator } from '../../stage/orchestrator.ts';
import { NetworkProxy } from '../../stage/proxy.ts';
import { parsePool } from '../../../src/tools/plan/pool-text.ts';
import type { PoolWorker } from '../../../src/tools/plan/request.ts';
import { endlessWorkflow } from './cases.ts';
import type { CasePool, CaseWorker } from './cases.ts';
import { ServerSocket } from './server-socket.ts';
import type { ToldRun } from './server-socket.ts';
import type { ToldCase } from './told-cases.ts';

/** How long a worker may take to enroll on a busy machine. */
const ENROLL_TIMEOUT_MS = 120_000;
/** How long a run may take: its waits are short, but every step is a process of its own. */
const RUN_TIMEOUT_MS = 300_000;

/** Longer than a laboratory is open. */
const ENDLESS_MS = 3_600_000;

/** Time between two looks at the list of workers. */
const POLL_MS = 500;

/** A started worker of the pool. */
interface LaboratoryWorker {
  readonly worker: CaseWorker;
  readonly process: RunningProcess;
}

/** An orchestrator with real workers, for many runs one after the other. */
export class PlacementLaboratory {
  private constructor(
    private readonly orchestrator: Orchestrator,
    private readonly socket: ServerSocket,
    private readonly workers: readonly LaboratoryWorker[],
    private readonly proxies: readonly NetworkProxy[],
    /** The list of workers as it was printed before the first run. */
    private readonly list: FinishedProcess,
    /** The pool as the program lists it before the first run, but for workers that drain: it lists them as busy. */
    readonly pool: readonly PoolWorker[],
  ) {}

  /** Name of the folder in which the orchestrator runs. */
  get home(): string {
    return path.basename(this.orchestrator.scratch.repository);
  }

  static async open(context: VerifyContext, pool: CasePool, slots: boolean): Promise<PlacementLaboratory> {
    const probes = pool.workers.some(({ becomes }) => becomes === 'unverified');
    const orchestrator = await Orchestrator.open(context, ...(probes ? ['--verify-on-enroll'] : []));
    const socket = await ServerSocket.open(orchestrator.url);
    const workers: LaboratoryWorker[] = [];
    const proxies: NetworkProxy[] = [];
    for (const worker of pool.workers) {
      const dataPlane = worker.becomes === 'unverified' ? await freePort() : undefined;
      const process = await connect(orchestrator, worker, { slots, dataPlane });
      workers.push({ worker, process });
      if (worker.becomes === 'gone') {
        await process.stop('SIGTERM');
        await untilListed(orchestrator, worker.name, 'disconnected');
      } else if (worker.becomes === 'draining') {
        await drain(orchestrator, socket, { worker, process });
      } else if (dataPlane !== undefined) {
        await untilListed(orchestrator, worker.name, 'unverified');
        proxies.push(await NetworkProxy.to(orchestrator.port, dataPlane));
      } else if (probes) {
        await orchestrator.process.waitFor(`on worker "${worker.name}" "succeeded"`, ENROLL_TIMEOUT_MS);
      }
    }
    const drains = new Set(pool.workers.filter(({ becomes }) => becomes === 'draining').map(({ name }) => name));
    const list = await orchestrator.operate('worker', 'list', '--json');
    const listedPool = poolIn(list).map((worker) =>
      drains.has(worker.name) ? { ...worker, status: 'draining' as const } : worker,
    );
    return new PlacementLaboratory(orchestrator, socket, workers, proxies, list, listedPool);
  }

  /** Writes a workflow file. */
  write(name: string, text: string): void {
    writeWorkflow(this.orchestrator, name, text);
  }

  async run(name: string, inputs: Readonly<Record<string, unknown>>): Promise<ToldRun> {
    return this.socket.run(name, inputs, RUN_TIMEOUT_MS);
  }

  /**
   * Runs a workflow, which was written, as a client does, together with the list of workers before and with what
   * workers print that drain, for the recorder.
   */
  async record({ id, title }: Pick<ToldCase, 'id' | 'title'>, text: string): Promise<ScenarioToRecord> {
    const { orchestrator } = this;
    const run = await orchestrator.runAsClient('workflow', 'run', id, '--server', orchestrator.url);
    return {
      id: `planner/${id}`,
      title,
      files: [{ path: `workflow-${id}.yaml`, content: text }],
      processes: [
        { terminal: 'operator', directory: 'repository', process: this.list },
        { terminal: 'client', directory: 'elsewhere', process: run },
        ...this.workers
          .filter(({ worker }) => worker.becomes === 'draining')
          .map(({ process }) => ({
            terminal: 'worker' as const,
            directory: 'elsewhere' as const,
            process,
            signal: 'SIGTERM' as const,
          })),
      ],
      scratches: [orchestrator.scratch],
      ports: [orchestrator.port],
    };
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.orchestrator.close();
    await Promise.all(this.proxies.map((proxy) => proxy.close()));
  }
}

function writeWorkflow({ scratch }: Orchestrator, name: string, text: string): void {
  const folder = path.join(scratch.repository, 'workflows');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `workflow-${name}.yaml`), text);
}

/**
 * Starts a worker and waits until it is enrolled.
 *
 * @param options.dataPlane - port of its data plane, when that is not the orchestrator's own.
 */
async function connect(
  orchestrator: Orchestrator,
  { name, labels, capacity }: CaseWorker,
  { slots, dataPlane }: { readonly slots: boolean; readonly dataPlane: number | undefined },
): Promise<RunningProcess> {
  const token = await orchestrator.mint(name);
  // The folder tells where a step ran.
  const cwd = orchestrator.scratch.path(name);
  mkdirSync(cwd);
  const process = await orchestrator.startWorker(token, {
    machine: `${name}-cache`,
    cwd,
    args: [
      ...Object.entries(labels).flatMap(([key, value]) => ['--label', `${key}=${value}`]),
      ...(slots && capacity > 1 ? ['--concurrency', String(capacity)] : []),
      ...(dataPlane === undefined ? [] : ['--data-plane-url', `http://127.0.0.1:${dataPlane}`]),
    ],
  });
  await process.waitFor(ENROLLED, ENROLL_TIMEOUT_MS);
  return process;
}

/** Gives a worker a step that does not end while the laboratory is open, and tells it to stop. */
async function drain(
  orchestrator: Orchestrator,
  socket: ServerSocket,
  { worker, process }: LaboratoryWorker,
): Promise<void> {
  const name = `keeps-${worker.name}`;
  writeWorkflow(orchestrator, name, endlessWorkflow(name, worker.name));
  void socket.run(name, {}, ENDLESS_MS);
  await process.waitFor('▶ Dispatch', ENROLL_TIMEOUT_MS);
  process.signal('SIGTERM');
  await process.waitFor(/[Dd]raining/, ENROLL_TIMEOUT_MS);
}

/** Waits until the program lists a worker in a state. Newer releases leave out those that are not connected. */
async function untilListed(
  orchestrator: Orchestrator,
  name: string,
  state: 'disconnected' | 'unverified',
): Promise<void> {
  const deadline = Date.now() + ENROLL_TIMEOUT_MS;
  for (;;) {
    const pool = poolIn(await orchestrator.operate('worker', 'list', '--json'));
    const { status } = pool.find((worker) => worker.name === name) ?? { status: 'disconnected' };
    if (status === state) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(`Worker '${name}' should be ${state} and is still listed as ${status}.`);
    }
    await setTimeout(POLL_MS);
  }
}

/** The workers, as the planner reads them from the program's own list. */
function poolIn({ command, stdout }: FinishedProcess): readonly PoolWorker[] {
  const read = parsePool(stdout);
  if (read.kind === 'unreadable') {
    throw new Error(`What '${command}' printed could not be read. ${read.problem}`);
  }
  return read.pool.workers;
}
