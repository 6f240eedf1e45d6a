import type { ShownFlag } from '../../facts/help-differences.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import type { ReleaseSpan } from '../../facts/release.ts';
import type { Command, Flag } from '../../facts/schema/command.ts';
import { pageOfCommand } from '../../markdown/page-links.ts';
import type { CommandFacts, HelpFacts, ProtocolHelp } from '../../tools/help-check/help-facts.ts';

/** Picks from all facts what a help page shows. */
export function helpFactsOf(specs: readonly ProtocolSpec[]): HelpFacts {
  const protocols = specs.filter(({ protocol }) => protocol.released).map(protocolHelp);
  return { protocols: protocols as [ProtocolHelp, ...ProtocolHelp[]], releases: specs[0]!.index.releases };
}

function protocolHelp({ protocol, globalFlags, commands }: ProtocolSpec): ProtocolHelp {
  const { label, released, first, last, pathName } = protocol;
  return {
    label,
    released,
    first,
    last,
    globalFlags: globalFlags.value.map(shownFlag),
    commands: [...commands.values()].map(({ value }) => commandFacts(value, pathName)),
  };
}

function commandFacts(command: Command, pathName: string): CommandFacts {
  const page = pageOfCommand(command.command);
  return {
    command: command.command,
    ...spanOf(command),
    page: page === undefined ? undefined : `/${pathName}/${page}`,
    arguments: command.arguments.map(({ name, required, ...rest }) => ({ name, required, ...spanOf(rest) })),
    flags: command.flags.map(shownFlag),
    otherFlags: command.outOfScopeFlags.map(({ name, ...rest }) => ({ name, ...spanOf(rest) })),
  };
}

function shownFlag(flag: Flag): ShownFlag & ReleaseSpan {
  const { name, short, value, required, repeatable, default: fallback, env } = flag;
  return { name, short, value, required, repeatable, default: fallback, env, ...spanOf(flag) };
}

function spanOf({ since, until }: ReleaseSpan): ReleaseSpan {
  return { since, until };
}
