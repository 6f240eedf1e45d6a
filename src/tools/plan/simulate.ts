import type { Release } from '../../facts/release.ts';
import { isMap } from './check-file.ts';
import { holds } from './eras.ts';
import { isUnknown } from './expressions.ts';
import type { Requirement } from './matching.ts';
import { levelsOf } from './order.ts';
import type { Candidate, Lacking } from './plan.ts';
import type { Dependency, PreparedJob, PreparedStep, PreparedWorkflow } from './prepare.ts';
import type { Workers } from './workers.ts';

/** How a job or step ended. */
export type Ending = 'succeeded' | 'failed' | 'skipped';

/** What became of a step in the simulation. */
export interface Fate {
  /** When it began, or began to wait. */
  readonly wave: number;
  /** When it was ready to begin. */
  readonly began: number;
  readonly ending: Ending;
  readonly what: FateDetail;
  /** Ids of steps whose lock of the model it waited for. */
  readonly lockedBy?: string | undefined;
  /** It waited for the first step of its affinity group. */
  readonly followed?: string | undefined;
}

export type FateDetail =
  | { readonly kind: 'local' }
  | { readonly kind: 'placed' }
  | { readonly kind: 'unknown'; readonly needs: string }
  | { readonly kind: 'condition'; readonly on: string }
  | { readonly kind: 'after-failure' }
  | { readonly kind: 'refused'; readonly message: string; readonly advice: string }
  | {
      readonly kind: 'worker';
      readonly worker: string;
      readonly candidates: readonly Candidate[];
      readonly others: readonly Lacking[];
      readonly waitedFor: readonly string[];
      /** Work that is not of the plan had to end first. */
      readonly afterOthers: boolean;
      readonly lackingAtFirst: readonly Lacking[];
    }
  | { readonly kind: 'no-worker'; readonly lacking: readonly Lacking[] }
  | { readonly kind: 'no-slot'; readonly lacking: readonly Lacking[] }
  | { readonly kind: 'no-lock'; readonly heldBy: string };

/** How a step asks for a worker; absent for what runs in the orchestrator. */
export interface Asking {
  readonly requirement: Requirement;
  /** Seconds; undefined without a limit. */
  readonly seconds: number | undefined;
}

/** What the simulation asks about a step. */
export interface StepView {
  readonly id: string;
  readonly asking: Asking | 'local' | 'unknown';
  /** Refused when it begins, such as without placement at a server that runs nothing itself. */
  readonly refused?: { readonly message: string; readonly advice: string } | undefined;
  readonly unknownNeeds?: string | undefined;
  readonly nested?: PreparedWorkflow | undefined;
}

export interface Simulation {
  readonly release: Release;
  readonly workers: Workers | undefined;
  view(step: PreparedStep, job: PreparedJob, workflow: PreparedWorkflow, prefix: string): StepView;
}

/** Seconds that a step waits for the lock of its model instance. */
export const LOCK_SECONDS = 60;

/** Nothing moves on without one of these ending. */
interface Waiting {
  readonly seconds: number | undefined;
  over: boolean;
}

/**
 * What a process does at a turn: it waits for something, it runs until the end of the wave, or it begins something that
 * takes no time and lets others come first.
 */
type Turn = 'waits' | 'runs' | 'again';

type Process = Generator<Turn, Ending>;

/** Notes what became of a step. */
type End = (ending: Ending, what: FateDetail, more?: Partial<Fate>) => Ending;

/**
 * Plays a workflow through, as if every step took equally long and succeeded, unless it cannot.
 *
 * @returns what became of each step, by id. A step that is never reached has no fate.
 */
export function simulate(workflow: PreparedWorkflow, simulation: Simulation): ReadonlyMap<string, Fate> {
  const player = new Player(simulation);
  player.play(workflow);
  return player.fates;
}

class Player {
  readonly fates = new Map<string, Fate>();
  #wave = 0;
  #othersEnded = false;
  readonly #waiting = new Set<Waiting>();
  /** Who holds the lock of a model instance. */
  readonly #locks = new Map<string, string>();
  /** The worker of an affinity group, or the step that will choose it. */
  readonly #groups = new Map<string, { worker?: string; chosenBy: string; failed?: boolean }>();
  /** Steps of the plan that hold a slot, by worker. */
  readonly #holders = new Map<string, Set<string>>();
  #atEndOfWave: (() => void)[] = [];
  #runs = 0;

  constructor(private readonly simulation: Simulation) {}

  play(workflow: PreparedWorkflow): void {
    const process = this.#workflow(workflow, '');
    for (;;) {
      const step = process.next();
      if (step.done === true) {
        return;
      }
      if (step.value === 'again') {
        continue;
      }
      const endings = this.#atEndOfWave;
      this.#atEndOfWave = [];
      endings.forEach((end) => end());
      if (step.value === 'waits' && !this.#unblock()) {
        return;
      }
      this.#wave += 1;
    }
  }

