import { distance } from 'fastest-levenshtein';
import type { Release } from '../../facts/release.ts';
import { checkFile, ExplodingFileError, isMap, PLACEMENT_KEYS } from './check-file.ts';
import type { Fault } from './check-file.ts';
import { holds } from './eras.ts';
import { ConnectedWorkers, evaluate, expressionPattern, fillInText, isUnknown, Unknown } from './expressions.ts';
import type { Evaluated, ExpressionContext } from './expressions.ts';
import { runInputs } from './inputs.ts';
import { levelsOf } from './order.ts';
import type { FieldInForce, FilePlace, ForEachItem, Level, PlanNote, Refusal, TaskType } from './plan.ts';
import { PLACEMENT_FIELDS } from './plan.ts';
import type { Pool, PlanFile } from './request.ts';
import type { PlanRules } from './rules.ts';
import { readWorkflowText } from './workflow-text.ts';
import type { FilePath } from './workflow-text.ts';

/** What became of a step or job before, as conditions see it. */
export interface Dependency {
  readonly on: string;
  readonly condition: unknown;
}

/** A step, or one item of a `forEach`, ready to be placed. */
export interface PreparedStep {
  readonly name: string;
  /** Name as it is written. */
  readonly template: string;
  readonly item?: ForEachItem | undefined;
  readonly task: TaskType;
  readonly place: FilePlace;
  readonly weight: number;
  readonly after: readonly string[];
  readonly dependsOn: readonly Dependency[];
  readonly concurrency?: number | undefined;
  readonly allowFailure: boolean;
  readonly fields: readonly FieldInForce[];
  /** Instance of a model that its task uses; undefined when it cannot be known. */
  readonly model?: string | undefined;
  readonly guard: boolean;
  /** Of a task that runs another workflow. */
  readonly nested?: { readonly workflow: unknown; readonly inputs: Readonly<Record<string, unknown>> } | undefined;
  readonly notes: readonly PlanNote[];
  /** Placement was written for it where the release does not look. */
  readonly placementDropped: boolean;
}

export interface PreparedJob {
  readonly name: string;
  readonly place: FilePlace;
  readonly weight: number;
  readonly after: readonly string[];
  readonly dependsOn: readonly Dependency[];
  readonly concurrency?: number | undefined;
  readonly affinity: boolean;
  readonly steps: readonly PreparedStep[];
}

export interface PreparedWorkflow {
  readonly name: string;
  readonly file: number;
  readonly concurrency?: number | undefined;
  readonly affinity: boolean;
  readonly jobs: readonly PreparedJob[];
  readonly refusals: readonly Refusal[];
  readonly notes: readonly PlanNote[];
  /** The text is no workflow at all. */
  readonly unreadable: boolean;
}

export interface Preparation {
  readonly release: Release;
  readonly rules: PlanRules;
  readonly pool?: Pool | undefined;
}

/** Steps that a plan shows at most, items and nested ones counted. */
export const MOST_STEPS = 2000;

/** Reads a file, checks it, and fills in everything that is known before it runs. */
export function prepareWorkflow(
  file: PlanFile,
  position: number,
  given: Readonly<Record<string, unknown>>,
  preparation: Preparation,
): PreparedWorkflow {
  const read = readWorkflowText(file.text);
  if (read.kind === 'unreadable') {
    const place = read.line === undefined ? undefined : { file: position, line: read.line };
    return nothing(position, [{ message: read.problem, advice: read.advice, when: 'file', place }]);
  }
  if (!isMap(read.value)) {
    return nothing(position, [
      {
        message:
          'Invalid input: expected object, received ' + (Array.isArray(read.value) ? 'array' : typeof read.value),
        advice: 'A workflow file is a map: `id`, `name` and `jobs`.',
        when: 'file',
        place: { file: position, line: 1 },
      },
    ]);
  }
  try {
    return new Preparer(read.value, position, given, preparation, (path) => ({
      file: position,
      line: read.lineOf(path),
    })).prepare();
  } catch (error) {
    if (error instanceof ExplodingFileError) {
      return nothing(position, [
        {
          message: 'The file explodes when its references are followed.',
          advice: 'Write out what the anchors stand for.',
          when: 'file',
        },
      ]);
    }
    throw error;
  }
}

