import * as z from 'zod';
import { atRelease } from '../../facts/at-release.ts';
import type { Release } from '../../facts/release.ts';
import type { Argument, Command, Flag } from '../../facts/schema/command.ts';
import { lookupCommand } from '../lookup.ts';
import { code } from '../nodes.ts';
import { defineTag } from '../tag.ts';

/** `<Synopsis command="worker connect" />`: how the command is typed at the newest release of the version. */
export const synopsisTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ command: z.string() }),
  expand: ({ command }, { spec }) => [code('bash', synopsisOf(lookupCommand(spec, command).value, spec.protocol.last))],
});

/** The usage line of a command at a release: required parts first, one line for each optional flag. */
function synopsisOf(command: Command, release: Release): string {
  const flags = atRelease(command.flags, release);
  const required = flags.filter((flag) => flag.required).map(usageOf);
  const optional = flags
    .filter((flag) => !flag.required)
    .map((flag) => `[${usageOf(flag)}]${flag.repeatable ? '...' : ''}`);
  const first = ['swamp', command.command, ...atRelease(command.arguments, release).map(usageOfArgument), ...required];
  return [first.join(' '), ...optional].join(' \\\n  ');
}

function usageOf(flag: Flag): string {
  return flag.value === undefined ? flag.name : `${flag.name} <${flag.value}>`;
}

function usageOfArgument(argument: Argument): string {
  return argument.required ? `<${argument.name}>` : `[${argument.name}]`;
}
