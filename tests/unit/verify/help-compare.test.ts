import { describe, expect, it } from 'vitest';
import { specs as all } from '../../support/facts.ts';
import type { Sourced } from '../../../src/facts/protocol-spec.ts';
import { isInSpan } from '../../../src/facts/release.ts';
import type { Command } from '../../../src/facts/schema/command.ts';
import type { Finding } from '../../../verify/check.ts';
import { compareHelp } from '../../../verify/checks/help/compare.ts';
import { parseHelp } from '../../../src/facts/help-page.ts';
import { helpPage } from '../../support/help-pages.ts';

const specs = new Map(all.map((spec) => [spec.protocol.number, spec]));
const newest = specs.get(4)!;

/** Differences of one command, with its help page changed or its facts changed. */
function differencesOf(
  command: string,
  change: { readonly help?: (text: string) => string; readonly facts?: (facts: Command) => Command },
): Finding[] {
  const { help = (text) => text, facts = (value) => value } = change;
  const source = newest.commands.get(command)!;
  const changed: Sourced<Command> = { ...source, value: facts(structuredClone(source.value)) };
  const spec = { ...newest, commands: new Map([...newest.commands, [command, changed]]) };
  const printed = helpPage(newest, command, newest.protocol.verified);
  const altered = help(printed);
  const page = parseHelp(altered)!;
  return compareHelp(spec, changed, page, newest.protocol.verified).filter(({ status }) => status === 'differs');
}

function changeFlag(name: string, change: (flag: Command['flags'][number]) => Command['flags'][number]) {
  return (facts: Command): Command => ({
    ...facts,
    flags: facts.flags.map((flag) => (flag.name === name ? change(flag) : flag)),
  });
}

describe.each([2, 3, 4])('a help page made from the facts of protocol %i', (number) => {
  const spec = specs.get(number)!;
  const release = spec.protocol.verified;
  const commands = [...spec.commands.values()].filter((command) => isInSpan(release, command.value));

  it.each(commands.map((command) => [command.value.command, command] as const))(
    'agrees with them: %s',
    (name, command) => {
      const page = parseHelp(helpPage(spec, name, release))!;
      expect(page.command).toBe(name);
      const findings = compareHelp(spec, command, page, release);
      expect(findings.filter(({ status }) => status !== 'agrees')).toEqual([]);
      expect(findings.length).toBeGreaterThan(spec.globalFlags.value.length);
    },
  );
});

