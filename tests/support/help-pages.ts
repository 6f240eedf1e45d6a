import { atRelease } from '../../src/facts/at-release.ts';
import type { ProtocolSpec } from '../../src/facts/protocol-spec.ts';
import { isInSpan } from '../../src/facts/release.ts';
import type { Release } from '../../src/facts/release.ts';
import type { Flag } from '../../src/facts/schema/command.ts';

/** Width at which the program wraps descriptions. */
const WIDTH = 80;

/**
 * Writes help pages from the facts, in the form in which the program prints its own: the program's
 * text itself is no part of this project. Only the real program proves that the facts are right;
 * these pages prove that a change in one of them is noticed.
 */
export function helpPages(spec: ProtocolSpec, release: Release): Map<string, string> {
  const commands = [...spec.commands.values()].filter((command) => isInSpan(release, command.value));
  return new Map(commands.map(({ value }) => [value.command, helpPage(spec, value.command, release)]));
}

/** The help page of one command. */
export function helpPage(spec: ProtocolSpec, name: string, release: Release): string {
  const command = spec.commands.get(name)!.value;
  const flags = atRelease(command.flags, release);
  const ownNames = new Set(flags.map((flag) => flag.name));
  const global = atRelease(spec.globalFlags.value, release).filter((flag) => !ownNames.has(flag.name));
  const outOfScope = atRelease(command.outOfScopeFlags, release).map((flag) => `  ${flag.name}  - Of another area`);
  return [
    '',
    `Usage:   ${usage(command.command, atRelease(command.arguments, release), flags)}    `,
    `Version: ${release}`,
    '',
    'Description:',
    '',
    '  A page that stands for the real one.',
    '',
    'Options:',
    '',
    ...[...global, ...flags].flatMap((flag) => optionLines(flag, release)),
    ...outOfScope,
    '',
    ...subcommandLines(spec, name, release),
  ].join('\n');
}

function usage(
  command: string,
  positional: readonly { readonly name: string; readonly required: boolean }[],
  flags: readonly Flag[],
): string {
  const names = positional.map(({ name, required }) => (required ? `<${name}>` : `[${name}]`));
  const required = flags.filter((flag) => flag.required).map((flag) => `${flag.name} <${flag.value}>`);
  return ['swamp', command, ...names, ...required].join(' ');
}

function optionLines(flag: Flag, release: Release): string[] {
  const short = flag.short === undefined ? '' : `${flag.short}, `;
  const value = flag.value === undefined ? '' : `<${flag.value}>`;
  const left = `  ${`${short}${flag.name}`.padEnd(26)} ${value.padEnd(14)} - `;
  const env = flag.env !== undefined && isInSpan(release, flag.env) ? ` (env: ${flag.env.name})` : '';
  const stated = flag.default !== undefined && /^\S+$/.test(flag.default) ? ` Default: ${flag.default}` : '';
  const text = `What the flag does${flag.repeatable ? ' (repeatable)' : ''}.${stated}${env}`;
  const [first = '', ...rest] = wrapped(`${text} ${'and on it goes '.repeat(4)}`.trim());
  const hint = flag.required ? '  (required)' : '';
  return [`${left}${first.padEnd(WIDTH)}${hint}`, ...rest.map((line) => `${' '.repeat(left.length)}${line}`)];
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= WIDTH) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

function subcommandLines(spec: ProtocolSpec, name: string, release: Release): string[] {
  const names = [...spec.commands.values()]
    .filter((command) => isInSpan(release, command.value))
    .map(({ value }) => value.command)
    .filter((candidate) => candidate.startsWith(`${name} `) && !candidate.slice(name.length + 1).includes(' '));
  return names.length === 0
    ? []
    : [
        'Commands:',
        '',
        ...names.map((candidate) => `  ${candidate.slice(name.length + 1).padEnd(10)} [x]  - A subcommand`),
        '',
      ];
}
