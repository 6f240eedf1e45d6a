import { fillIn } from '../../facts/message-text.ts';
import { isInSpan } from '../../facts/release.ts';
import { standingOf } from '../../facts/standing.ts';
import { holds } from './eras.ts';
import { isUnknown } from './expressions.ts';
import { helpFor } from './help.ts';
import { requirementWords } from './matching.ts';
import type { Requirement } from './matching.ts';
import { nestedNotes, stepNotes } from './notes.ts';
import type { FieldInForce, FilePlace, Outcome, Plan, PlannedStep, PlanNote, Refusal } from './plan.ts';
import { MOST_STEPS, prepareWorkflow, tooManySteps } from './prepare.ts';
import type { PreparedJob, PreparedStep, PreparedWorkflow } from './prepare.ts';
import type { PlanRequest } from './request.ts';
import type { PlanRules } from './rules.ts';
import { isPlaced, LOCK_SECONDS, requirementOf, simulate } from './simulate.ts';
import type { Asking, Fate, StepView } from './simulate.ts';
import { code } from './words.ts';
import { Workers } from './workers.ts';
import { LARGEST_FILE } from './workflow-text.ts';

/** Workers that a plan takes into account. */
const MOST_WORKERS = 2000;
/** Nested workflows with inputs of their own that a plan looks at. */
const MOST_NESTED = 100;
/** Levels of nested workflows; the program refuses more. */
const DEEPEST_NESTING = 10;

/**
 * Says where each step of a workflow will run. It never throws, whatever the texts are.
 *
 * @param rules - what is known of all releases, from `buildPlanRules`.
 */
export function planWorkflow(request: PlanRequest, rules: PlanRules): Plan {
  return new Planner(request, rules).plan();
}

interface Entry {
  readonly step: PreparedStep;
  readonly job: PreparedJob;
  readonly workflow: PreparedWorkflow;
  readonly nestedIn: readonly string[];
  readonly view: StepView;
  readonly placement: Placement;
}

/** What a step asks for, of all its fields. */
interface Placement {
  readonly requirement: Requirement;
  readonly placed: boolean;
  /** What is needed to know the requirement; undefined when it is known. */
  readonly needs?: string | undefined;
  readonly seconds: number | undefined;
  readonly limitFrom: 'step' | 'job' | 'workflow' | 'server' | 'default';
}

class Planner {
  readonly #entries: Entry[] = [];
  readonly #views = new Map<PreparedStep, StepView>();
  readonly #notes: PlanNote[] = [];
  readonly #refusals: Refusal[] = [];
  /** Nested workflows by file and inputs, so that one that is run often is prepared once. */
  #read = 0;
  readonly #wanted = new Map<string, readonly string[]>();
  readonly #prepared = new Map<string, PreparedWorkflow>();

  constructor(
    private readonly request: PlanRequest,
    private readonly rules: PlanRules,
  ) {}

