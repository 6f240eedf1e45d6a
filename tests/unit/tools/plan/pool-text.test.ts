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
