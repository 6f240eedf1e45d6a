import { hasOf, lacksOf } from './matching.ts';
import type { Requirement } from './matching.ts';
import type { Candidate, Lack, Lacking } from './plan.ts';
import type { PoolWorker } from './request.ts';

/** What is counted of a worker while a plan is made. */
interface Counted {
  readonly worker: PoolWorker;
  /** Slots that work of others takes, as the program counts. */
  others: number;
  /** Slots that steps of this plan take. */
  own: number;
}

/** The workers of a pool while a plan is made. */
export class Workers {
  readonly #counted: readonly Counted[];
  /** Workers that fit a requirement, by the requirement. */
  readonly #fitting = new Map<string, readonly Counted[]>();
  /** Requirements for which no worker is free at the moment. */
  readonly #full = new Set<string>();

  /**
   * @param slots - false for releases of which a worker runs one step at a time.
   */
  constructor(
    pool: readonly PoolWorker[],
    private readonly slots: boolean,
  ) {
    this.#counted = pool.map((worker) => ({ worker, others: takenByOthers(worker, slots), own: 0 }));
  }

  /** Whether a connected worker fits, free or not. */
  anyFits(requirement: Requirement): boolean {
    return this.#fits(requirement).length > 0;
  }

  /** Takes a slot. What it gives tells of the choice; undefined when no worker that fits is free. */
  take(requirement: Requirement): { readonly worker: string; readonly candidates: readonly Candidate[] } | undefined {
    const key = keyOf(requirement);
    if (this.#full.has(key)) {
      return undefined;
    }
    const free = this.#fits(requirement)
      .filter((counted) => this.#free(counted) > 0)
      .sort((a, b) => this.#free(b) - this.#free(a) || a.worker.name.localeCompare(b.worker.name));
    const [first] = free;
    if (first === undefined) {
      this.#full.add(key);
      return undefined;
    }
    const candidates = free.map((counted) => ({ worker: counted.worker, freeSlots: this.#free(counted) }));
    first.own += 1;
    return { worker: first.worker.name, candidates };
  }

  /** Gives back a slot. */
  release(name: string): void {
    this.#counted.find(({ worker }) => worker.name === name)!.own -= 1;
    this.#full.clear();
  }

  /** The work of others ends; false when there was none. */
  endOthers(): boolean {
    const busy = this.#counted.filter(({ others }) => others > 0);
    for (const counted of busy) {
      counted.others = 0;
    }
    this.#full.clear();
    return busy.length > 0;
  }

  /** Why each worker but some cannot take a step now, nearest miss first. */
  lacking(requirement: Requirement, except: readonly Candidate[] = []): Lacking[] {
    const taken = new Set(except.map(({ worker }) => worker));
    return this.#counted
      .filter(({ worker }) => !taken.has(worker))
      .map((counted) => {
        const { worker } = counted;
        const fit = lacksOf(worker, requirement);
        const lacks = fit.length > 0 || this.#free(counted) > 0 ? fit : [this.#slotLack(counted)];
        return { worker, lacks, has: hasOf(worker, requirement) };
      })
      .sort(
        (a, b) =>
          a.lacks.length - b.lacks.length || b.has.length - a.has.length || a.worker.name.localeCompare(b.worker.name),
      );
  }

  #free({ worker, others, own }: Counted): number {
    return Math.max(0, (this.slots ? worker.capacity : 1) - others - own);
  }

  #slotLack({ worker }: Counted): Lack {
    const { name, capacity, running } = worker;
    const doubled = this.slots && running > 0 && running < capacity;
    return {
      kind: 'slot',
      text: doubled
        ? `\`${name}\` runs ${running} in ${capacity} slots, and a running step counts twice`
        : `\`${name}\` has no free slot`,
    };
  }

  #fits(requirement: Requirement): readonly Counted[] {
    const key = keyOf(requirement);
    const known = this.#fitting.get(key);
    if (known !== undefined) {
      return known;
    }
    const fitting = this.#counted.filter(({ worker }) => lacksOf(worker, requirement).length === 0);
    this.#fitting.set(key, fitting);
    return fitting;
  }
}

/** A step that runs counts twice: as reserved, and as active. */
function takenByOthers({ status, running }: PoolWorker, slots: boolean): number {
  return slots ? 2 * running : running > 0 || status === 'busy' ? 1 : 0;
}

function keyOf(requirement: Requirement): string {
  return JSON.stringify([requirement.target, requirement.labels, requirement.platform]);
}