  plan(): Plan {
    const { release, files, inputs = {} } = this.request;
    const standing = standingOf({ protocols: this.rules.protocols, tags: new Set(this.rules.releases) }, release);
    const base = { release, protocol: standing.kind === 'before-remote-execution' ? 0 : standing.protocol.number };
    if (standing.kind === 'before-remote-execution') {
      return this.#unplanned(base, {
        message: 'This release has no remote execution.',
        advice: 'Choose the release of your orchestrator: `swamp --version` prints it.',
        when: 'file',
      });
    }
    this.#noteStanding(standing.kind);
    if ((this.request.pool?.workers.length ?? 0) > MOST_WORKERS) {
      return this.#unplanned(base, {
        message: `The pool has more than ${MOST_WORKERS.toLocaleString('en-US')} workers.`,
        advice: 'Give the workers that the workflow is meant for.',
        when: 'file',
      });
    }
    const workflow = prepareWorkflow(files[0], 0, inputs, { release, rules: this.rules, pool: this.request.pool });
    this.#notes.push(...workflow.notes);
    this.#refusals.push(...workflow.refusals);
    if (workflow.unreadable) {
      return { ...base, verdict: 'unreadable', steps: [], refusals: this.#refusals, notes: this.#notes };
    }
    this.#collect(workflow, '', [], []);
    if (this.#entries.length > MOST_STEPS) {
      return this.#unplanned({ ...base, workflow: workflow.name }, tooManySteps({ file: 0, line: 1 }));
    }
    const pool = this.request.pool;
    const workers = pool === undefined ? undefined : new Workers(pool.workers, holds('slots', release));
    const fates = simulate(
      // A file with a key too much does not run; the rest of it is planned as if the key were not there.
      { ...workflow, refusals: workflow.refusals.filter(({ when }) => when !== 'file') },
      { release, workers, view: (step) => this.#views.get(step)! },
    );
    const steps = this.#entries.map((entry) => this.#planned(entry, fates));
    this.#noteAffinity(workflow);
    const trouble =
      this.#refusals.length > 0 ||
      this.#notes.some(({ mistake }) => mistake === true) ||
      steps.some(({ outcome, notes }) => isTrouble(outcome) || notes.some(({ mistake }) => mistake === true));
    return {
      ...base,
      workflow: workflow.name,
      verdict: trouble ? 'trouble' : 'placed',
      steps,
      refusals: this.#refusals,
      notes: this.#notes,
    };
  }

  #unplanned(base: Pick<Plan, 'release' | 'protocol' | 'workflow'>, refusal: Refusal): Plan {
    return { ...base, verdict: 'unreadable', steps: [], refusals: [refusal], notes: [] };
  }

  #noteStanding(kind: 'known' | 'unlisted' | 'newer-than-known'): void {
    if (kind !== 'known') {
      this.#notes.push({
        kind: 'cannot-know',
        text:
          kind === 'unlisted'
            ? 'This release is in no list of releases. The plan follows the rules of those around it.'
            : 'This release is newer than these rules. The plan follows the newest that are known.',
      });
    }
  }

  #noteAffinity(workflow: PreparedWorkflow): void {
    const placedIn = (jobs: readonly PreparedJob[]): boolean =>
      this.#entries.some(({ job, placement }) => jobs.includes(job) && placement.placed);
    const warn = (id: string, values: Record<string, string>, place: FilePlace): void => {
      const text = this.#message(id, values);
      if (text !== undefined) {
        this.#notes.push({
          kind: 'warning',
          text: `No step of the group is placed, so \`affinity\` has no effect. \`swamp workflow validate\` warns: \`${text}\`.`,
          place,
          page: 'authors/keep-steps-together',
        });
      }
    };
    if (workflow.affinity && !placedIn(workflow.jobs)) {
      warn('affinity-without-placement-workflow', {}, { file: 0, line: 1 });
    }
    for (const job of workflow.jobs) {
      if (job.affinity && !placedIn([job])) {
        warn('affinity-without-placement-job', { job: job.name }, job.place);
      }
    }
  }

  /** Collects all steps in the order of the files, and prepares nested workflows. */
  #collect(
    workflow: PreparedWorkflow,
    prefix: string,
    nestedIn: readonly string[],
    ancestors: readonly string[],
  ): void {
    for (const job of workflow.jobs) {
      for (const step of job.steps) {
        if (this.#entries.length > MOST_STEPS) {
          return;
        }
        const id = `${prefix}${job.name} / ${step.name}`;
        const placement = this.#placementOf(step);
        const nested = this.#nestedOf(step, ancestors);
        const view: StepView = {
          id,
          asking: askingOf(placement),
          unknownNeeds: placement.needs,
          refused: nested.refused ?? this.#refusedWithoutPlacement(step, placement),
          nested: nested.workflow,
        };
        this.#views.set(step, view);
        this.#entries.push({ step, job, workflow, nestedIn, view, placement });
        if (nested.workflow !== undefined) {
          this.#collect(nested.workflow, `${id} > `, [...nestedIn, id], [...ancestors, workflow.name]);
        }
      }
    }
  }

  #nestedOf(
    step: PreparedStep,
    ancestors: readonly string[],
  ): {
    readonly workflow?: PreparedWorkflow;
    readonly refused?: { readonly message: string; readonly advice: string };
  } {
    const name = step.nested?.workflow;
    if (typeof name !== 'string') {
      return {};
    }
    if (ancestors.includes(name)) {
      return {
        refused: {
          message: `Workflow cycle detected: ${[...ancestors, name].join(' -> ')}. A workflow cannot invoke itself directly or indirectly.`,
          advice: 'Remove the step that leads back.',
        },
      };
    }
    if (ancestors.length >= DEEPEST_NESTING) {
      return {
        refused: {
          message: `Maximum workflow nesting depth (${DEEPEST_NESTING}) exceeded. Workflow "${name}" cannot be invoked at depth ${ancestors.length + 1}.`,
          advice: 'Nest less deep.',
        },
      };
    }
    const position = this.request.files.findIndex((file) => nameIn(file.text) === name);
    if (position === -1) {
      return {};
    }
    const prepared = this.#preparedFile(position, step.nested!.inputs);
    if (prepared === undefined) {
      return { refused: tooManySteps(step.place) };
    }
    const [refusal] = prepared.refusals;
    return refusal === undefined
      ? { workflow: copyOf(prepared) }
      : {
          refused: {
            message: refusal.message,
            advice: `The nested workflow \`${name}\` is refused. ${refusal.advice}`,
          },
        };
  }

  /** A nested workflow; undefined when the plan has more of them than it can show. */
  #preparedFile(position: number, inputs: Readonly<Record<string, unknown>>): PreparedWorkflow | undefined {
    const key = `${position} ${JSON.stringify(inputs)}`;
    const known = this.#prepared.get(key);
    const { release, pool, files } = this.request;
    this.#read += known === undefined ? files[position]!.text.length : 0;
    if (known !== undefined || this.#prepared.size >= MOST_NESTED || this.#read > LARGEST_FILE) {
      return known;
    }
    const prepared = prepareWorkflow(files[position]!, position, inputs, { release, rules: this.rules, pool });
    if (![...this.#prepared.values()].some(({ file }) => file === position)) {
      this.#notes.push(...prepared.notes);
    }
    this.#prepared.set(key, prepared);
    return prepared;
  }

  #refusedWithoutPlacement(step: PreparedStep, { placed }: Placement): StepView['refused'] {
    if (this.request.server?.remoteOnly !== true || placed || step.task !== 'model_method') {
      return undefined;
    }
    const message = this.#message('remote-only-no-placement', {});
    return message === undefined
      ? undefined
      : { message, advice: 'Place the step, or start `swamp serve` without `--remote-only`.' };
  }

  #placementOf(step: PreparedStep): Placement {
    const value = (field: FieldInForce['field']): unknown => step.fields.find((one) => one.field === field)?.value;
    const requirement: Requirement = {
      target: value('target'),
      labels: value('labels') as Record<string, unknown> | undefined,
      platform: value('platform'),
    };
    const known = requirementOf(requirement);
    const limit = step.fields.find(({ field }) => field === 'queueTimeout');
    const server = this.request.server?.queueTimeout;
    const seconds =
      typeof limit?.value === 'number'
        ? limit.value
        : (server ?? this.rules.queueLimits.find((span) => isInSpan(this.request.release, span))?.seconds ?? 600);
    return {
      requirement,
      placed: step.task === 'model_method' && isPlaced(requirement),
      needs: 'needs' in known ? known.needs : undefined,
      seconds: seconds === 0 ? undefined : seconds,
      limitFrom: limit?.level ?? (server === undefined ? 'default' : 'server'),
    };
  }

  #planned(entry: Entry, fates: ReadonlyMap<string, Fate>): PlannedStep {
    const { step, job, workflow, nestedIn, view, placement } = entry;
    const fate = fates.get(view.id);
    const outcome = this.#outcomeOf(entry, fate);
    return {
      id: view.id,
      workflow: workflow.name,
      job: job.name,
      step: step.name,
      nestedIn,
      item: step.item,
      task: step.task,
      place: step.place,
      fields: fieldsOf(step, placement, fate),
      outcome,
      notes: [
        ...step.notes,
        ...this.#limitNote(step, placement),
        ...stepNotes({ step, job, workflow, placed: placement.placed, fate, outcome, request: this.request }),
        ...nestedNotes(step, view),
        ...this.#rivalNotes(entry, fates),
        ...groupNotes(view.id, fates),
      ],
      wave: fate?.wave ?? Math.max(0, ...[...fates.values()].map(({ wave }) => wave)),
    };
  }

  /** About steps of other jobs that want the same workers: which of them comes first, no plan knows. */
  #rivalNotes(entry: Entry, fates: ReadonlyMap<string, Fate>): PlanNote[] {
    const wanted = this.#wantedBy(entry, fates);
    const rival =
      wanted.length < 2
        ? undefined
        : this.#entries.find(
            (other) => !inTurn(entry, other) && this.#wantedBy(other, fates).some((name) => wanted.includes(name)),
          );
    return rival === undefined
      ? []
      : [
          {
            kind: 'cannot-know',
            text: `Moments decide whether it or ${code(rival.view.id)} asks first: they are of jobs that run side by side and can want the same worker.`,
            page: 'authors/queueing',
          },
        ];
  }

  /** Workers that fit a step which gets one, free or not. */
  #wantedBy({ view }: Entry, fates: ReadonlyMap<string, Fate>): readonly string[] {
    const known = this.#wanted.get(view.id);
    if (known !== undefined) {
      return known;
    }
    const what = fates.get(view.id)?.what;
    const names =
      what?.kind === 'worker'
        ? [
            ...what.candidates.map(({ worker }) => worker.name),
            ...what.others
              .filter(({ lacks }) => lacks.every(({ kind }) => kind === 'slot'))
              .map(({ worker }) => worker.name),
          ]
        : [];
    this.#wanted.set(view.id, names);
    return names;
  }

  #limitNote(step: PreparedStep, { placed }: Placement): PlanNote[] {
    const limit = step.fields.find(({ field }) => field === 'queueTimeout');
    return limit === undefined || placed || step.task !== 'model_method'
      ? []
      : [
          {
            kind: 'warning',
            text: '`queueTimeout` has no effect: the step has no `target`, `labels` or `platform`. `swamp workflow validate` warns about it.',
            place: limit.place,
            page: 'authors/queueing',
            ...(limit.level === 'step' ? { mistake: true } : {}),
          },
        ];
  }

  #outcomeOf(entry: Entry, fate: Fate | undefined): Outcome {
    const refusal = this.#refusals.find(({ when }) => when === 'start');
    if (refusal !== undefined) {
      return { kind: 'refused', refusal };
    }
    return fate === undefined
      ? { kind: 'skipped', because: 'It is not reached: a step before it never ends.' }
      : this.#outcomeOfFate(entry, fate);
  }

  #outcomeOfFate({ step, placement }: Entry, { what, followed }: Fate): Outcome {
    const requirement = requirementWords(placement.requirement);
    switch (what.kind) {
      case 'local':
        return localOutcome(step);
      case 'placed':
        return { kind: 'any-worker', requirement };
      case 'unknown':
        return {
          kind: 'unknown',
          because: [`What it asks for depends on ${what.needs}, which only the program knows.`],
          requirement: describeUnknown(placement.requirement),
        };
      case 'condition':
        return { kind: 'skipped', because: `The condition on \`${what.on}\` is not met.` };
      case 'after-failure':
        return { kind: 'skipped', because: 'A step of the job fails before it, and the job ends there.' };
      case 'refused':
        return { kind: 'refused', refusal: this.#refusalOf(what, step) };
      case 'worker':
        return this.#workerOutcome(what, followed, placement);
      case 'no-worker':
        return this.#waits(requirement, placement, 'worker', what.lacking);
      case 'no-slot':
        return this.#waits(requirement, placement, 'slot', what.lacking);
      case 'no-lock':
        return this.#lockOutcome(what.heldBy, placement);
    }
  }

  #refusalOf({ message, advice }: Extract<Fate['what'], { kind: 'refused' }>, step: PreparedStep): Refusal {
    return {
      message: message === '' ? (this.#message('affinity-lost', {}) ?? '') : message,
      advice,
      place: step.place,
      when: 'step',
    };
  }

  #workerOutcome(
    what: Extract<Fate['what'], { kind: 'worker' }>,
    followed: string | undefined,
    placement: Placement,
  ): Outcome {
    const requirement = requirementWords(placement.requirement);
    return what.afterOthers
      ? { ...this.#waits(requirement, placement, 'slot', what.lackingAtFirst), then: what.worker }
      : {
          kind: 'worker',
          worker: what.worker,
          requirement,
          decidedBy: followed === undefined ? decidedBy(what) : 'affinity',
          candidates: what.candidates,
          others: what.others,
          waitsForSlotOf: what.waitedFor,
        };
  }

  #lockOutcome(heldBy: string, placement: Placement): Outcome {
    return {
      ...this.#waits(requirementWords(placement.requirement), placement, 'lock', []),
      seconds: LOCK_SECONDS,
      limitFrom: 'default',
      waitingLine: undefined,
      finalLine: this.#message('lock-timeout', {}),
      help: [
        `\`${heldBy}\` holds the lock of the same model instance while it waits for a worker. Give one of them a model instance of its own (\`modelType\` and \`modelName\`), or \`${heldBy}\` a \`queueTimeout\` well under ${LOCK_SECONDS}.`,
      ],
    };
  }

  #waits(
    requirement: string,
    { requirement: asked, seconds, limitFrom }: Placement,
    reason: 'slot' | 'worker' | 'lock',
    workers: Extract<Outcome, { kind: 'waits' }>['workers'],
  ): Extract<Outcome, { kind: 'waits' }> {
    const { release } = this.request;
    const atOnce = reason === 'worker' && !holds('queueing', release);
    const never = reason === 'worker' && !fitsSomeday(asked);
    return {
      kind: 'waits',
      requirement,
      for: never ? 'nothing' : reason,
      workers,
      seconds: atOnce ? 0 : seconds,
      limitFrom: atOnce ? 'release' : limitFrom,
      waitingLine: atOnce ? undefined : this.#message('step-queued', { requirement }),
      finalLine: atOnce
        ? this.#message('no-matching-worker', { requirement })
        : seconds === undefined
          ? undefined
          : this.#message('queue-timeout', { requirement }),
      help: helpFor(asked, reason, this.request.pool?.workers ?? [], workers),
    };
  }

  /** A message as the release prints it; undefined for one that it does not have. */
  #message(id: string, values: Readonly<Record<string, string>>): string | undefined {
    const found = this.rules.messages[id]?.find((text) => isInSpan(this.request.release, text));
    return found === undefined ? undefined : fillIn(found.text, (name) => values[name]);
  }
}