function nothing(file: number, refusals: readonly Refusal[]): PreparedWorkflow {
  return { name: '', file, affinity: false, jobs: [], refusals, notes: [], unreadable: true };
}

class Preparer {
  readonly #refusals: Refusal[] = [];
  readonly #notes: PlanNote[] = [];
  readonly #overLines: boolean;
  #faults: Fault[] = [];
  /** Paths of keys that the program drops, or refuses. */
  #without: ReadonlySet<string> = new Set();
  #filled = 0;
  #stepsMade = 0;

  constructor(
    private readonly raw: Record<string, unknown>,
    private readonly file: number,
    private readonly given: Readonly<Record<string, unknown>>,
    private readonly preparation: Preparation,
    private readonly placeOf: (path: FilePath) => FilePlace,
  ) {
    this.#overLines = holds('longExpressions', preparation.release);
  }

  prepare(): PreparedWorkflow {
    const { release, rules } = this.preparation;
    this.#faults = checkFile(this.raw, rules.workflowParts, release);
    this.#without = new Set(
      this.#faults
        .filter(({ kind, message }) => kind === 'dropped' || message.startsWith('Unknown key'))
        .map(({ path }) => JSON.stringify(path)),
    );
    const refused = this.#refuse(this.#faults, 'file');
    const shape = this.#faults.some(({ kind, message }) => kind === 'issue' || !message.startsWith('Unknown key'));
    const name = typeof this.raw.name === 'string' ? this.raw.name : '';
    this.#noteDropped();
    // With a key too much, the rest can still be planned; with a wrong shape it cannot.
    if (
      refused &&
      shape &&
      this.#faults.some(({ kind, message }) => kind !== 'dropped' && !message.startsWith('Unknown key'))
    ) {
      return this.#result(name, []);
    }
    const inputs = runInputs(this.given, this.raw.inputs);
    if (inputs.errors.length > 0) {
      this.#refusals.push({
        message: `Input validation failed:\n${inputs.errors.map((error) => `  ${error}`).join('\n')}`,
        advice: 'Give the inputs that the workflow asks for: `--input <name>=<value>`.',
        when: 'start',
        place: this.placeOf(['inputs']),
      });
      return this.#result(name, []);
    }
    const filled = this.#fillIn(this.raw, [], inputs.values) as Record<string, unknown>;
    if (!refused && this.#refusals.length === 0) {
      this.#refuse(checkFile(filled, rules.workflowParts, release), 'start');
    }
    if (this.#refusals.some(({ when }) => when === 'start')) {
      return this.#result(name, []);
    }
    const jobs = mapsIn(filled.jobs).map((job, at) => this.#job(job, ['jobs', at], filled, inputs.values));
    if (this.#stepsMade > MOST_STEPS) {
      this.#refusals.push(tooManySteps(this.placeOf(['jobs'])));
      return this.#result(name, []);
    }
    this.#refuseOrder(jobs);
    return {
      ...this.#result(name, jobs),
      concurrency: numberIn(filled.concurrency),
      affinity: filled.affinity === true && holds('affinity', release),
    };
  }

  #result(name: string, jobs: readonly PreparedJob[]): PreparedWorkflow {
    return {
      name,
      file: this.file,
      affinity: false,
      jobs,
      refusals: this.#refusals,
      notes: this.#notes,
      unreadable: false,
    };
  }

  /** Turns faults into refusals, those first at which the program stops reading. */
  #refuse(faults: readonly Fault[], when: Refusal['when']): boolean {
    const told = [...faults.filter(({ kind }) => kind === 'thrown'), ...faults.filter(({ kind }) => kind === 'issue')];
    this.#refusals.push(
      ...told.map(({ message, advice, path }): Refusal => ({ message, advice, when, place: this.placeOf(path) })),
    );
    return told.length > 0;
  }

  /** Notes what is dropped, except what the step tells of itself. */
  #noteDropped(): void {
    this.#notes.push(
      ...this.#faults
        .filter(({ kind, key, path }) => kind === 'dropped' && !(droppedPlacement(key!) && path[2] === 'steps'))
        .map((fault) => this.#droppedNote(fault)),
    );
  }

  /** Fills in what the program fills in before the run: everything that needs neither `self` nor `run`. */
  #fillIn(value: unknown, path: FilePath, inputs: Readonly<Record<string, unknown>>): unknown {
    this.#filled += 1;
    if (this.#filled > 200_000) {
      throw new ExplodingFileError();
    }
    if (typeof value === 'string') {
      if (isLeftFor(path)) {
        return value;
      }
      const filled = fillInText(value, this.#overLines, (expression) =>
        /vault\.get\s*\(|\benv\.|\bself\??\.|\brun\.|\bworkflowRunId\b/.test(expression) ||
        (path.includes('task') && /\b(?:data|file|model|execution)\b/.test(expression))
          ? null
          : this.#evaluate(expression, { inputs }),
      );
      if (filled.error !== undefined) {
        this.#refusals.push({
          message: filled.error,
          advice: 'The run fails before its first step. Correct the expression, or give the input that it needs.',
          when: 'start',
          place: this.placeOf(path),
        });
      }
      return filled.value;
    }
    if (Array.isArray(value)) {
      return value.map((entry, at) => this.#fillIn(entry, [...path, at], inputs));
    }
    if (!isMap(value)) {
      return value;
    }
    return Object.fromEntries(
      Object.entries(value)
        // What the program drops, it drops before.
        .filter(([key]) => !this.#without.has(JSON.stringify([...path, key])))
        .map(([key, entry]) => [key, this.#fillIn(entry, [...path, key], inputs)]),
    );
  }

  #evaluate(expression: string, context: ExpressionContext): Evaluated {
    const { release, pool } = this.preparation;
    const known = holds('connectedWorkers', release);
    const result = evaluate(expression, {
      ...context,
      ...(known && pool !== undefined ? { workers: new ConnectedWorkers(recordsOf(pool)) } : {}),
    });
    return !known && result.kind === 'unknown' && result.unknown.needs === '`workers`'
      ? { kind: 'error', message: `Invalid expression: Unknown variable: workers` }
      : result;
  }

  #job(
    job: Record<string, unknown>,
    path: FilePath,
    workflow: Record<string, unknown>,
    inputs: Readonly<Record<string, unknown>>,
  ): PreparedJob {
    const { release } = this.preparation;
    const dependsOn = dependenciesIn(job.dependsOn, 'job');
    const expanded = new Map<string, readonly string[]>();
    const steps: PreparedStep[] = [];
    mapsIn(job.steps).forEach((step, at) => {
      // So that a trap is not built first and refused afterwards.
      const room = MOST_STEPS + 1 - this.#stepsMade;
      const items = room > 0 ? this.#items(step, [...path, 'steps', at], inputs).slice(0, room) : [];
      const made = items.map((item) => this.#step(step, item, [...path, 'steps', at], { job, workflow }, inputs));
      expanded.set(
        textIn(step.name),
        made.map(({ name }) => name),
      );
      steps.push(...made);
      this.#stepsMade += made.length;
    });
    return {
      name: textIn(job.name),
      place: this.placeOf(path),
      weight: numberIn(job.weight) ?? 0,
      after: dependsOn.map(({ on }) => on),
      dependsOn,
      concurrency: numberIn(job.concurrency),
      affinity: job.affinity === true && holds('affinity', release),
      steps: steps.map((step) => ({
        ...step,
        after: step.after.flatMap((name) => {
          const names = expanded.get(name);
          return names !== undefined && names.length > 0 ? names : [name];
        }),
      })),
    };
  }

  /** The items of a step; one without a value for a step without `forEach`. */
  #items(
    step: Record<string, unknown>,
    path: FilePath,
    inputs: Readonly<Record<string, unknown>>,
  ): (ForEachItem | undefined)[] {
    const { forEach } = step;
    if (!isMap(forEach)) {
      return [undefined];
    }
    const variable = textIn(forEach.item);
    const written = textIn(forEach.in);
    const refuse = (message: string, advice: string): [] => {
      this.#refusals.push({ message, advice, when: 'start', place: this.placeOf([...path, 'forEach', 'in']) });
      return [];
    };
    const found = expressionPattern(this.#overLines).exec(written);
    if (found === null) {
      return refuse(
        `Invalid forEach.in expression: ${written}. Must be in \${{ }} format.`,
        'Write an expression, such as `${{ inputs.hosts }}` or `${{ ["a", "b"] }}`.',
      );
    }
    const result = this.#evaluate(found[1]!, { inputs });
    if (result.kind === 'error') {
      return refuse(result.message, 'Correct the expression, or give the input that it needs.');
    }
    if (result.kind === 'unknown') {
      return [{ variable, index: 0, value: result.unknown }];
    }
    if (Array.isArray(result.value)) {
      return result.value.map((value: unknown, index) => ({ variable, index, value }));
    }
    if (isMap(result.value)) {
      return Object.entries(result.value).map(([key, value], index) => ({ variable, index, value: { key, value } }));
    }
    return refuse(
      `forEach.in must evaluate to an array or object, got: ${result.value === null ? 'object' : typeof result.value}`,
      'Give a list.',
    );
  }

  #step(
    step: Record<string, unknown>,
    item: ForEachItem | undefined,
    path: FilePath,
    outer: { readonly job: Record<string, unknown>; readonly workflow: Record<string, unknown> },
    inputs: Readonly<Record<string, unknown>>,
  ): PreparedStep {
    const task = isMap(step.task) ? step.task : {};
    const context: ExpressionContext = {
      inputs,
      run: {
        workflowName: textIn(outer.workflow.name),
        workflowId: textIn(outer.workflow.id),
        tags: outer.workflow.tags ?? {},
      },
      ...(item === undefined ? {} : { self: { [item.variable]: item.value } }),
    };
    const late = (value: unknown): unknown => this.#fillInLate(value, context, item);
    const dependsOn = dependenciesIn(step.dependsOn, 'step');
    const dropped = this.#droppedFor(path);
    return {
      name: this.#nameOf(textIn(step.name), item, context),
      template: textIn(step.name),
      item,
      task: taskTypeOf(task.type),
      place: this.placeOf(path),
      weight: numberIn(step.weight) ?? 0,
      after: dependsOn.map(({ on }) => on),
      // The program does not look at the conditions of a step that `forEach` made.
      dependsOn: item === undefined ? dependsOn : [],
      concurrency: numberIn(step.concurrency),
      allowFailure: step.allowFailure === true,
      fields: this.#fields(step, path, outer, late),
      model: modelOf(task, late),
      guard: typeof step.guard === 'string',
      nested:
        task.type === 'workflow'
          ? { workflow: late(task.workflowIdOrName), inputs: asRecord(late(task.inputs)) }
          : undefined,
      notes: dropped.own,
      placementDropped: dropped.any,
    };
  }

  /** Placement keys that are dropped for a step: its own, and those of its job and workflow. */
  #droppedFor(path: FilePath): { readonly own: readonly PlanNote[]; readonly any: boolean } {
    const begins = (long: FilePath, short: FilePath): boolean => short.every((part, at) => long[at] === part);
    const dropped = this.#faults.filter(({ kind, key }) => kind === 'dropped' && droppedPlacement(key!));
    const own = dropped.filter((fault) => begins(fault.path, path));
    const outer = dropped.filter((fault) => begins(path, fault.path.slice(0, -1)));
    return {
      own: own.map((fault) => this.#droppedNote(fault)),
      any: [...own, ...outer].some(({ key }) => !/^(?:queueTimeout|affinity)$/.test(key!)),
    };
  }

  #droppedNote({ key, part, advice, path }: Fault): PlanNote {
    const where = part!.startsWith('task ') ? 'inside `task`' : `on a ${part}`;
    return {
      kind: 'dropped',
      text: `\`${short(key!)}\` ${where} is dropped without a word. ${advice}`,
      place: this.placeOf(path),
      page: 'authors/placement#wrong-keys',
      ...(droppedPlacement(key!) ? { mistake: true } : {}),
    };
  }

  #nameOf(template: string, item: ForEachItem | undefined, context: ExpressionContext): string {
    if (item === undefined || isUnknown(item.value)) {
      return template;
    }
    const { value, index } = item;
    const key = isMap(value) && 'key' in value && Object.keys(value).length === 2 ? value.key : undefined;
    const suffix =
      typeof key === 'string' ? key : typeof value === 'object' && value !== null ? String(index) : String(value);
    if (!expressionPattern(this.#overLines).test(template)) {
      return `${template}-${suffix}`;
    }
    let failed = false;
    const name = template.replace(expressionPattern(this.#overLines), (raw, expression: string) => {
      const result = this.#evaluate(expression, context);
      failed ||= result.kind !== 'value';
      return result.kind === 'value' ? String(result.value) : raw;
    });
    return failed ? `${name}-${typeof key === 'string' ? key : index}` : name;
  }

  /** Fills in what the program fills in when the step begins. What it cannot, it leaves as it is written. */
  #fillInLate(value: unknown, context: ExpressionContext, item: ForEachItem | undefined): unknown {
    if (isMap(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, entry]) => [key, this.#fillInLate(entry, context, item)]),
      );
    }
    if (typeof value !== 'string' || !value.includes('${{')) {
      return value;
    }
    if (item !== undefined && isUnknown(item.value) && /\bself\b/.test(value)) {
      return new Unknown(value, item.value.needs);
    }
    return fillInText(value, this.#overLines, (expression) => {
      if (/vault\.get\s*\(|\benv\./.test(expression)) {
        return null;
      }
      const result = this.#evaluate(expression, context);
      return result.kind === 'error' ? null : result;
    }).value;
  }

  #fields(
    step: Record<string, unknown>,
    path: FilePath,
    { job, workflow }: { readonly job: Record<string, unknown>; readonly workflow: Record<string, unknown> },
    late: (value: unknown) => unknown,
  ): FieldInForce[] {
    const { release } = this.preparation;
    const all: [Level, Record<string, unknown>, FilePath][] = [
      ['step', step, path],
      ['job', job, path.slice(0, 2)],
      ['workflow', workflow, []],
    ];
    const levels = holds('levels', release) ? all : all.slice(0, 1);
    const filled = holds('selfInPlacement', release) ? late : (value: unknown) => value;
    const fields = PLACEMENT_FIELDS.flatMap((field): FieldInForce[] => {
      const set = levels
        .filter(([, map]) => map[field] !== undefined)
        .map(([level, map, at]) => ({ level, written: map[field], place: this.placeOf([...at, field]) }));
      const [first, ...outer] = set;
      if (first === undefined || (field === 'queueTimeout' && !holds('queueing', release))) {
        return [];
      }
      const value = filled(first.written);
      const written = this.#writtenAt(first.level, field, path);
      return [
        {
          field,
          level: first.level,
          value,
          ...(JSON.stringify(written) === JSON.stringify(value) ? {} : { written }),
          place: first.place,
          replaces: outer.map(({ level, written: replaced, place }) => ({ level, value: replaced, place })),
        },
      ];
    });
    const affinity = holds('affinity', release)
      ? all.slice(1).flatMap(([level, map, at]): FieldInForce[] =>
          map.affinity === undefined
            ? []
            : [
                {
                  field: 'affinity',
                  level,
                  value: map.affinity,
                  place: this.placeOf([...at, 'affinity']),
                  replaces: [],
                },
              ],
        )
      : [];
    return [...fields, ...affinity.slice(-1)];
  }

  /** A field as it stands in the file. */
  #writtenAt(level: Level, field: string, path: FilePath): unknown {
    const at = level === 'step' ? path : level === 'job' ? path.slice(0, 2) : [];
    let value: unknown = this.raw;
    for (const key of [...at, field]) {
      value = (value as Record<string | number, unknown> | undefined)?.[key];
    }
    return value;
  }

  #refuseOrder(jobs: readonly PreparedJob[]): void {
    const orders = [
      { levels: levelsOf(jobs), place: this.placeOf(['jobs']) },
      ...jobs.map((job) => ({ levels: levelsOf(job.steps), place: job.place })),
    ];
    for (const { levels, place } of orders) {
      if (levels.kind === 'refused') {
        this.#refusals.push({
          message: levels.message,
          advice: levels.message.startsWith('Duplicate')
            ? 'Give each a name of its own; put what differs of the item into the name of a `forEach` step.'
            : 'Remove one `dependsOn` of the circle.',
          when: 'start',
          place,
        });
      }
    }
  }
}

