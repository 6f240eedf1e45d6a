import type { RunningProcess } from '../../harness/index.ts';
import type { Orchestrator } from '../../stage/orchestrator.ts';
import { SOON_MS } from '../behaviors/stage.ts';

/**
 * Starts a run as a client and waits until a worker has begun its step.
 *
 * @param flags - further flags of the client.
 */
export async function startStep(
  at: Orchestrator,
  worker: RunningProcess,
  workflow: string,
  flags: readonly string[] = [],
): Promise<RunningProcess> {
  const begun = worker.mark();
  const client = await at.startClient('workflow', 'run', workflow, '--server', at.url, ...flags);
  await worker.waitFor(/▶ Dispatch .*\n/, SOON_MS, begun);
  return client;
}