function askingOf(placement: Placement): Asking | 'local' | 'unknown' {
  if (!placement.placed) {
    return 'local';
  }
  return placement.needs === undefined ? { requirement: placement.requirement, seconds: placement.seconds } : 'unknown';
}

function localOutcome(step: PreparedStep): Outcome {
  const because = ((): Extract<Outcome, { kind: 'orchestrator' }>['because'] => {
    switch (step.task) {
      case 'workflow':
        return 'nested-workflow';
      case 'manual_approval':
        return 'manual-approval';
      case 'assert':
        return 'assertion';
      case 'model_method': {
        if (step.placementDropped) {
          return 'placement-dropped';
        }
        const labels = step.fields.find(({ field }) => field === 'labels');
        return labels !== undefined && labels.replaces.length > 0 ? 'labels-cleared' : 'no-placement';
      }
    }
  })();
  const limited = step.fields.some(({ field, level }) => field === 'queueTimeout' && level === 'step');
  return {
    kind: 'orchestrator',
    because,
    probablyNotMeant: because === 'placement-dropped' || (because === 'no-placement' && limited),
  };
}

function isTrouble(outcome: Outcome): boolean {
  switch (outcome.kind) {
    case 'orchestrator':
      return outcome.probablyNotMeant;
    case 'waits':
      return outcome.for !== 'slot';
    case 'refused':
      return true;
    case 'any-worker':
    case 'worker':
    case 'skipped':
    case 'unknown':
      return false;
  }
}

