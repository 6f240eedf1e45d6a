import { WORKER_STATES } from './request.ts';
import type { Pool, PoolWorker, WorkerState } from './request.ts';

/** What was found in a text that should list workers. */
export type ReadPool =
  | { readonly kind: 'pool'; readonly pool: Pool; readonly notes: readonly string[] }
  | { readonly kind: 'unreadable'; readonly problem: string };

/** Longest list that is read; a worker takes about 500 characters. */
const LONGEST = 2 * 1024 * 1024;
const MOST_WORKERS = 2000;

/** Colors of a terminal, as they are sent, as `cat -v` shows them, and as they are left when a page drops the first sign. */
// eslint-disable-next-line no-control-regex -- a control character is what begins them
const COLORS = /(?:\u001B|\^\[)\[[\d;]*m|\[\d{1,3}(?:;\d{1,3})*m/g;

/** What is printed in place of a table without rows. */
const NOBODY = /^No workers found\.$/m;

/**
 * Reads what `swamp worker list` prints: `--json` of any release (an array, or an object with `workers`), or its table.
 * Colors and what a terminal shows before and after are left out.
 *
 * @returns the pool, and notes about what the reader should know; or why it could not be read.
 */
export function parsePool(text: string): ReadPool {
  const source = text
    .slice(0, LONGEST + 1)
    .replace(/^\uFEFF/, '')
    .replace(COLORS, '')
    .trim();
  if (source === '') {
    return unreadable('There is nothing here. Paste what `swamp worker list --json` prints.');
  }
  if (text.length > LONGEST) {
    return unreadable('This is too long for a list of workers.');
  }
  const json = jsonIn(source);
  return json === undefined ? fromTable(source) : fromJson(json);
}

/** What begins a line as JSON does, without a prompt after it. */
function jsonIn(source: string): string | undefined {
  const start = source.search(/^\s*[{[]/m);
  if (start === -1) {
    return undefined;
  }
  const rest = source.slice(start).trimStart();
  const end = rest.lastIndexOf(rest.startsWith('[') ? ']' : '}');
  return end === -1 ? rest : rest.slice(0, end + 1);
}

function unreadable(problem: string): ReadPool {
  return { kind: 'unreadable', problem };
}

function fromJson(source: string): ReadPool {
  let parsed: unknown;
  try {
    parsed = JSON.parse(source);
  } catch {
    return unreadable('This is no complete JSON. Copy all that `swamp worker list --json` prints.');
  }
  const list = Array.isArray(parsed) ? (parsed as unknown[]) : (parsed as { workers?: unknown }).workers;
  if (!Array.isArray(list)) {
    return unreadable(
      'This JSON is no list of workers: it has no `workers`. Paste what `swamp worker list --json` prints.',
    );
  }
  if (list.length > MOST_WORKERS) {
    return unreadable(`The list has more than ${MOST_WORKERS} workers. Give those that the workflow is meant for.`);
  }
  const workers = list.map(workerIn);
  const broken = workers.indexOf(undefined);
  if (broken !== -1) {
    return unreadable(`Entry ${broken + 1} of the list is no worker: it has no \`name\`.`);
  }
  const left = (parsed as { filteredDisconnectedCount?: unknown }).filteredDisconnectedCount;
  return pool(
    workers as PoolWorker[],
    typeof left === 'number' && left > 0
      ? [`${left} disconnected workers are not in the list; \`--all\` shows them.`]
      : [],
    list.map((entry) => (entry as { status?: unknown }).status),
  );
}

function pool(workers: readonly PoolWorker[], notes: readonly string[], states: readonly unknown[]): ReadPool {
  const names = workers.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  return twice === undefined
    ? { kind: 'pool', pool: { workers }, notes: [...notes, ...stateNotes(states)] }
    : unreadable(`The worker \`${twice}\` is listed twice. A name belongs to one worker.`);
}

/** About states that no release has. */
function stateNotes(states: readonly unknown[]): string[] {
  const known: readonly unknown[] = WORKER_STATES;
  const unknown = [...new Set(states.filter((state) => typeof state === 'string' && !known.includes(state)))];
  return unknown
    .slice(0, 3)
    .map((state) => `No release has the state \`${String(state).slice(0, 40)}\`; its workers are planned as \`idle\`.`);
}

function workerIn(entry: unknown): PoolWorker | undefined {
  const { name, instanceUuid, labels, platform, arch, status, capacity, activeDispatchIds } = (entry ?? {}) as Record<
    string,
    unknown
  >;
  if (typeof name !== 'string' || name === '') {
    return undefined;
  }
  const running = Array.isArray(activeDispatchIds) ? activeDispatchIds.length : status === 'busy' ? 1 : 0;
  return {
    name,
    ...(typeof instanceUuid === 'string' ? { instanceUuid } : {}),
    labels: labelsIn(labels),
    platform: typeof platform === 'string' ? platform : '',
    arch: typeof arch === 'string' ? arch : '',
    status: stateIn(status),
    capacity: typeof capacity === 'number' && capacity >= 1 ? Math.floor(capacity) : 1,
    running,
  };
}

function labelsIn(labels: unknown): Record<string, string> {
  return typeof labels === 'object' && labels !== null
    ? Object.fromEntries(Object.entries(labels).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
    : {};
}

function stateIn(status: unknown): WorkerState {
  return WORKER_STATES.find((state) => state === status) ?? 'idle';
}

/** Names of columns of the table; `SLOTS` came with slots. */
const HEADER = /^\s*NAME(?:\s{2,}|\t)STATUS\b.*\bLABELS\b/;

function fromTable(source: string): ReadPool {
  const lines = source.split(/\r?\n/).map((line) => line.trim());
  const start = lines.findIndex((line) => HEADER.test(line));
  if (start === -1 && NOBODY.test(source)) {
    return pool([], [], []);
  }
  if (start === -1) {
    return unreadable(
      'This is neither what `swamp worker list --json` prints nor its table. Copy the table with its heading, `NAME STATUS …`.',
    );
  }
  const columns = cellsIn(lines[start]!);
  const all = lines
    .slice(start + 1)
    .map(cellsIn)
    // One cell is a sentence below the table.
    .filter((cells) => cells.length > 1);
  const rows = all.filter((cells) => cells.length === columns.length);
  if (rows.length > MOST_WORKERS) {
    return unreadable(`The list has more than ${MOST_WORKERS} workers. Give those that the workflow is meant for.`);
  }
  const hidden = /^(\d+) disconnected workers? hidden/m.exec(source)?.[1];
  const byColumn = rows.map((cells) => Object.fromEntries(columns.map((column, at) => [column, cells[at]!])));
  return pool(
    byColumn.map(workerOfRow),
    [
      ...(rows.length === all.length ? [] : [`${all.length - rows.length} lines of the table could not be read.`]),
      ...(hidden === undefined ? [] : [`${hidden} disconnected workers are not in the list; \`--all\` shows them.`]),
    ],
    byColumn.map(({ STATUS }) => STATUS),
  );
}

function cellsIn(line: string): string[] {
  return line.split(/\s{2,}|\t/).filter((cell) => cell !== '');
}

function workerOfRow(row: Readonly<Record<string, string>>): PoolWorker {
  const [platform = '', arch = ''] = (row['PLATFORM/ARCH'] ?? '').split('/');
  const slots = /^(\d+)\/(\d+)$/.exec(row.SLOTS ?? '');
  return {
    name: row.NAME!,
    labels: row.LABELS === '-' ? {} : Object.fromEntries((row.LABELS ?? '').split(',').map(labelOf)),
    platform,
    arch,
    status: stateIn(row.STATUS),
    capacity: slots === null ? 1 : Math.max(1, Number(slots[2])),
    running: slots === null ? (row.STATUS === 'busy' ? 1 : 0) : Number(slots[1]),
  };
}

function labelOf(text: string): [string, string] {
  const [key, ...value] = text.split('=');
  return [key!, value.join('=')];
}
