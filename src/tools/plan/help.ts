import { distance } from 'fastest-levenshtein';
import type { Requirement } from './matching.ts';
import type { Lacking } from './plan.ts';
import type { PoolWorker } from './request.ts';

/** Words that others use for what the program calls otherwise. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  macos: 'darwin',
  osx: 'darwin',
  mac: 'darwin',
  win32: 'windows',
  win: 'windows',
  amd64: 'x86_64',
  x64: 'x86_64',
  arm64: 'aarch64',
};

/** What would help a step that waits, the simplest first. */
export function helpFor(
  requirement: Requirement,
  reason: 'slot' | 'worker' | 'lock',
  pool: readonly PoolWorker[],
  lacking: readonly Lacking[],
): string[] {
  const { target, labels = {}, platform } = requirement;
  if (reason === 'slot') {
    return ['Wait for the end of what runs there, or start another worker that fits.'];
  }
  if (target !== undefined) {
    return [...literalHelp(target), ...targetHelp(target, pool)];
  }
  return [
    ...Object.values(labels).flatMap(literalHelp),
    ...Object.entries(labels).flatMap(([key, value]) => labelHelp(key, value, pool)),
    ...platformHelp(platform),
    ...stateHelp(lacking),
    startHelp(labels, platform),
  ];
}

/** About values that an expression left behind. */
function literalHelp(value: unknown): string[] {
  if (typeof value !== 'string') {
    return [
      `The expression gives a ${typeof value}, and only text can be equal to a label or a name: write \`string(…)\` around it.`,
    ];
  }
  return value.includes('${{')
    ? [
        'The expression is not filled in, so the step asks for its literal text. See which expressions are filled in since which release.',
      ]
    : [];
}

function targetHelp(target: unknown, pool: readonly PoolWorker[]): string[] {
  const name = String(target);
  const near = nearest(
    name,
    pool.map((worker) => worker.name),
  );
  return [
    ...(near === undefined
      ? []
      : [`Write \`${near}\`, if that is meant: a worker of this name is there.${unseen(name, near)}`]),
    `Start the worker \`${name}\`: the name comes from its token.`,
  ];
}

function labelHelp(key: string, value: unknown, pool: readonly PoolWorker[]): string[] {
  const keys = [...new Set(pool.flatMap(({ labels }) => Object.keys(labels)))];
  if (!keys.includes(key)) {
    const near = nearest(key, keys);
    return near === undefined
      ? []
      : [`Write \`${near}\` in place of \`${key}\`: no worker has a label \`${key}\`.${unseen(key, near)}`];
  }
  const values = [...new Set(pool.flatMap(({ labels }) => (Object.hasOwn(labels, key) ? [labels[key]!] : [])))];
  if (typeof value !== 'string' || values.includes(value)) {
    return [];
  }
  const near = nearest(value, values);
  return near === undefined
    ? []
    : [`Write \`${key}: ${near}\` in place of \`${key}: ${value}\`, if that is meant.${unseen(value, near)}`];
}

function platformHelp(platform: unknown): string[] {
  if (typeof platform !== 'string') {
    return [];
  }
  const better = platform
    .split('/')
    .map((word) => OTHER_WORDS[word.toLowerCase()] ?? word)
    .join('/');
  return better === platform ? [] : [`Write \`platform: ${better}\`: these are the words of \`swamp worker list\`.`];
}

function stateHelp(lacking: readonly Lacking[]): string[] {
  return lacking.flatMap(({ worker, lacks }) =>
    lacks.length === 1 && lacks[0]!.kind === 'state' && ['disconnected', 'draining'].includes(worker.status)
      ? [`Start \`${worker.name}\` again: it fits.`]
      : [],
  );
}

function startHelp(labels: Readonly<Record<string, unknown>>, platform: unknown): string {
  const options = Object.entries(labels).map(([key, value]) => `--label ${key}=${String(value)}`);
  const on = typeof platform === 'string' && platform !== '' ? ` on \`${platform}\`` : '';
  return options.length === 0 ? `Start a worker${on}.` : `Start a worker${on} with \`${options.join(' ')}\`.`;
}

/** Where two words differ that may look the same: letters of other scripts, and characters without a width. */
function unseen(written: string, near: string): string {
  const [a, b] = [[...written], [...near]];
  const at = a.findIndex((character, index) => character !== b[index]);
  const first = at === -1 ? a.length : at;
  return /[^ -~]/.test(`${written}${near}`)
    ? ` Their character ${first + 1} differs: ${codeOf(a[first])} in place of ${codeOf(b[first])}.`
    : '';
}

function codeOf(character: string | undefined): string {
  return character === undefined
    ? 'none'
    : `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

function nearest(name: string, candidates: readonly string[]): string | undefined {
  const limit = name.length < 4 ? 1 : Math.max(2, Math.floor(name.length / 3));
  return candidates
    .filter((candidate) => candidate.length < 100 && name.length < 100)
    .map((candidate) => ({ candidate, far: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far)[0]?.candidate;
}