function decidedBy({ candidates }: Extract<Fate['what'], { kind: 'worker' }>) {
  const [first, second] = candidates;
  if (second === undefined) {
    return 'only-candidate';
  }
  return first!.freeSlots > second.freeSlots ? 'most-free-slots' : 'first-name';
}

/** About who chooses the worker of an affinity group, when several steps of it are ready together. */
function groupNotes(id: string, fates: ReadonlyMap<string, Fate>): PlanNote[] {
  const leader = fates.get(id)?.followed ?? id;
  const first = fates.get(leader);
  const together = [...fates.values()].some(
    ({ followed, began }) => followed === leader && first !== undefined && began === first.began,
  );
  return together && first !== undefined && fates.get(id)?.began === first.began
    ? [
        {
          kind: 'cannot-know',
          text: 'Moments decide which step of the affinity group asks first, as several are ready together. Let one come first by `dependsOn`.',
          page: 'authors/keep-steps-together#how-the-worker-is-chosen',
        },
      ]
    : [];
}

/** Whether the order of two steps is known: they are of one job, or of jobs that follow each other. */
function inTurn(a: Entry, b: Entry): boolean {
  return (
    a.job === b.job ||
    (a.workflow === b.workflow && (a.job.after.includes(b.job.name) || b.job.after.includes(a.job.name))) ||
    // A step and the nested workflow that it runs.
    a.nestedIn.includes(b.view.id) ||
    b.nestedIn.includes(a.view.id)
  );
}

