import type { ValueField, ValueKind } from '../../markdown/code/example-values.ts';
import { fieldOf } from './values.ts';
import type { Values } from './values.ts';

/** What a value is worth: as it is written from now on, or what is wrong with it. */
export type Checked = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly problem: string };

/** No address, name, label or path is longer. */
const LONGEST = 255;

/** The secret of a token, alone or behind its name, and the head of a key or certificate. */
const SECRET = /[0-9a-f]{64}|^[\w-]+\.[0-9a-f]{16,}$|-----BEGIN/i;
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/u;
/** What a shell, YAML or a file of settings each read in another way. */
const AMBIGUOUS = /["'`\\$]/;

const HOST_PART = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Checks what a reader entered against what the program allows (`spec/`).
 *
 * @param text - anything, of any length.
 */
export function checkValue({ kind, from }: ValueField, text: string): Checked {
  // First, so that nothing long is looked at.
  if (text.length > LONGEST) {
    return wrong(`This is too long: ${LONGEST} characters at most.`);
  }
  const value = text.trim();
  if (SECRET.test(value)) {
    return wrong(
      'This looks like a secret. It would stay on this device and in links that you share: enter names only.',
    );
  }
  if (INVISIBLE.test(value)) {
    return wrong('This holds characters that cannot be seen.');
  }
  return value === '' ? wrong('This is empty.') : CHECKS[kind](value, from);
}

const CHECKS: Readonly<Record<ValueKind, (value: string, from: ValueField['from']) => Checked>> = {
  address: checkAddress,
  host: (value) => {
    const host = value.toLowerCase();
    return isHost(host)
      ? right(host)
      : wrong('A host name has letters, digits, dots and hyphens, such as build.example.org.');
  },
  ip: (value) => (isIp(value) ? right(value) : wrong('An IPv4 address has four numbers up to 255, such as 192.0.2.7.')),
  port: (value) => (isPort(value) ? right(String(Number(value))) : wrong('A port is a whole number from 1 to 65535.')),
  name: (value) => {
    if (/^[a-z0-9][a-z0-9_-]{0,63}$/.test(value)) {
      return right(value);
    }
    return wrong(
      value.includes('.')
        ? 'The name alone, without the dot and what is behind it: that is the secret of a token.'
        : 'Lower-case letters, digits, - and _, with a letter or digit first, 64 at most: the program takes no other.',
    );
  },
  workflow: (value) =>
    /^[a-z0-9][a-z0-9-]{0,63}$/.test(value)
      ? right(value)
      : wrong(
          'Lower-case letters, digits and -, with a letter or digit first, 64 at most: the program takes no other.',
        ),
  label: checkLabel,
  path: checkPath,
};

function checkAddress(value: string): Checked {
  const [, scheme, host, port, path = ''] =
    /^(wss?):\/\/(\[[0-9a-f:.]+\]|[^/?#@:[\]]+)(?::(\d+))?(\/[\w./~-]*)?$/i.exec(value) ?? [];
  if (scheme === undefined || host === undefined) {
    if (/[@?#]/.test(value)) {
      return wrong('Without @, ? and #: what stands there is often a secret.');
    }
    return wrong('An address begins with ws:// or wss://, then host and port, such as wss://build.example.org:9443.');
  }
  if (!isHost(host.toLowerCase()) && !isIp6(host)) {
    return wrong(`${host} is no host name and no IP address.`);
  }
  if (port !== undefined && !isPort(port)) {
    return wrong('A port is a whole number from 1 to 65535.');
  }
  const authority = host.toLowerCase() + (port === undefined ? '' : `:${Number(port)}`);
  return right(`${scheme.toLowerCase()}://${authority}${path.replace(/\/+$/, '')}`);
}

function checkLabel(value: string): Checked {
  const [, key, rest] = /^([^=]+)=(.+)$/.exec(value) ?? [];
  if (key === undefined || rest === undefined) {
    return wrong('A label is <key>=<value>, both not empty.');
  }
  if (value.includes(',')) {
    return wrong('Without a comma: SWAMP_WORKER_LABELS takes it for the end of the label.');
  }
  if (value.startsWith('-') || AMBIGUOUS.test(value)) {
    return wrong(
      'Without quotes, \\ and $, and without - at the beginning: files and commands read them in other ways.',
    );
  }
  return key !== key.trimEnd() || rest !== rest.trimStart()
    ? wrong('Without blanks around =, which would be part of the label.')
    : right(value);
}

const BEGINNINGS = {
  root: [/^\//, 'A path from the root, such as /srv/swamp.'],
  home: [/^(?:\/|~\/)/, 'A path from the root or from ~, such as /srv/swamp or ~/swamp.'],
  here: [/^(?![-~])|^~\//, 'A path that does not begin with - or with the home of somebody else.'],
} as const;

function checkPath(value: string, from: ValueField['from'] = 'here'): Checked {
  const [beginning, problem] = BEGINNINGS[from];
  if (!beginning.test(value)) {
    return wrong(problem);
  }
  if (AMBIGUOUS.test(value) || value.includes(':')) {
    return wrong('Without quotes, \\, $ and colon: files and commands read them in other ways.');
  }
  const path = value.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
  if (path.split('/').includes('..')) {
    return wrong('Without .., so that it is plain where it leads.');
  }
  return path === '/' || path === '~'
    ? wrong('A directory of its own, not the whole disk or home directory.')
    : right(path);
}

function isHost(host: string): boolean {
  const parts = host.split('.');
  return /^\d+$/.test(parts.at(-1)!) ? isIp(host) : host.length <= 253 && parts.every((part) => HOST_PART.test(part));
}

function isIp(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function isIp6(host: string): boolean {
  return host.startsWith('[') && URL.canParse(`http://${host}/`);
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

function right(value: string): Checked {
  return { ok: true, value };
}

function wrong(problem: string): Checked {
  return { ok: false, problem };
}

/** Fields of which no two may have the same value: tokens cannot share a name, nor workers a machine id. */
const DIFFERENT = [
  ['worker', 'second-worker', 'remote-worker', 'fleet', 'cluster'],
  ['cache', 'second-cache', 'third-cache'],
];

/**
 * Checks values together. What is empty stays the example.
 *
 * @param entered - what stands in each field.
 * @returns the values, and what is wrong with which; a value that is refused is not among the values.
 */
export function checkValues(entered: Values): { readonly values: Values; readonly problems: Values } {
  const values: Record<string, string> = {};
  const problems: Record<string, string> = {};
  for (const [id, text] of Object.entries(entered)) {
    const field = fieldOf(id);
    if (field === undefined || text.trim() === '') {
      continue;
    }
    const checked = checkValue(field, text);
    if (checked.ok) {
      values[id] = checked.value;
    } else {
      problems[id] = checked.problem;
    }
  }
  const doubled = DIFFERENT.flatMap((group) => repeated(group, values));
  doubled.forEach((id) => (problems[id] = 'Another field has this already: two workers need two of them.'));
  return {
    values: Object.fromEntries(Object.entries(values).filter(([id]) => !doubled.includes(id))),
    problems,
  };
}

/** Fields of a group whose value another field has: one before it, or one that shows its example. */
function repeated(group: readonly string[], values: Values): string[] {
  return group.filter((id, index) => {
    const value = values[id];
    return group.some((other, place) =>
      place < index && values[other] !== undefined
        ? values[other] === value
        : place !== index && values[other] === undefined && fieldOf(other)!.examples[0] === value,
    );
  });
}
