import { flagDifferences, usageOfArguments, WHOLE_GROUPS } from '../../../src/facts/help-differences.ts';
import { isInSpan } from '../../../src/facts/release.ts';
import type { Release, ReleaseSpan } from '../../../src/facts/release.ts';
import type { ProtocolSpec, Sourced } from '../../../src/facts/protocol-spec.ts';
import type { Command, Flag } from '../../../src/facts/schema/command.ts';
import type { Finding } from '../../check.ts';
import { findingsOf, placeOf } from '../../finding.ts';
import type { Place } from '../../finding.ts';
import type { HelpArgument, HelpOption, HelpPage } from '../../../src/facts/help-page.ts';

const { agrees, differs } = findingsOf('help');

/** A fact of a list together with where it is written. */
interface Placed<Fact> {
  readonly fact: Fact;
  readonly place: Place;
}

/** Compares the help page of one command with the specification, both ways. */
export function compareHelp(
  spec: ProtocolSpec,
  command: Sourced<Command>,
  page: HelpPage,
  release: Release,
): Finding[] {
  const name = command.value.command;
  return [
    ...compareArguments(command, page.arguments, release),
    ...compareFlags(spec, command, page.options, release),
    ...(WHOLE_GROUPS.includes(name) ? compareSubcommands(spec, command, page.subcommands, release) : []),
  ];
}

function compareArguments(command: Sourced<Command>, printed: readonly HelpArgument[], release: Release): Finding[] {
  const subject = `${command.value.command}: arguments`;
  const written = placed(command, ['arguments'], command.value.arguments, release);
  const expected = usageOfArguments(written.map(({ fact }) => fact));
  const actual = usageOfArguments(printed);
  const place = written[0]?.place ?? placeOf(command);
  return [expected === actual ? agrees(subject, place) : differs(subject, expected, actual, place)];
}

function compareFlags(
  spec: ProtocolSpec,
  command: Sourced<Command>,
  options: readonly HelpOption[],
  release: Release,
): Finding[] {
  const name = command.value.command;
  const own = placed(command, ['flags'], command.value.flags, release);
  const ownNames = own.map(({ fact }) => fact.name);
  const global = placed(spec.globalFlags, [], spec.globalFlags.value, release).filter(
    ({ fact }) => !ownNames.includes(fact.name),
  );
  const outOfScope = placed(command, ['outOfScopeFlags'], command.value.outOfScopeFlags, release);
  const written = [...own, ...global, ...outOfScope];
  const knownNames = written.map(({ fact }) => fact.name);

  return [
    ...[...own, ...global].flatMap(({ fact, place }) => compareFlag(name, fact, options, place, release)),
    ...outOfScope.flatMap(({ fact, place }) =>
      options.some((option) => option.name === fact.name)
        ? []
        : [
            differs(
              `${name} ${fact.name}`,
              'a flag of another area stands in the help',
              'the help has no such flag',
              place,
            ),
          ],
    ),
    ...options
      .filter((option) => !knownNames.includes(option.name))
      .map((option) =>
        differs(
          `${name} ${option.name}`,
          'no such flag',
          `the help has it: ${option.text}`,
          placeOf(command, ['flags']),
        ),
      ),
  ];
}

function compareFlag(
  command: string,
  flag: Flag,
  options: readonly HelpOption[],
  place: Place,
  release: Release,
): Finding[] {
  const subject = `${command} ${flag.name}`;
  const option = options.find((candidate) => candidate.name === flag.name);
  if (option === undefined) {
    return [differs(subject, 'the flag stands in the help', 'the help has no such flag', place)];
  }
  const differences = flagDifferences(flag, option, release).map(({ what, facts, help }) =>
    differs(subject, `${what}: ${facts ?? 'none'}`, `${what}: ${help ?? 'none'}`, place),
  );
  return differences.length > 0 ? differences : [agrees(subject, place)];
}

function compareSubcommands(
  spec: ProtocolSpec,
  command: Sourced<Command>,
  printed: readonly string[],
  release: Release,
): Finding[] {
  const name = command.value.command;
  const written = [...spec.commands.values()].filter(
    (other) =>
      isInSpan(release, other.value) &&
      other.value.command.startsWith(`${name} `) &&
      !restOf(name, other).includes(' '),
  );
  const writtenNames = written.map((other) => restOf(name, other));
  return [
    ...written.map((other) =>
      printed.includes(restOf(name, other))
        ? agrees(`${name}: subcommand ${restOf(name, other)}`, placeOf(other, ['command']))
        : differs(
            `${name}: subcommand ${restOf(name, other)}`,
            'the help lists it',
            'the help does not list it',
            placeOf(other, ['command']),
          ),
    ),
    ...printed
      .filter((subcommand) => !writtenNames.includes(subcommand))
      .map((subcommand) =>
        differs(
          `${name}: subcommand ${subcommand}`,
          'no such subcommand',
          'the help lists it',
          placeOf(command, ['command']),
        ),
      ),
  ];
}

function restOf(group: string, command: Sourced<Command>): string {
  return command.value.command.slice(group.length + 1);
}

function placed<Fact extends ReleaseSpan>(
  source: Sourced<unknown>,
  keys: readonly PropertyKey[],
  facts: readonly Fact[],
  release: Release,
): Placed<Fact>[] {
  return facts.flatMap((fact, index) =>
    isInSpan(release, fact) ? [{ fact, place: placeOf(source, [...keys, index]) }] : [],
  );
}
