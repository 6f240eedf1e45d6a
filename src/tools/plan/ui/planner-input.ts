import type { Release } from '../../../facts/release.ts';
import { parsePool } from '../pool-text.ts';
import { WORKER_STATES } from '../request.ts';
import type { PlanFile, PlanRequest, Pool, PoolWorker, WorkerState } from '../request.ts';

/** What stands in the fields of the page, as it was written. */
export interface PlannerInput {
  /** The first is planned. */
  readonly files: readonly PlanFile[];
  readonly pool: PoolInput;
  /** Lines of `key=value`. */
  readonly inputs: string;
  /** Of `swamp serve --queue-timeout`. */
  readonly queueTimeout: string;
  readonly remoteOnly: boolean;
}

/** The workers: a list that was pasted, or rows of a form. */
export type PoolInput =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'rows'; readonly rows: readonly WorkerRow[] };

/** A worker in the form, as it was written. */
export interface WorkerRow {
  readonly name: string;
  /** `region=eu, gpu=true` */
  readonly labels: string;
  /** `linux/x86_64` */
  readonly platform: string;
  readonly slots: string;
  readonly running: string;
  readonly status: WorkerState;
}

/** The fields before anybody wrote in them. */
export const EMPTY_INPUT: PlannerInput = {
  files: [{ name: 'workflow.yaml', text: '' }],
  pool: { kind: 'text', text: '' },
  inputs: '',
  queueTimeout: '',
  remoteOnly: false,
};

/** A worker as most are. */
export const EMPTY_ROW: WorkerRow = {
  name: '',
  labels: '',
  platform: 'linux/x86_64',
  slots: '1',
  running: '0',
  status: 'idle',
};

/** Something in a field that cannot be used, and what to write. */
export class InputProblem extends Error {}

/**
 * Reads the fields.
 *
 * @returns what to plan, and what the reader should know about the list of workers.
 * @throws InputProblem when a field holds what cannot be used.
 */
export function requestOf(
  { files, pool, inputs, queueTimeout, remoteOnly }: PlannerInput,
  release: Release,
): { readonly request: PlanRequest; readonly notes: readonly string[] } {
  const written = files.filter(({ text }) => text.trim() !== '');
  const [first, ...others] = written;
  if (first === undefined) {
    throw new InputProblem('There is nothing to plan yet. Paste a workflow file.');
  }
  const workers = poolOf(pool);
  const seconds = secondsOf(queueTimeout);
  return {
    request: {
      files: [first, ...others],
      release,
      ...(workers && { pool: workers.pool }),
      inputs: inputsOf(inputs),
      server: { ...(seconds !== undefined && { queueTimeout: seconds }), remoteOnly },
    },
    notes: workers?.notes ?? [],
  };
}

interface GivenPool {
  readonly pool: Pool;
  readonly notes: readonly string[];
}

function poolOf(input: PoolInput): GivenPool | undefined {
  if (input.kind === 'rows') {
    return { pool: { workers: workersOfRows(input.rows) }, notes: [] };
  }
  if (input.text.trim() === '') {
    return undefined;
  }
  const read = parsePool(input.text);
  if (read.kind === 'unreadable') {
    throw new InputProblem(`The list of workers cannot be read. ${read.problem}`);
  }
  return read;
}

/** Rows without a name are not filled in yet. */
function workersOfRows(rows: readonly WorkerRow[]): PoolWorker[] {
  const workers = rows.filter(({ name }) => name.trim() !== '').map(workerOfRow);
  const names = new Set<string>();
  for (const { name } of workers) {
    if (names.has(name)) {
      throw new InputProblem(`Two workers are called ${name}. Give each its own name.`);
    }
    names.add(name);
  }
  return workers;
}

function workerOfRow({ name, labels, platform, slots, running, status }: WorkerRow): PoolWorker {
  const [system, architecture = ''] = platform.trim().split('/');
  return {
    name: name.trim(),
    labels: labelsOf(labels, name.trim()),
    platform: system!,
    arch: architecture,
    status,
    capacity: countOf(slots, name, 'slots', 1),
    running: countOf(running, name, 'running steps', 0),
  };
}

function labelsOf(written: string, worker: string): Record<string, string> {
  const pairs = written.split(/[,\n]/).filter((pair) => pair.trim() !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key, ...value] = pair.split('=');
      if (value.length === 0 || key!.trim() === '') {
        throw new InputProblem(`A label of ${worker} reads ${pair.trim()}. Write key=value, such as region=eu.`);
      }
      return [key!.trim(), value.join('=').trim()] as const;
    }),
  );
}

function countOf(written: string, worker: string, what: string, least: number): number {
  const count = /^\d{1,3}$/.test(written.trim()) ? Number(written) : NaN;
  if (!(count >= least)) {
    throw new InputProblem(`The number of ${what} of ${worker.trim()} must be a whole number from ${least} to 999.`);
  }
  return count;
}

/**
 * The rows of the form for a list that was pasted.
 *
 * @throws InputProblem when the list cannot be read.
 */
export function rowsOf(text: string): readonly WorkerRow[] {
  return poolOf({ kind: 'text', text })?.pool.workers.map(rowOfWorker) ?? [];
}

/**
 * The list that can be pasted for the rows of the form.
 *
 * @throws InputProblem when a row cannot be read.
 */