  /** Nothing moves: what ends first? Work of others, then the shortest wait. */
  #unblock(): boolean {
    if (!this.#othersEnded && this.simulation.workers?.endOthers() === true) {
      this.#othersEnded = true;
      return true;
    }
    const ending = [...this.#waiting].filter(({ seconds }) => seconds !== undefined);
    const [first] = ending.sort((a, b) => a.seconds! - b.seconds!);
    if (first === undefined) {
      return false;
    }
    first.over = true;
    return true;
  }

  *#workflow(workflow: PreparedWorkflow, prefix: string): Process {
    this.#runs += 1;
    const run = String(this.#runs);
    const endings = new Map<string, Ending>();
    const order = levelsOf(workflow.jobs);
    if (order.kind === 'refused' || workflow.refusals.length > 0) {
      return 'failed';
    }
    for (const level of order.levels) {
      const jobs = level.map((job) => ({
        name: job.name,
        process: () => this.#job(job, workflow, prefix, run, endings),
      }));
      const done = yield* this.#together(jobs, workflow.concurrency);
      done.forEach((ending, name) => endings.set(name, ending));
    }
    return [...endings.values()].includes('failed') ? 'failed' : 'succeeded';
  }

  *#job(
    job: PreparedJob,
    workflow: PreparedWorkflow,
    prefix: string,
    run: string,
    jobEndings: ReadonlyMap<string, Ending>,
  ): Process {
    const unmet = unmetOf(job.dependsOn, (name) => jobEndings.get(name));
    const views = new Map(job.steps.map((step) => [step, this.simulation.view(step, job, workflow, prefix)]));
    if (unmet !== undefined) {
      for (const view of views.values()) {
        this.fates.set(view.id, {
          wave: this.#wave,
          began: this.#wave,
          ending: 'skipped',
          what: { kind: 'condition', on: unmet },
        });
      }
      return 'skipped';
    }
    const order = levelsOf(job.steps);
    if (order.kind === 'refused') {
      return 'failed';
    }
    const group = workflow.affinity ? run : job.affinity ? `${run}:${job.name}` : undefined;
    const endings = new Map<string, Ending>();
    let failed = false;
    for (const level of order.levels) {
      if (failed) {
        for (const step of level) {
          this.fates.set(views.get(step)!.id, {
            wave: this.#wave,
            began: this.#wave,
            ending: 'skipped',
            what: { kind: 'after-failure' },
          });
        }
        continue;
      }
      const limits = level.flatMap(({ concurrency }) =>
        concurrency !== undefined && concurrency > 0 ? [concurrency] : [],
      );
      const limit = limits.length > 0 ? Math.min(...limits) : (job.concurrency ?? workflow.concurrency);
      const allowed = new Set<string>();
      const done = yield* this.#together(
        level.map((step) => ({
          name: step.name,
          process: () => this.#step(step, views.get(step)!, group, endings, allowed),
        })),
        limit,
      );
      done.forEach((ending, name) => {
        endings.set(name, ending);
        failed ||= ending === 'failed' && !allowed.has(name);
      });
      if (level.some(({ task }) => task === 'manual_approval')) {
        // The run ends and is resumed later, with the worker of the group forgotten.
        this.#groups.clear();
      }
    }
    if (group !== undefined && !workflow.affinity) {
      this.#groups.delete(group);
    }
    return failed ? 'failed' : 'succeeded';
  }

  /** Plays processes side by side, at most so many at once. */
  *#together(
    all: readonly { readonly name: string; readonly process: () => Process }[],
    limit: number | undefined,
  ): Generator<Turn, Map<string, Ending>> {
    const endings = new Map<string, Ending>();
    const most = limit === undefined || limit <= 0 ? all.length : limit;
    const queue = [...all];
    let active: { readonly name: string; readonly process: Process }[] = [];
    while (queue.length > 0 || active.length > 0) {
      const turns = new Set<Turn>();
      const goOn = (entry: { readonly name: string; readonly process: Process }): boolean => {
        const step = entry.process.next();
        if (step.done === true) {
          endings.set(entry.name, step.value);
          return false;
        }
        turns.add(step.value);
        return true;
      };
      active = active.filter(goOn);
      while (active.length < most && queue.length > 0) {
        const { name, process } = queue.shift()!;
        const entry = { name, process: process() };
        if (goOn(entry)) {
          active.push(entry);
        }
      }
      if (active.length > 0) {
        yield turns.has('again') ? 'again' : turns.has('runs') ? 'runs' : 'waits';
      }
    }
    return endings;
  }

  *#step(
    step: PreparedStep,
    view: StepView,
    group: string | undefined,
    siblings: ReadonlyMap<string, Ending>,
    allowed: Set<string>,
  ): Process {
    const began = this.#wave;
    const end: End = (ending, what, more = {}) => {
      if (
        ending === 'failed' &&
        step.allowFailure &&
        (view.nested === undefined || holds('nestedAllowFailure', this.simulation.release))
      ) {
        allowed.add(step.name);
      }
      this.fates.set(view.id, { wave: this.#wave, began, ending, what, ...more });
      return ending;
    };
    const unmet = unmetOf(step.dependsOn, (name) => siblings.get(name));
    if (unmet !== undefined) {
      return end('skipped', { kind: 'condition', on: unmet });
    }
    if (view.refused !== undefined) {
      return end('failed', { kind: 'refused', ...view.refused });
    }
    if (view.nested !== undefined) {
      end('succeeded', { kind: 'local' });
      // To begin another workflow takes longer than to begin a step: steps beside it ask for workers first.
      yield 'again';
      const ending = yield* this.#workflow(view.nested, `${view.id} > `);
      return end(ending, { kind: 'local' }, { wave: began });
    }
    if (step.task !== 'model_method') {
      end('succeeded', { kind: 'local' });
      yield* this.#run(view);
      return 'succeeded';
    }
    const lock = step.model !== undefined && holds('stepLocks', this.simulation.release) ? step.model : undefined;
    const lockedBy = lock === undefined ? undefined : yield* this.#lock(lock, view.id);
    if (lockedBy?.over === true) {
      return end('failed', { kind: 'no-lock', heldBy: lockedBy.by });
    }
    try {
      return yield* this.#ask(view, group, (ending, what, more) =>
        end(ending, what, { ...more, ...(lockedBy?.by === undefined ? {} : { lockedBy: lockedBy.by }) }),
      );
    } finally {
      // One that ran has given it back at the end of its wave.
      if (lock !== undefined && this.#locks.get(lock) === view.id) {
        this.#locks.delete(lock);
      }
    }
  }

  /** Waits for the lock of a model instance, and takes it. */
  *#lock(lock: string, id: string): Generator<Turn, { readonly by: string; readonly over: boolean } | undefined> {
    let by: string | undefined;
    const waiting: Waiting = { seconds: LOCK_SECONDS, over: false };
    while (this.#locks.has(lock)) {
      by ??= this.#locks.get(lock)!;
      this.#waiting.add(waiting);
      if (waiting.over) {
        this.#waiting.delete(waiting);
        return { by: this.#locks.get(lock)!, over: true };
      }
      yield 'waits';
    }
    this.#waiting.delete(waiting);
    this.#locks.set(lock, id);
    return by === undefined ? undefined : { by, over: false };
  }

  /** Asks for a worker, if the step is placed, and runs. */
  *#ask(view: StepView, group: string | undefined, end: End): Process {
    const { asking } = view;
    const { workers } = this.simulation;
    if (typeof asking === 'string' || workers === undefined) {
      const what: FateDetail =
        asking === 'local'
          ? { kind: 'local' }
          : asking === 'unknown'
            ? { kind: 'unknown', needs: view.unknownNeeds ?? '' }
            : { kind: 'placed' };
      end('succeeded', what);
      yield* this.#run(view);
      return 'succeeded';
    }
    const pin = group === undefined ? undefined : yield* this.#follow(view, group);
    if (pin !== undefined && pin.worker === undefined) {
      const advice = 'The first step of the group failed, and the others with it.';
      return end('failed', { kind: 'refused', message: '', advice }, { followed: pin.chosenBy });
    }
    const requirement = pin === undefined ? asking.requirement : { target: pin.worker };
    const leads = group !== undefined && pin === undefined ? group : undefined;
    const ending = yield* this.#queue(
      { view, workers, requirement, seconds: asking.seconds, leads },
      (how, what, more) => end(how, what, { ...more, followed: pin?.chosenBy }),
    );
    if (ending === 'failed' && leads !== undefined) {
      this.#groups.get(leads)!.failed = true;
      this.#groups.delete(leads);
    }
    return ending;
  }

  /** Waits for the worker of an affinity group; undefined for the step that chooses it. */
  *#follow(
    view: StepView,
    group: string,
  ): Generator<Turn, { readonly worker?: string; readonly chosenBy: string } | undefined> {
    const known = this.#groups.get(group);
    if (known === undefined) {
      this.#groups.set(group, { chosenBy: view.id });
      return undefined;
    }
    while (known.worker === undefined) {
      if (known.failed === true) {
        return { chosenBy: known.chosenBy };
      }
      yield 'waits';
    }
    return { worker: known.worker, chosenBy: known.chosenBy };
  }

  /** Waits until a worker is free, and runs on it. */
  *#queue(
    {
      view,
      workers,
      requirement,
      seconds,
      leads,
    }: {
      readonly view: StepView;
      readonly workers: Workers;
      readonly requirement: Requirement;
      readonly seconds: number | undefined;
      readonly leads: string | undefined;
    },
    end: End,
  ): Process {
    const { platform, target } = requirement;
    if (target === undefined && platform !== undefined && typeof platform !== 'string') {
      return end('failed', {
        kind: 'refused',
        message: 'required.split is not a function',
        advice: 'The expression of `platform` gives no text. Write `string(…)` around it.',
      });
    }
    const first = this.#wave;
    const waiting: Waiting = { seconds, over: false };
    const lacking = workers.lacking(requirement);
    const holders = this.#holdersOf(lacking);
    const fits = workers.anyFits(requirement);
    const kind = fits ? 'no-slot' : 'no-worker';
    for (;;) {
      const taken = workers.take(requirement);
      if (taken !== undefined) {
        this.#waiting.delete(waiting);
        const { worker, candidates } = taken;
        const waited = this.#wave > first;
        end('succeeded', {
          kind: 'worker',
          worker,
          candidates,
          others: workers.lacking(requirement, candidates),
          waitedFor: waited ? holders : [],
          afterOthers: waited && this.#othersEnded && holders.length === 0,
          lackingAtFirst: lacking,
        });
        this.#occupy(workers, worker, view, leads);
        yield* this.#run(view);
        return 'succeeded';
      }
      if (waiting.over || (!fits && !holds('queueing', this.simulation.release))) {
        this.#waiting.delete(waiting);
        return end('failed', { kind, lacking }, { wave: first });
      }
      this.#waiting.add(waiting);
      // Should it wait for ever, this is what is known of it.
      end('failed', { kind, lacking }, { wave: first });
      yield 'waits';
    }
  }

  /** Until the end of the wave. */
  #occupy(workers: Workers, worker: string, view: StepView, leads: string | undefined): void {
    const holders = this.#holders.get(worker) ?? new Set();
    this.#holders.set(worker, holders.add(view.id));
    this.#atEndOfWave.push(() => {
      workers.release(worker);
      holders.delete(view.id);
      if (leads !== undefined) {
        // Those that wait for it look at this very entry.
        this.#groups.get(leads)!.worker = worker;
      }
    });
  }

  *#run(view: StepView): Generator<Turn, void> {
    for (const [lock, holder] of this.#locks) {
      if (holder === view.id) {
        this.#atEndOfWave.push(() => this.#locks.delete(lock));
      }
    }
    const wave = this.#wave;
    while (this.#wave === wave) {
      yield 'runs';
    }
  }

  /** Steps of this plan that hold a slot which the step could have. */
  #holdersOf(lacking: readonly Lacking[]): string[] {
    return lacking
      .filter(({ lacks }) => lacks.every(({ kind }) => kind === 'slot'))
      .flatMap(({ worker }) => [...(this.#holders.get(worker.name) ?? [])]);
  }
}

/** The first condition that is not met, by what it is about. */
function unmetOf(dependsOn: readonly Dependency[], endingOf: (name: string) => Ending | undefined): string | undefined {
  return dependsOn.find(({ on, condition }) => !meets(condition, endingOf(on)))?.on;
}

function meets(condition: unknown, ending: Ending | undefined): boolean {
  if (!isMap(condition)) {
    return true;
  }
  const parts = (): unknown[] => (Array.isArray(condition.conditions) ? (condition.conditions as unknown[]) : []);
  switch (condition.type) {
    case 'succeeded':
    case 'failed':
    case 'skipped':
      return ending === condition.type;
    case 'completed':
      return ending === 'succeeded' || ending === 'failed';
    case 'and':
      return parts().every((part) => meets(part, ending));
    case 'or':
      return parts().some((part) => meets(part, ending));
    case 'not':
      return !meets(condition.condition, ending);
    default:
      return true;
  }
}

/** What a step asks for, of its fields; a text when something of it cannot be known. */
export function requirementOf(values: Requirement): Requirement | { readonly needs: string } {
  const all = [values.target, values.platform, ...Object.values(values.labels ?? {})];
  const unknown =
    values.target === undefined ? all.find(isUnknown) : isUnknown(values.target) ? values.target : undefined;
  return isUnknown(unknown) ? { needs: unknown.needs } : values;
}

/** Whether fields place a step. */
export function isPlaced({ target, labels = {}, platform }: Requirement): boolean {
  return target !== undefined || platform !== undefined || Object.keys(labels).length > 0;
}