describe('a planted mistake in the facts', () => {
  it.each([
    [
      'a flag that the program lacks',
      (facts: Command) => ({
        ...facts,
        flags: [...facts.flags, { ...facts.flags[0]!, name: '--made-up', env: undefined }],
      }),
      'worker connect --made-up',
      'the flag stands in the help',
      'the help has no such flag',
    ],
    [
      'a flag left out',
      (facts: Command) => ({ ...facts, flags: facts.flags.filter(({ name }) => name !== '--cache-dir') }),
      'worker connect --cache-dir',
      'no such flag',
      /the help has it: What the flag does/,
    ],
    [
      'another variable',
      changeFlag('--cache-dir', (flag) => ({ ...flag, env: { name: 'SWAMP_CACHE' } })),
      'worker connect --cache-dir',
      'environment variable: SWAMP_CACHE',
      'environment variable: SWAMP_WORKER_CACHE_DIR',
    ],
    [
      'a variable left out',
      changeFlag('--cache-dir', (flag) => ({ ...flag, env: undefined })),
      'worker connect --cache-dir',
      'environment variable: none',
      'environment variable: SWAMP_WORKER_CACHE_DIR',
    ],
    [
      'a variable too many',
      changeFlag('--no-reconnect', (flag) => ({ ...flag, env: { name: 'SWAMP_NO_RECONNECT' } })),
      'worker connect --no-reconnect',
      'environment variable: SWAMP_NO_RECONNECT',
      'environment variable: none',
    ],
    [
      'another default',
      changeFlag('--concurrency', (flag) => ({ ...flag, default: '2' })),
      'worker connect --concurrency',
      'default: 2',
      'default: 1',
    ],
    [
      'another placeholder',
      changeFlag('--label', (flag) => ({ ...flag, value: 'pair' })),
      'worker connect --label',
      'value: pair',
      'value: label',
    ],
    [
      'a flag that is not required',
      changeFlag('--token', (flag) => ({ ...flag, required: true })),
      'worker connect --token',
      'required: yes',
      'required: no',
    ],
    [
      'a flag that repeats',
      changeFlag('--label', (flag) => ({ ...flag, repeatable: false })),
      'worker connect --label',
      'repeatable: no',
      'repeatable: yes',
    ],
    [
      'an argument that is required',
      (facts: Command) => ({
        ...facts,
        arguments: facts.arguments.map((argument) => ({ ...argument, required: true })),
      }),
      'worker connect: arguments',
      '<url>',
      '[url]',
    ],
    [
      'a flag of another area that is gone',
      (facts: Command) => ({ ...facts, outOfScopeFlags: [{ name: '--gone', reason: 'x' }] }),
      'worker connect --gone',
      'a flag of another area stands in the help',
      'the help has no such flag',
    ],
  ] as const)('is caught: %s', (_, facts, subject, expected, actual) => {
    const findings = differencesOf('worker connect', { facts });
    expect(findings).toEqual([
      expect.objectContaining({
        subject,
        expected,
        actual: actual instanceof RegExp ? expect.stringMatching(actual) : actual,
        file: 'spec/protocol-4/commands/worker-connect.yaml',
        line: expect.any(Number),
      }),
    ]);
  });

  it('points to the line of the flag', () => {
    const [finding] = differencesOf('worker connect', {
      facts: changeFlag('--concurrency', (flag) => ({ ...flag, default: '2' })),
    });
    const source = newest.commands.get('worker connect')!;
    const index = source.value.flags.findIndex(({ name }) => name === '--concurrency');
    expect(finding!.line).toBe(source.lineOf(['flags', index]));
    expect(finding!.line).toBeGreaterThan(1);
  });

  it('is caught in the global options, too', () => {
    const spec = { ...newest, globalFlags: { ...newest.globalFlags, value: newest.globalFlags.value.slice(1) } };
    const page = parseHelp(helpPage(newest, 'worker list', newest.protocol.verified))!;
    const findings = compareHelp(spec, newest.commands.get('worker list')!, page, newest.protocol.verified);
    expect(findings.filter(({ status }) => status === 'differs').map(({ subject }) => subject)).toEqual([
      'worker list --help',
    ]);
  });

  it('is caught when a subcommand is left out or made up', () => {
    const commands = new Map(newest.commands);
    commands.delete('worker verify');
    commands.set('worker made-up', newest.commands.get('worker list')!);
    const madeUp = {
      ...newest.commands.get('worker list')!,
      value: { ...newest.commands.get('worker list')!.value, command: 'worker made-up' },
    };
    commands.set('worker made-up', madeUp);
    const page = parseHelp(helpPage(newest, 'worker', newest.protocol.verified))!;
    const findings = compareHelp(
      { ...newest, commands },
      newest.commands.get('worker')!,
      page,
      newest.protocol.verified,
    );
    expect(findings.filter(({ status }) => status === 'differs')).toMatchObject([
      { subject: 'worker: subcommand made-up', expected: 'the help lists it', actual: 'the help does not list it' },
      { subject: 'worker: subcommand verify', expected: 'no such subcommand', actual: 'the help lists it' },
    ]);
  });
});

describe('a change in the program', () => {
  it.each([
    [
      'a new flag',
      (text: string) => text.replace('  --no-reconnect ', '  --brand-new     - New\n  --no-reconnect '),
      ['worker connect --brand-new'],
    ],
    [
      'a renamed flag',
      (text: string) => text.replace('--cache-dir ', '--store-dir '),
      ['worker connect --cache-dir', 'worker connect --store-dir'],
    ],
    [
      'a removed flag',
      (text: string) => text.replace(/^ {2}--no-reconnect.*\n(?: {20}.*\n)*/m, ''),
      ['worker connect --no-reconnect'],
    ],
    [
      'another variable',
      (text: string) => text.replaceAll('SWAMP_WORKER_TOKEN', 'SWAMP_TOKEN'),
      ['worker connect --token'],
    ],
    ['another default', (text: string) => text.replace('Default: 1', 'Default: 8'), ['worker connect --concurrency']],
    [
      'another argument',
      (text: string) => text.replace('connect [url]', 'connect <address>'),
      ['worker connect: arguments'],
    ],
  ])('is caught: %s', (_, help, subjects) => {
    expect(differencesOf('worker connect', { help }).map(({ subject }) => subject)).toEqual(subjects);
  });
});
