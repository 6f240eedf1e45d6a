import type { Outcome, PlannedStep } from '../plan.ts';

/** A picture wider or higher than this helps nobody. */
const MOST_WAVES = 24;
const MOST_ROWS = 40;

/** Who runs what, one after the other. */
export interface Picture {
  /** Number of columns. */
  readonly waves: number;
  readonly rows: readonly PictureRow[];
}

/** One worker, the orchestrator, or those steps that have no place. */
export interface PictureRow {
  readonly kind: 'orchestrator' | 'worker' | 'nowhere';
  readonly name: string;
  /** Steps for each column, as positions in the plan. */
  readonly cells: readonly (readonly number[])[];
}

/**
 * Arranges the steps of a plan by who runs them and by their order.
 *
 * @returns `undefined` when there is nothing to see, or too much.
 */
export function pictureOf(steps: readonly PlannedStep[]): Picture | undefined {
  const waves = steps.reduce((most, { wave }) => Math.max(most, wave + 1), 0);
  const rows = new Map<string, { kind: PictureRow['kind']; name: string; cells: number[][] }>();
  steps.forEach(({ outcome, wave }, index) => {
    const { kind, name } = rowOf(outcome);
    const key = `${kind} ${name}`;
    const row = rows.get(key) ?? { kind, name, cells: Array.from({ length: waves }, () => []) };
    rows.set(key, row);
    row.cells[wave]!.push(index);
  });
  const all = [...rows.values()].sort((a, b) => ORDER[a.kind] - ORDER[b.kind] || compare(a.name, b.name));
  return steps.length < 2 || waves > MOST_WAVES || all.length > MOST_ROWS ? undefined : { waves, rows: all };
}

const ORDER: Readonly<Record<PictureRow['kind'], number>> = { orchestrator: 0, worker: 1, nowhere: 2 };

function rowOf(outcome: Outcome): Pick<PictureRow, 'kind' | 'name'> {
  switch (outcome.kind) {
    case 'orchestrator':
      return { kind: 'orchestrator', name: 'orchestrator' };
    case 'worker':
      return { kind: 'worker', name: outcome.worker };
    case 'any-worker':
      return { kind: 'nowhere', name: 'a worker that fits' };
    case 'waits':
      return { kind: 'nowhere', name: outcome.seconds === 0 ? 'fails' : 'waits' };
    case 'refused':
      return { kind: 'nowhere', name: 'refused' };
    case 'skipped':
      return { kind: 'nowhere', name: 'does not run' };
    case 'unknown':
      return { kind: 'nowhere', name: 'not known' };
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
