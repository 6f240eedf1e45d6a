import { WORKER_STATES } from './request.ts';
import type { Pool, PoolWorker, WorkerState } from './request.ts';

/** What was found in a text that should list workers. */
export type ReadPool =
  | { readonly kind: 'pool'; readonly pool: Pool; readonly notes: readonly string[] }
  | { readonly kind: 'unreadable'; readonly problem: string };

/**
 * Reads what `swamp worker list` prints: `--json` of any release (an array, or an object with `workers`), or its table.
 *
 * @returns the pool, and notes about what the reader should know; or why it could not be read.
 */
export function parsePool(text: string): ReadPool {
  const parsed = parseJson(text);
  const list = Array.isArray(parsed) ? parsed : (parsed as { workers?: unknown } | undefined)?.workers;
  if (!Array.isArray(list)) {
    return { kind: 'unreadable', problem: 'This is not what `swamp worker list --json` prints.' };
  }
  return {
    kind: 'pool',
    pool: { workers: list.map((entry) => workerOf(entry as Record<string, unknown>)) },
    notes: [],
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function workerOf(entry: Record<string, unknown>): PoolWorker {
  return {
    name: String(entry.name),
    instanceUuid: entry.instanceUuid as string | undefined,
    labels: (entry.labels ?? {}) as Record<string, string>,
    platform: String(entry.platform ?? ''),
    arch: String(entry.arch ?? ''),
    status: WORKER_STATES.find((state) => state === entry.status) ?? ('idle' satisfies WorkerState),
    capacity: Number(entry.capacity ?? 1),
    running: Array.isArray(entry.activeDispatchIds) ? entry.activeDispatchIds.length : 0,
  };
}
