import { distance } from 'fastest-levenshtein';
import { isInSpan, compareReleases, shortRelease } from '../../facts/release.ts';
import type { Release } from '../../facts/release.ts';
import type { ValueType, WorkflowKey, WorkflowPart } from '../../facts/schema/workflow-file.ts';
import { isUnknown } from './expressions.ts';
import type { FilePath } from './workflow-text.ts';

/** Something that the program says, or does not say, about a file. */
export interface Fault {
  /**
   * - `thrown`: the program stops reading at it, so it is the only one that it names.
   * - `issue`: named with all others of its kind.
   * - `dropped`: not named at all; the key has no effect.
   */
  readonly kind: 'thrown' | 'issue' | 'dropped';
  /** The program's words; for what is dropped, none. */
  readonly message: string;
  readonly advice: string;
  readonly path: FilePath;
  /** The part, such as `step`, and the key that is dropped. */
  readonly part?: string | undefined;
  readonly key?: string | undefined;
}

/** Keys of placement, wherever somebody writes them. */
export const PLACEMENT_KEYS: readonly string[] = [
  'target',
  'labels',
  'platform',
  'queueTimeout',
  'affinity',
  'placement',
];

/** Values that are looked at; a file of more references than values would be looked at for ever. */
const MOST_VISITS = 200_000;

/** Thrown for a file that explodes when its references are followed. */
export class ExplodingFileError extends Error {}

/**
 * Checks a workflow file as a release of the program does.
 *
 * @param parts - all keys that workflow files ever had.
 * @returns in the order in which the program meets them.
 */
export function checkFile(value: unknown, parts: readonly WorkflowPart[], release: Release): Fault[] {
  const check = new Checker(parts, release);
  check.part('workflow', value, []);
  return check.faults;
}

class Checker {
  readonly faults: Fault[] = [];
  #visits = 0;

  constructor(
    private readonly parts: readonly WorkflowPart[],
    private readonly release: Release,
  ) {}

  part(name: string, value: unknown, path: FilePath): void {
    this.#visit();
    const part = this.#partOf(name);
    if (part === undefined) {
      return;
    }
    if (!isMap(value)) {
      this.#issue(path, `Invalid input: expected object, received ${typeName(value)}`, `A ${name} is a map.`);
      return;
    }
    const keys = part.keys.filter((key) => isInSpan(this.release, key));
    this.#unknownKeys(part, keys, value, path);
    for (const key of keys) {
      this.#key(part, key, value, [...path, key.key]);
    }
  }

