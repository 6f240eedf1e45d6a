import { atRelease } from '../../facts/at-release.ts';
import { withoutSequences } from '../../facts/clean-text.ts';
import { flagDifferences, usageOfArguments, WHOLE_GROUPS } from '../../facts/help-differences.ts';
import { parseHelp } from '../../facts/help-page.ts';
import type { HelpOption, HelpPage } from '../../facts/help-page.ts';
import { isInSpan, parseRelease, shortRelease } from '../../facts/release.ts';
import type { Release, ReleaseSpan } from '../../facts/release.ts';
import { standingOf } from '../../facts/standing.ts';
import type { ReleaseStanding } from '../../facts/standing.ts';
import type { CommandFacts, HelpFacts, ProtocolHelp } from './help-facts.ts';

/** Longest text that is read, in characters: the help of all commands together has a tenth of it. */
export const LARGEST_HELP = 1_000_000;

/** So many helps are read of a text, many times what these pages describe: a page of more answers would freeze. */
const MOST_HELPS = 300;

/** No line of a help is longer, in characters. */
const LONGEST_LINE = 2_000;

/** Something in which a help and these pages are not the same. */
export interface NamedDifference {
  /** A flag, an argument line or a subcommand, as typed. */
  readonly name: string;
  readonly words: string;
}

/** One help page of the pasted text, held against the facts. */
export interface CheckedHelp {
  /** As typed after `swamp`. */
  readonly command: string;
  /** The release that the help names; none when its line is not there. */
  readonly release?: Release | undefined;
  readonly standing?: ReleaseStanding<ProtocolHelp>['kind'] | undefined;
  /** The release and the protocol whose facts were asked. */
  readonly asked: Release;
  readonly protocol: string;
  /** Address of the command's page. */
  readonly page?: string | undefined;
  /** Whether these pages describe the command in that release. */
  readonly described: boolean;
  /** How many flags of the help were compared. */
  readonly flags: number;
  readonly differences: readonly NamedDifference[];
}

/**
 * Holds what `swamp <command> --help` printed against these pages, one or several helps in a text.
 *
 * @returns one answer for each help, in the order of the text; empty when there is none.
 */
export function checkHelp(text: string, facts: HelpFacts): CheckedHelp[] {
  const known = { protocols: facts.protocols, tags: new Set(facts.releases) };
  return helpsIn(text.slice(0, LARGEST_HELP)).map(({ page, release }) => {
    const standing = release === undefined ? undefined : standingOf(known, release);
    const protocol = standing !== undefined && 'protocol' in standing ? standing.protocol : facts.protocols[0];
    const asked = standing?.kind === 'known' || standing?.kind === 'unlisted' ? release! : protocol.last;
    const command = protocol.commands.find(
      (candidate) => candidate.command === page.command && isInSpan(asked, candidate),
    );
    return {
      command: page.command,
      release,
      standing: standing?.kind,
      asked,
      protocol: protocol.label,
      page: command?.page,
      described: command !== undefined,
      flags: page.options.length,
      differences: command === undefined ? [] : differencesOf(protocol, command, page, asked),
    };
  });
}

interface FoundHelp {
  readonly page: HelpPage;
  readonly release: Release | undefined;
}

/** The helps in a text: each begins with its usage line, which a paste may have indented. */
function helpsIn(text: string): FoundHelp[] {
  const lines = withoutSequences(text)
    .split(/\r\n?|\n/)
    .map((line) => line.slice(0, LONGEST_LINE));
  const starts = lines.flatMap((line, index) => (/^\W{0,40}Usage:/.test(line) ? [index] : []));
  return starts.slice(0, MOST_HELPS).flatMap((start, index) => {
    const before = lines[start]!.slice(0, lines[start]!.indexOf('Usage:'));
    const own = lines.slice(start, starts[index + 1]).map((line) => without(before, line));
    const page = parseHelp(own.join('\n'));
    const release = own.flatMap((line) => parseRelease(/^Version:\s+(\S+)/.exec(line)?.[1] ?? '') ?? [])[0];
    return page === undefined || page.command === '' ? [] : [{ page, release }];
  });
}

/** A line without what stands before the usage line, such as the blanks or the `> ` of a quotation. */
function without(before: string, line: string): string {
  const start = line.slice(0, before.length);
  return start === before || start.trim() === '' ? line.slice(before.length) : line;
}

function differencesOf(
  protocol: ProtocolHelp,
  command: CommandFacts,
  page: HelpPage,
  release: Release,
): NamedDifference[] {
  const own = atRelease(command.flags, release);
  const global = atRelease(protocol.globalFlags, release).filter(({ name }) => own.every((flag) => flag.name !== name));
  const shown = [...own, ...global];
  const others = atRelease(command.otherFlags, release);
  const expected = usageOfArguments(atRelease(command.arguments, release));
  const actual = usageOfArguments(page.arguments);
  return [
    ...(expected === actual ? [] : [{ name: 'arguments', words: `these pages say ${expected}, your help ${actual}` }]),
    ...shown.flatMap((flag) => {
      const option = page.options.find(({ name }) => name === flag.name);
      return option === undefined
        ? [{ name: flag.name, words: 'these pages have it, your help does not' }]
        : flagDifferences(flag, option, release).map(({ what, facts = 'none', help = 'none' }) => ({
            name: flag.name,
            words: `${what}: these pages say ${facts}, your help ${help}`,
          }));
    }),
    ...page.options
      .filter(({ name }) => [...shown, ...others].every((flag) => flag.name !== name))
      .map((option) => unknownFlag(option, [...command.flags, ...command.otherFlags, ...protocol.globalFlags])),
    ...(WHOLE_GROUPS.includes(command.command) ? subcommandDifferences(protocol, command, page, release) : []),
  ];
}

/** A flag that these pages do not have for the release, but perhaps for another one. */
function unknownFlag(
  { name }: HelpOption,
  flags: readonly ({ readonly name: string } & ReleaseSpan)[],
): NamedDifference {
  const spans = flags.filter((flag) => flag.name === name).map(spanInWords);
  return {
    name,
    words:
      spans.length === 0
        ? 'your help has it, these pages do not'
        : `your help has it, these pages only ${spans.join(' and ')}`,
  };
}

function spanInWords({ since, until }: ReleaseSpan): string {
  const from = since === undefined ? '' : `from ${shortRelease(since)}`;
  const to = until === undefined ? '' : `up to ${shortRelease(until)}`;
  return `${from}${from === '' || to === '' ? '' : ' '}${to}`;
}

function subcommandDifferences(
  { commands }: ProtocolHelp,
  { command }: CommandFacts,
  { subcommands }: HelpPage,
  release: Release,
): NamedDifference[] {
  const written = commands
    .filter((other) => isInSpan(release, other) && other.command.startsWith(`${command} `))
    .map((other) => other.command.slice(command.length + 1))
    .filter((name) => !name.includes(' '));
  return [
    ...written
      .filter((name) => !subcommands.includes(name))
      .map((name) => ({ name, words: 'these pages have the subcommand, your help does not' })),
    ...subcommands
      .filter((name) => !written.includes(name))
      .map((name) => ({ name, words: 'your help has the subcommand, these pages do not' })),
  ];
}