/** The refusal of a file that asks for more steps than a plan shows. */
export function tooManySteps(place: FilePlace): Refusal {
  return {
    message: `The plan would have more than ${MOST_STEPS.toLocaleString('en-US')} steps.`,
    advice: 'Plan a part of it: fewer items of `forEach`, or a nested workflow alone.',
    when: 'file',
    place,
  };
}

/** Texts that the program works out when a step begins, or not at all. */
function isLeftFor(path: FilePath): boolean {
  const last = path.at(-1);
  return (
    last === 'guard' ||
    (path.at(-2) === 'forEach' && last === 'in') ||
    (path[0] === 'trigger' && path[1] === 'inputs') ||
    (path.at(-2) === 'task' && (last === 'expr' || last === 'message'))
  );
}

/** Whether a key was meant to place a step: a key of placement, or one slip away from it. */
function droppedPlacement(key: string): boolean {
  return key.length < 20 && PLACEMENT_KEYS.some((meant) => distance(meant.toLowerCase(), key.toLowerCase()) <= 2);
}

/** Records of workers, as `workers.connected()` gives them. */
function recordsOf({ workers }: Pool): unknown[] {
  return workers
    .filter(({ status }) => status !== 'disconnected')
    .map(({ name, instanceUuid, labels, platform, arch, status, capacity }) => ({
      name: 'state-main',
      modelName: `worker-${name}`,
      modelType: 'swamp/worker',
      attributes: { name, tokenName: name, instanceUuid: instanceUuid ?? '', labels, platform, arch, status, capacity },
    }));
}

function taskTypeOf(type: unknown): TaskType {
  return type === 'workflow' || type === 'manual_approval' || type === 'assert' ? type : 'model_method';
}

function modelOf(task: Record<string, unknown>, late: (value: unknown) => unknown): string | undefined {
  if (task.type !== 'model_method') {
    return undefined;
  }
  const name = late(task.modelIdOrName ?? task.modelName);
  return typeof name === 'string' && !name.includes('${{') ? name : undefined;
}

function asRecord(value: unknown): Record<string, unknown> {
  return isMap(value) ? value : {};
}

function mapsIn(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

function dependenciesIn(value: unknown, key: 'job' | 'step'): Dependency[] {
  return mapsIn(value).map((entry) => ({ on: textIn(entry[key]), condition: entry.condition }));
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : isUnknown(value) ? value.expression : '';
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function short(key: string): string {
  return key.length > 60 ? `${key.slice(0, 60)}…` : key;
}