  #visit(): void {
    this.#visits += 1;
    if (this.#visits > MOST_VISITS) {
      throw new ExplodingFileError();
    }
  }

  #partOf(name: string): WorkflowPart | undefined {
    return this.parts.find((part) => part.part === name && isInSpan(this.release, part));
  }

  #issue(path: FilePath, message: string, advice: string): void {
    this.faults.push({ kind: 'issue', message, advice, path });
  }

  #throw(path: FilePath, message: string, advice: string): void {
    this.faults.push({ kind: 'thrown', message, advice, path });
  }

  #unknownKeys(part: WorkflowPart, keys: readonly WorkflowKey[], value: object, path: FilePath): void {
    const names = keys.map(({ key }) => key);
    const levels = ['workflow', 'job', 'step'];
    for (const key of Object.keys(value)) {
      if (levels.includes(part.part) && REMOVED.includes(key)) {
        this.#throw(
          [...path, key],
          `The '${key}' field has been removed — execution drivers are replaced by remote execution (see design/remote-execution.md). Remove the field; for isolation, run a containerized worker and use step 'labels' placement.`,
          'Remove the key, and place the step by `labels`.',
        );
      }
    }
    for (const key of Object.keys(value)) {
      if (names.includes(key) || (levels.includes(part.part) && REMOVED.includes(key))) {
        continue;
      }
      const nearest = closestKey(key, names);
      const advice = this.#adviceOnKey(part.part, key, nearest);
      if (part.unknown !== undefined && compareReleases(part.unknown, this.release) <= 0) {
        const name = (value as { name?: unknown }).name;
        const where = typeof name === 'string' && name !== '' ? `${part.part} '${name}'` : part.part;
        const guess = nearest === undefined ? '' : ` Did you mean '${nearest}'?`;
        this.#throw(
          [...path, key],
          `Unknown key '${key}' on ${where}.${guess} Valid ${part.part} keys: ${names.join(', ')}`,
          advice,
        );
      } else {
        this.faults.push({ kind: 'dropped', message: '', advice, path: [...path, key], part: part.part, key });
      }
    }
  }

  #adviceOnKey(part: string, key: string, nearest: string | undefined): string {
    const since = this.parts
      .find((other) => other.part === part)
      ?.keys.find((other) => other.key === key && other.since !== undefined)?.since;
    if (since !== undefined && compareReleases(this.release, since) < 0) {
      return `\`${key}\` on a ${part} counts since ${shortRelease(since)}.`;
    }
    if (key === 'affinity' && part === 'step') {
      return '`affinity` stands on a job or the workflow, not on a step.';
    }
    if (key === 'placement') {
      return 'There is no block `placement`: `target`, `labels` and `platform` stand on the step itself.';
    }
    if (PLACEMENT_KEYS.includes(key) && (part.startsWith('task ') || part === 'forEach')) {
      return `Move \`${key}\` out of \`${part.split(' ')[0]}\`, to the step, beside \`name\`.`;
    }
    return nearest === undefined ? `Remove \`${key}\`.` : `Write \`${nearest}\` in place of \`${key}\`.`;
  }

  #key(part: WorkflowPart, key: WorkflowKey, map: Record<string, unknown>, path: FilePath): void {
    const value = map[key.key];
    if (isUnknown(value)) {
      return;
    }
    if (value === undefined) {
      if (key.required === true) {
        this.#missing(key, path);
      }
      return;
    }
    this.#value(part, key.type, value, path);
  }

  #missing(key: WorkflowKey, path: FilePath): void {
    const expected = EXPECTED[key.type];
    this.#issue(
      path,
      expected === undefined ? 'Invalid input' : `Invalid input: expected ${expected}, received undefined`,
      `\`${key.key}\` is missing. ${key.meaning}`,
    );
  }

  #value(part: WorkflowPart, type: ValueType, value: unknown, path: FilePath): void {
    this.#visit();
    const check = this.#checks[type];
    if (check === undefined) {
      this.#list(type.slice('list of '.length), value, path, part);
    } else {
      check(value, path);
    }
  }

  /** What is looked at, by the type of a value; lists of parts are missing, as they need to know their own part. */
  readonly #checks: Partial<Record<ValueType, (value: unknown, path: FilePath) => void>> = {
    uuid: (value, path) =>
      this.#text(value, path, UUID, 'Invalid UUID', 'An id is a UUID, as `swamp workflow create` makes it.'),
    name: (value, path) =>
      this.#text(value, path, /^[^]/, 'Too small: expected string to have >=1 characters', 'Write something here.'),
    text: (value, path) => void this.#is('string', value, path),
    boolean: (value, path) => void this.#is('boolean', value, path),
    number: (value, path) => this.#number(value, path, {}),
    'number from 0': (value, path) => this.#number(value, path, { from0: true }),
    'positive number': (value, path) => this.#number(value, path, { positive: true }),
    'whole number from 0': (value, path) => this.#number(value, path, { whole: true, from0: true }),
    'whole number from 1': (value, path) => this.#number(value, path, { whole: true, positive: true }),
    map: (value, path) => void this.#is('record', value, path),
    'map of text': (value, path) => this.#mapOfText(value, path),
    'map or expression': (value, path) => this.#mapOrExpression(value, path),
    list: (value, path) => void this.#is('array', value, path),
    condition: (value, path) => this.#condition(value, path),
    task: (value, path) => this.#task(value, path),
    'part trigger': (value, path) => this.part('trigger', value, path),
    'part forEach': (value, path) => this.part('forEach', value, path),
    'one of low medium high': (value, path) => this.#severity(value, path),
  };

  #text(value: unknown, path: FilePath, pattern: RegExp, message: string, advice: string): void {
    if (this.#is('string', value, path) && !pattern.test(value as string)) {
      this.#issue(path, message, advice);
    }
  }

  #mapOfText(value: unknown, path: FilePath): void {
    if (!this.#is('record', value, path)) {
      return;
    }
    for (const [key, text] of Object.entries(value as Record<string, unknown>)) {
      this.#visit();
      if (!isUnknown(text)) {
        this.#is('string', text, [...path, key]);
      }
    }
  }

  #mapOrExpression(value: unknown, path: FilePath): void {
    if (!isMap(value) && !(typeof value === 'string' && /^\$\{\{\s*.+?\s*\}\}\s*$/s.test(value))) {
      this.#issue(path, 'Invalid input', 'Write a map here, or one expression `${{ … }}` that gives one.');
    }
  }

  #severity(value: unknown, path: FilePath): void {
    if (!['low', 'medium', 'high'].includes(value as string)) {
      this.#issue(path, 'Invalid option: expected one of "low"|"medium"|"high"', 'Write one of these.');
    }
  }

  #is(expected: string, value: unknown, path: FilePath): boolean {
    const actual = typeName(value);
    if (actual === expected || (expected === 'record' && actual === 'object')) {
      return true;
    }
    this.#issue(path, `Invalid input: expected ${expected}, received ${actual}`, adviceOnType(expected, value, path));
    return false;
  }

  #number(
    value: unknown,
    path: FilePath,
    rule: { readonly whole?: true; readonly from0?: true; readonly positive?: true },
  ): void {
    if (!this.#is('number', value, path)) {
      return;
    }
    const number = value as number;
    if (rule.whole === true && !Number.isInteger(number)) {
      this.#issue(path, 'Invalid input: expected int, received number', 'Write a whole number.');
    }
    if (rule.from0 === true && number < 0) {
      this.#issue(path, 'Too small: expected number to be >=0', 'Write 0 or more.');
    }
    if (rule.positive === true && number <= 0) {
      this.#issue(path, 'Too small: expected number to be >0', 'Write more than 0.');
    }
  }

  #list(item: string, value: unknown, path: FilePath, part: WorkflowPart): void {
    if (item.endsWith('dependency') && Array.isArray(value) && value.some((entry) => typeof entry === 'string')) {
      const key = item.split(' ')[0]!;
      const example = typeof value[0] === 'string' ? value[0] : `${key}-name`;
      this.#throw(
        path,
        `dependsOn entries must be objects, not strings.\n\nReplace:\n  dependsOn:\n    - ${example}\n\nWith:\n  dependsOn:\n    - ${key}: ${example}\n      condition:\n        type: succeeded`,
        `Write each entry as \`${key}:\` with a \`condition:\`.`,
      );
      return;
    }
    if (!this.#is('array', value, path)) {
      return;
    }
    const list = value as unknown[];
    list.forEach((entry, at) => this.part(item, entry, [...path, at]));
    if (list.length === 0 && !item.endsWith('dependency')) {
      this.#issue(path, 'Too small: expected array to have >=1 items', `A ${part.part} needs at least one ${item}.`);
    }
  }

  #condition(value: unknown, path: FilePath): void {
    this.#visit();
    if (!isMap(value)) {
      this.#issue(
        path,
        `Invalid input: expected object, received ${typeName(value)}`,
        'Write `condition: { type: succeeded }`.',
      );
      return;
    }
    const { type, conditions, condition } = value;
    if (['always', 'succeeded', 'failed', 'completed', 'skipped'].includes(type as string)) {
      return;
    }
    if (type === 'not') {
      this.#condition(condition, [...path, 'condition']);
    } else if (type === 'and' || type === 'or') {
      if (this.#is('array', conditions, [...path, 'conditions'])) {
        (conditions as unknown[]).forEach((entry, at) => this.#condition(entry, [...path, 'conditions', at]));
        if ((conditions as unknown[]).length < 2) {
          this.#issue(
            [...path, 'conditions'],
            'Too small: expected array to have >=2 items',
            'Name at least two conditions.',
          );
        }
      }
    } else {
      this.#issue(
        [...path, 'type'],
        'Invalid input',
        'A condition is `always`, `succeeded`, `failed`, `completed`, `skipped`, `and`, `or` or `not`.',
      );
    }
  }

  #task(value: unknown, path: FilePath): void {
    if (!isMap(value)) {
      this.#issue(
        path,
        `Invalid input: expected object, received ${typeName(value)}`,
        'A task is a map with a `type`.',
      );
      return;
    }
    const complaint = complaintAboutTask(value);
    if (complaint !== undefined) {
      this.#throw(path, complaint.message, complaint.advice);
      return;
    }
    const part = typeof value.type === 'string' ? `task ${value.type}` : '';
    if (this.#partOf(part) === undefined) {
      this.#issue(
        [...path, 'type'],
        'Invalid input',
        `A task is one of ${this.parts
          .filter((other) => other.part.startsWith('task ') && isInSpan(this.release, other))
          .map((other) => `\`${other.part.slice('task '.length)}\``)
          .join(', ')}.`,
      );
      return;
    }
    this.part(part, value, path);
  }
}

/** Keys of what came before remote execution. */
const REMOVED = ['driver', 'driverConfig'];

const UUID =
  /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;

/** What the program calls a type in its complaints. */
const EXPECTED: Partial<Record<ValueType, string>> = {
  uuid: 'string',
  name: 'string',
  text: 'string',
  boolean: 'boolean',
  number: 'number',
  'list of job': 'array',
  'list of step': 'array',
  task: 'object',
  condition: 'object',
};

/** What the program says of a task before it looks at its keys. */
function complaintAboutTask(
  task: Record<string, unknown>,
): { readonly message: string; readonly advice: string } | undefined {
  if (task.type === 'shell') {
    return {
      message:
        "Step task type \"shell\" is no longer supported. Use 'type: model_method' with the 'command/shell' model instead.",
      advice: 'Write `type: model_method` with a model of type `command/shell`, and the command under `inputs`.',
    };
  }
  if ('type' in task && 'arguments' in task && !('inputs' in task)) {
    return {
      message: 'Unknown field "arguments" in step task. Did you mean "inputs"?',
      advice: 'Write `inputs` in place of `arguments`.',
    };
  }
  if (task.type !== 'model_method') {
    return undefined;
  }
  const existing = Boolean(task.modelIdOrName);
  const direct = Boolean(task.modelType);
  if (existing && direct) {
    return {
      message:
        'Step task has both modelIdOrName and modelType. Use either modelIdOrName (existing definition) or modelType + modelName (direct type execution), not both.',
      advice: 'Remove one of them.',
    };
  }
  if (!existing && !direct) {
    return {
      message: 'Step task requires either modelIdOrName or modelType + modelName.',
      advice: 'Name the model by `modelIdOrName`.',
    };
  }
  if (direct && !task.modelName) {
    return {
      message: 'modelType requires modelName to name the auto-created definition.',
      advice: 'Add `modelName`.',
    };
  }
  return task.globalArgs && !direct
    ? {
        message:
          'globalArgs is only valid with direct type execution (modelType + modelName). For existing definitions, set global arguments in the definition YAML instead.',
        advice: 'Remove `globalArgs`.',
      }
    : undefined;
}

/** The valid key that the program offers for a wrong one. */
function closestKey(key: string, names: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(key.length / 2));
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    // A key as long as a file would take its time; none is near it.
    const far = key.length > 100 ? Number.POSITIVE_INFINITY : distance(key.toLowerCase(), name.toLowerCase());
    if (far < least && far <= limit) {
      least = far;
      best = name;
    }
  }
  return best;
}

function adviceOnType(expected: string, value: unknown, path: FilePath): string {
  const key = path.at(-1);
  if (expected === 'string' && (typeof value === 'boolean' || typeof value === 'number')) {
    return `Write it as text, in quotes: \`${typeof key === 'number' ? '-' : `${key}:`} "${value}"\`. In an expression write \`string(…)\`.`;
  }
  if (expected === 'string' && value === null) {
    return 'There is no value. Remove the key, or write text.';
  }
  if (expected === 'number' && typeof value === 'string') {
    return key === 'queueTimeout'
      ? 'Write a number of seconds, without unit and quotes.'
      : 'Write a number, without quotes.';
  }
  if (expected === 'record' || expected === 'object') {
    return `\`${key}\` is a map: \`key: value\`, one a line.`;
  }
  return expected === 'array' ? `\`${key}\` is a list: each entry begins with \`-\`.` : `\`${key}\` is a ${expected}.`;
}

/** Whether a value is a plain map. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && typeName(value) === 'object';
}

/** What the program calls the type of a value. */
function typeName(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'array';
  }
  if (typeof value === 'object') {
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === null ? 'object' : value.constructor.name;
  }
  return typeof value === 'number' && Number.isNaN(value) ? 'NaN' : typeof value;
}
