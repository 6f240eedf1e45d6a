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

/** The usage line of a command at a release: what it needs. The flags that it may have stand in a table below. */
function synopsisOf(command: Command, release: Release): string {
  const flags = atRelease(command.flags, release);
  const required = flags.filter((flag) => flag.required).map(usageOf);
  const rest = flags.length > required.length ? ['[flags]'] : [];
  const positional = atRelease(command.arguments, release).map(usageOfArgument);
  return ['swamp', command.command, ...positional, ...required, ...rest].join(' ');
}

function usageOf(flag: Flag): string {
  return flag.value === undefined ? flag.name : `${flag.name} <${flag.value}>`;
}

function usageOfArgument(argument: Argument): string {
  return argument.required ? `<${argument.name}>` : `[${argument.name}]`;
}
