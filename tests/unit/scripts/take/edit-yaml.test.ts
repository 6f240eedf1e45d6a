import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isMap, isSeq, parse, parseDocument } from 'yaml';
import { projectRoot } from '../../../../scripts/lib/project-root.ts';
import { editYaml } from '../../../../scripts/take/edit-yaml.ts';

const TEXT = `# Head.
command: worker list # what it is
flags:
  # The first.
  - name: --all
    description: |
      Two
      lines.
  - name: --label
    env:
      name: LABELS
    description: Filters
      by label. # kept

# Between.
exitCodes:
  - { code: 0, when: Always. }
`;

describe('an edit', () => {
  it('adds keys and items where they belong, and leaves all else as it is', () => {
    const edited = editYaml(TEXT, [
      { kind: 'add-item', list: ['flags'], after: 1, value: { name: '--new', description: 'It is new.' } },
      { kind: 'add-key', map: ['flags', 1], key: 'until', value: '2' },
      { kind: 'add-key', map: ['flags', 1, 'env'], key: 'since', value: '1' },
      { kind: 'add-key', map: ['flags', 0], key: 'since', value: '20260101.000000.0' },
      { kind: 'add-key', map: ['exitCodes', 0], key: 'until', value: '20260101.000000.0' },
      { kind: 'add-item', list: ['arguments'], after: 'first', value: { name: 'url' } },
      { kind: 'replace', at: ['command'], value: 'worker: show' },
    ]);
    expect(edited).toBe(`# Head.
command: "worker: show" # what it is
flags:
  # The first.
  - name: --all
    description: |
      Two
      lines.
    since: 20260101.000000.0
  - name: --label
    env:
      name: LABELS
      since: "1"
    description: Filters
      by label. # kept
    until: "2"
  - name: --new
    description: It is new.

# Between.
exitCodes:
  - { code: 0, when: Always., until: 20260101.000000.0 }
arguments:
  - name: url
`);
  });

  it('puts an item first, and several in their order', () => {
    const edited = editYaml('list:\n  - a: 1\n', [
      { kind: 'add-item', list: ['list'], after: 'first', value: { a: 0 } },
      { kind: 'add-item', list: ['list'], after: 0, value: { a: 2 } },
      { kind: 'add-item', list: ['list'], after: 0, value: { a: 3 } },
    ]);
    expect(parse(edited)).toEqual({ list: [{ a: 0 }, { a: 1 }, { a: 2 }, { a: 3 }] });
  });

  it.each([
    ['a map that is not there', { kind: 'add-key', map: ['flags', 9], key: 'until', value: '1' }, 'no map at flags.9'],
    ['a key that is there', { kind: 'add-key', map: [], key: 'command', value: '1' }, "'command' already, in line 2"],
    ['an item that is not there', { kind: 'add-item', list: ['flags'], after: 7, value: 1 }, 'no item at flags.7'],
    ['what is no text', { kind: 'replace', at: ['flags'], value: '1' }, 'no text at flags'],
  ] as const)('of %s is refused', (_, edit, message) => {
    expect(() => editYaml(TEXT, [edit])).toThrow(message);
  });

  it('is refused in a file that is broken', () => {
    expect(() => editYaml('a: [1\n', [])).toThrow(/line 2/);
  });
});

/** Every file of facts of the newest protocol. */
const folder = path.join(projectRoot, 'spec', 'protocol-4');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));

describe.each(files)('%s', (name) => {
  const text = readFileSync(path.join(folder, name), 'utf8');

  it('takes a key at the end of every map, and the file stays what it was otherwise', () => {
    const maps = mapsIn(parseDocument(text).contents, []);
    const edited = editYaml(
      text,
      maps.map((map) => ({ kind: 'add-key', map, key: 'x-added', value: 'yes' })),
    );
    expect(parse(edited)).toEqual(withKey(parse(text)));
    expect(edited.replace(/^ *x-added: yes\n|,? x-added: yes/gm, '')).toBe(text);
    expect(maps.length).toBeGreaterThan(0);
  });
});

function withKey(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withKey);
  }
  return typeof value === 'object' && value !== null
    ? { ...Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withKey(inner)])), 'x-added': 'yes' }
    : value;
}

function mapsIn(node: unknown, keys: readonly (string | number)[]): (readonly (string | number)[])[] {
  if (isMap(node)) {
    return [keys, ...node.items.flatMap((pair) => mapsIn(pair.value, [...keys, String(pair.key)]))];
  }
  return isSeq(node) ? node.items.flatMap((item, at) => mapsIn(item, [...keys, at])) : [];
}
