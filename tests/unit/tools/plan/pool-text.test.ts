// cspell:ignore nmae
import { describe, expect, it } from 'vitest';
import { parsePool } from '../../../../src/tools/plan/pool-text.ts';
import { specs } from '../../../support/facts.ts';

/** Everything that `swamp worker list` printed in a recording. */
const lists = specs.flatMap(({ protocol, recordings }) =>
  [...recordings].flatMap(([id, { value }]) =>
    value.processes
      .filter(({ command, exitCode }) => /^swamp worker list[^\n]*$/.test(command) && exitCode === 0)
      .filter(({ stdout }) => /NAME\s+STATUS|"name"/.test(stdout))
      .map(({ command, stdout }) => [`${protocol.number} ${id}: ${command}`, command, stdout] as const),
  ),
);

describe('a recorded list of workers', () => {
  it('is there in both forms and from all protocols', () => {
    for (const { protocol } of specs) {
      const own = lists.filter(([name]) => name.startsWith(`${protocol.number} `));
      expect(own.some(([, command]) => command.includes('--json'))).toBe(true);
      expect(own.some(([, command]) => !command.includes('--json'))).toBe(true);
    }
  });

  it.each(lists)('%s is read', (_, __, stdout) => {
    const read = parsePool(stdout);
    if (read.kind !== 'pool') {
      throw new Error(read.problem);
    }
    for (const { name, platform, arch, status, capacity, running } of read.pool.workers) {
      expect([name, platform, arch].every((text) => /^[\w-]+$/.test(text))).toBe(true);
      expect(capacity).toBeGreaterThanOrEqual(1);
      expect(running > 0).toBe(status === 'busy');
    }
    expect(read.notes.filter((note) => note.includes('could not be read'))).toEqual([]);
  });

  it('tells the same as table and as JSON', () => {
    const table =
      'NAME   STATUS  SLOTS  LABELS                     PLATFORM/ARCH  LAST SEEN\nalpha  idle    0/2    region=us-east,tier=build  linux/x86_64   2026-01-01T12:00:00.000Z\n';
    const worker = {
      name: 'alpha',
      status: 'idle',
      labels: { region: 'us-east', tier: 'build' },
      platform: 'linux',
      arch: 'x86_64',
      capacity: 2,
      activeDispatchIds: [],
    };
    const [a, b, c] = [
      table,
      JSON.stringify([worker]),
      JSON.stringify({ workers: [worker], count: 1, filteredDisconnectedCount: 2 }),
    ].map(parsePool);
    expect(a).toEqual(b);
    expect(c).toMatchObject({ notes: [expect.stringContaining('2 disconnected workers')] });
  });

  it('says which part of it is broken', () => {
    expect(parsePool('NAME   STATUS  LABELS  PLATFORM/ARCH  LAST SEEN\nalpha  idle  -\n')).toMatchObject({
      notes: ['1 lines of the table could not be read.'],
    });
    expect(parsePool('[{"nmae": "alpha"}]')).toMatchObject({
      problem: 'Entry 1 of the list is no worker: it has no `name`.',
    });
    expect(parsePool('{"workers": 3}')).toMatchObject({ kind: 'unreadable' });
    expect(parsePool('[{"name": "alpha"')).toMatchObject({
      problem: expect.stringContaining('no complete JSON') as string,
    });
  });
});

describe('a list as a terminal shows it', () => {
  const table = [
    'NAME   STATUS  SLOTS  LABELS     PLATFORM/ARCH  LAST SEEN',
    'alpha  idle    0/1    region=eu  linux/x86_64   2026-01-01T12:00:00.000Z',
    'beta   busy    1/2    -          linux/x86_64   2026-01-01T12:00:00.000Z',
  ].join('\n');
  const json = JSON.stringify(
    { workers: [{ name: 'alpha', status: 'busy', labels: { list: '[1]' } }], count: 1 },
    null,
    2,
  );
  const read = parsePool(table);

  it.each([
    ['colors', (begin: string) => `${begin}[1m`, '\u001B'],
    ['colors that cat -v shows', (begin: string) => `${begin}[1;34m`, '^['],
    ['what is left of colors', (begin: string) => `${begin}[32m`, ''],
  ])('is read with %s', (_, color, begin) => {
    const colored = table.replaceAll(/NAME|idle|busy/g, (word) => `${color(begin)}${word}${begin}[39m`);
    expect(colored).not.toBe(table);
    expect(parsePool(colored)).toEqual(read);
  });

  it.each([
    ['the end of lines of Windows', table.replaceAll('\n', '\r\n')],
    ['tabs in place of spaces', table.replaceAll(/ {2,}/g, '\t')],
    ['the command before it', `$ swamp worker list\n${table}\n$ `],
  ])('is read with %s', (_, text) => expect(parsePool(text)).toEqual(read));

  it.each([
    ['the command before it, and a prompt after it', `$ swamp worker list --json\n${json}\noperator@host:~$ `],
    ['colors', `\u001B[32m${json}\u001B[39m`],
    ['a byte order mark', `\uFEFF${json}`],
  ])('is read as JSON with %s', (_, text) => {
    expect(parsePool(text)).toEqual(parsePool(json));
    expect(parsePool(json)).toMatchObject({
      pool: { workers: [{ name: 'alpha', running: 1, labels: { list: '[1]' } }] },
    });
  });

  it('is empty where the program says that there is nobody', () => {
    expect(parsePool('$ swamp worker list\nNo workers found.\n')).toEqual(parsePool('[]'));
    expect(parsePool('No workers, sorry')).toMatchObject({ kind: 'unreadable' });
  });

  it('tells of a state that no release has', () => {
    const notes = ['No release has the state `sleepy`; its workers are planned as `idle`.'];
    expect(parsePool(table.replace('idle  ', 'sleepy'))).toMatchObject({ notes });
    expect(parsePool('[{ "name": "alpha", "status": "sleepy" }]')).toMatchObject({ notes });
    expect(read).toMatchObject({ notes: [] });
  });
});
