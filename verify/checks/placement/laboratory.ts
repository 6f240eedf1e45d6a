import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { VerifyContext } from '../../check.ts';
import { startSwamp } from '../../harness/index.ts';
import { ENROLLED, Orchestrator } from '../../stage/orchestrator.ts';
import type { PoolWorker } from '../../../src/tools/plan/request.ts';
import type { CasePool } from './cases.ts';
import { ServerSocket } from './server-socket.ts';
import type { ToldRun } from './server-socket.ts';

/** How long a worker may take to enroll on a busy machine. */
const ENROLL_TIMEOUT_MS = 120_000;
/** How long a run may take: its waits are short, but every step is a process of its own. */
const RUN_TIMEOUT_MS = 300_000;

/** An orchestrator with real workers, for many runs one after the other. */
export class PlacementLaboratory {
  private constructor(
    private readonly orchestrator: Orchestrator,
    private readonly socket: ServerSocket,
    /** The pool as the program would list it while nothing runs. */
    readonly pool: readonly PoolWorker[],
  ) {}

  /** Name of the folder in which the orchestrator runs. */
  get home(): string {
    return path.basename(this.orchestrator.scratch.repository);
  }

  static async open(context: VerifyContext, { workers }: CasePool, slots: boolean): Promise<PlacementLaboratory> {
    const orchestrator = await Orchestrator.open(context);
    for (const { name, labels, capacity } of workers) {
      const token = await orchestrator.mint(name);
      const folder = orchestrator.scratch.path(name);
      mkdirSync(folder);
      const process = await startSwamp(
        context,
        [
          ...[
            'worker',
            'connect',
            orchestrator.url,
            '--token',
            token,
            '--cache-dir',
            orchestrator.scratch.path(`${name}-cache`),
          ],
          ...Object.entries(labels).flatMap(([key, value]) => ['--label', `${key}=${value}`]),
          ...(slots && capacity > 1 ? ['--concurrency', String(capacity)] : []),
        ],
        // The folder tells where a step ran.
        { scratch: orchestrator.scratch, cwd: folder },
      );
      await process.waitFor(ENROLLED, ENROLL_TIMEOUT_MS);
    }
    return new PlacementLaboratory(
      orchestrator,
      await ServerSocket.open(orchestrator.url),
      workers.map((worker) => ({
        ...worker,
        capacity: slots ? worker.capacity : 1,
        platform: process.platform,
        arch: process.arch === 'arm64' ? 'aarch64' : 'x86_64',
        status: 'idle',
        running: 0,
      })),
    );
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

  async close(): Promise<void> {
    this.socket.close();
    await this.orchestrator.close();
  }
}