/** Two runs of a workflow are two workflows: their steps have fates of their own. */
function copyOf(workflow: PreparedWorkflow): PreparedWorkflow {
  return { ...workflow, jobs: workflow.jobs.map((job) => ({ ...job, steps: job.steps.map((step) => ({ ...step })) })) };
}

/** Whether a worker could ever fit: one of a value that is no text does not exist. */
function fitsSomeday({ target, labels = {}, platform }: Requirement): boolean {
  const values = target === undefined ? [...Object.values(labels), platform ?? ''] : [target];
  return (
    values.every((value) => typeof value === 'string') &&
    target !== '' &&
    !(typeof platform === 'string' && target === undefined && /\/$/.test(platform))
  );
}

function describeUnknown({ target, labels = {}, platform }: Requirement): string {
  const shown = (value: unknown): unknown => (isUnknown(value) ? value.expression : value);
  return requirementWords({
    target: shown(target),
    labels: Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, shown(value)])),
    platform: shown(platform),
  });
}

/** The fields of a step, with what does not count of them. */
function fieldsOf(step: PreparedStep, { requirement, placed }: Placement, fate: Fate | undefined): FieldInForce[] {
  const why = (field: FieldInForce['field']): string | undefined => {
    if (step.task !== 'model_method') {
      return 'only steps that run a method of a model are placed';
    }
    if (fate?.followed !== undefined && field !== 'affinity' && field !== 'queueTimeout') {
      return 'the worker of the affinity group counts';
    }
    if ((field === 'labels' || field === 'platform') && requirement.target !== undefined) {
      return 'with a `target`, labels and platform do not count';
    }
    if ((field === 'queueTimeout' || field === 'affinity') && !placed) {
      return 'the step has no placement';
    }
    return undefined;
  };
  return step.fields.map((field) => {
    const ignored = why(field.field);
    return {
      ...field,
      value: shownValue(field.value),
      ...(ignored === undefined ? {} : { ignored }),
    };
  });
}

/** A value without what only the planner understands. */
function shownValue(value: unknown): unknown {
  if (isUnknown(value)) {
    return value.expression;
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, shownValue(entry)]))
    : value;
}

/** The name of a workflow, found without reading all of its file. */
function nameIn(text: string): string | undefined {
  const found = /^name:[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^#\n]*?))[ \t]*(?:#.*)?\r?$/m.exec(text.slice(0, 100_000));
  return found?.[1] ?? found?.[2] ?? found?.[3]?.trim();
}