export function listOfRows(rows: readonly WorkerRow[]): string {
  const workers = workersOfRows(rows);
  return workers.length === 0 ? '' : JSON.stringify(workers.map(listedWorker), null, 2);
}

/** As `swamp worker list --json` names it. */
function listedWorker({ name, status, labels, platform, arch, capacity, running }: PoolWorker): object {
  const activeDispatchIds = Array.from({ length: running }, (_, index) => `${name}-${index + 1}`);
  return { name, status, labels, platform, arch, capacity, activeDispatchIds };
}

/** A worker as the form shows it. */
export function rowOfWorker({
  name,
  labels,
  platform,
  arch,
  capacity,
  running,
  status,
}: Omit<PoolWorker, 'instanceUuid'>): WorkerRow {
  return {
    name,
    labels: Object.entries(labels)
      .map((pair) => pair.join('='))
      .join(', '),
    platform: arch === '' ? platform : `${platform}/${arch}`,
    slots: String(capacity),
    running: String(running),
    status,
  };
}

/** The inputs of a run, written as for `--input`: `key=value`, `key:json=value`, or an object of JSON on one line. */
function inputsOf(text: string): Record<string, unknown> {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return Object.assign({}, ...lines.map(inputsOfLine)) as Record<string, unknown>;
}

function inputsOfLine(line: string): Record<string, unknown> {
  if (line.startsWith('{')) {
    return jsonOf(line, line) as Record<string, unknown>;
  }
  const [, key, isJson, value] = /^([^=:]+)(:json)?=(.*)$/s.exec(line) ?? [];
  if (key === undefined) {
    throw new InputProblem(`The input ${shown(line)} is no key=value.`);
  }
  return { [key.trim()]: isJson === undefined ? value! : jsonOf(value!, line) };
}

function jsonOf(text: string, line: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputProblem(`The input ${shown(line)} is no JSON.`);
  }
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Seconds of the units that `--queue-timeout` takes. */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  mo: 2_592_000,
  y: 31_536_000,
};

function secondsOf(duration: string): number | undefined {
  const written = duration.trim();
  if (written === '') {
    return undefined;
  }
  const [, count, unit] = /^(\d{1,9})(s|m|h|d|w|mo|y)?$/.exec(written) ?? [];
  if (count === undefined) {
    throw new InputProblem(
      `The queue timeout ${shown(written)} is no duration. Write 300, 5m or 1h; 0 is without a limit.`,
    );
  }
  return Number(count) * UNITS[unit ?? '']!;
}

/**
 * Puts the file first that no other one runs, if there is exactly one: files that are dropped together have no order.
 */
export function plannedFirst(files: readonly PlanFile[]): readonly PlanFile[] {
  const roots = files.filter(({ text }) => {
    const names = [...text.matchAll(/^(?:name|id):[ \t]*["']?([^"'\s#]+)/gm)].map((match) => match[1]!);
    return !files.some((other) => other.text !== text && names.some((name) => runsWorkflow(other.text, name)));
  });
  return roots.length === 1 ? [roots[0]!, ...files.filter((file) => file !== roots[0])] : files;
}

function runsWorkflow(text: string, name: string): boolean {
  return [...text.matchAll(/workflowIdOrName:[ \t]*["']?([^"'\s#]+)/g)].some((match) => match[1] === name);
}

/** Reads fields that were kept or came in a link; what is no such thing is `undefined`. */
export function inputFrom(value: unknown): PlannerInput | undefined {
  const given = Object(value) as Record<keyof PlannerInput, unknown>;
  const files = listOf(given.files, (file) => textsOf(file, ['name', 'text']) as PlanFile | undefined);
  const pool = poolFrom(given.pool);
  if (files === undefined || files.length === 0 || pool === undefined) {
    return undefined;
  }
  return {
    files,
    pool,
    inputs: typeof given.inputs === 'string' ? given.inputs : '',
    queueTimeout: typeof given.queueTimeout === 'string' ? given.queueTimeout : '',
    remoteOnly: given.remoteOnly === true,
  };
}

function poolFrom(value: unknown): PoolInput | undefined {
  const given = Object(value) as { readonly kind?: unknown; readonly text?: unknown; readonly rows?: unknown };
  if (given.kind === 'text') {
    return typeof given.text === 'string' ? { kind: 'text', text: given.text } : undefined;
  }
  const rows = listOf(given.rows, (row) => {
    const texts = textsOf(row, ['name', 'labels', 'platform', 'slots', 'running', 'status']);
    const status = WORKER_STATES.find((state) => state === texts?.status);
    return texts === undefined || status === undefined ? undefined : ({ ...texts, status } as WorkerRow);
  });
  return given.kind === 'rows' && rows !== undefined ? { kind: 'rows', rows } : undefined;
}

function listOf<Item>(value: unknown, read: (item: unknown) => Item | undefined): Item[] | undefined {
  if (!Array.isArray(value)) {
    return undefined;
  }
  const items = value.map(read);
  return items.some((item) => item === undefined) ? undefined : (items as Item[]);
}

function textsOf(value: unknown, keys: readonly string[]): Record<string, string> | undefined {
  const given = Object(value) as Record<string, unknown>;
  const texts = keys.map((key) => [key, given[key]] as const);
  return texts.every(([, text]) => typeof text === 'string')
    ? (Object.fromEntries(texts) as Record<string, string>)
    : undefined;
}
