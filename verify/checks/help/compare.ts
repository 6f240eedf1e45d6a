import { isInSpan } from '../../../src/facts/release.ts';
import type { Release, ReleaseSpan } from '../../../src/facts/release.ts';
import type { ProtocolSpec, Sourced } from '../../../src/facts/protocol-spec.ts';
import type { Argument, Command, Flag } from '../../../src/facts/schema/command.ts';
import type { Finding } from '../../check.ts';
import { findingsOf, placeOf } from '../../finding.ts';
import type { Place } from '../../finding.ts';
import type { HelpArgument, HelpOption, HelpPage } from './parse.ts';

const { agrees, differs } = findingsOf('help');

/** Commands whose help must list exactly the subcommands of the specification. */
const WHOLE_GROUPS: readonly string[] = ['worker', 'worker token', 'worker daemon', 'serve', 'serve daemon'];

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
  const expected = written.map(({ fact }) => usageOf(fact)).join(' ') || 'none';
  const actual = printed.map(usageOf).join(' ') || 'none';
  const place = written[0]?.place ?? placeOf(command);
  return [expected === actual ? agrees(subject, place) : differs(subject, expected, actual, place)];
}

function usageOf(argument: Pick<Argument, 'name' | 'required'>): string {
  return argument.required ? `<${argument.name}>` : `[${argument.name}]`;
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
  const differences = [
    difference(subject, 'short flag', flag.short, option.short, place),
    difference(subject, 'value', flag.value, option.value, place),
    difference(subject, 'required', yesOrNo(flag.required), yesOrNo(option.required), place),
    difference(subject, 'environment variable', envAt(flag, release), option.env, place),
    ...differenceOfDefault(subject, flag, option, place),
    // The other way round the help is silent about many flags that do repeat.
    ...(option.repeatable ? [difference(subject, 'repeatable', yesOrNo(flag.repeatable), 'yes', place)] : []),
  ].filter((finding) => finding !== undefined);
  return differences.length > 0 ? differences : [agrees(subject, place)];
}

function envAt(flag: Flag, release: Release): string | undefined {
  return flag.env !== undefined && isInSpan(release, flag.env) ? flag.env.name : undefined;
}

function difference(
  subject: string,
  what: string,
  expected: string | undefined,
  actual: string | undefined,
  place: Place,
): Finding | undefined {
  return expected === actual
    ? undefined
    : differs(subject, `${what}: ${expected ?? 'none'}`, `${what}: ${actual ?? 'none'}`, place);
}

function differenceOfDefault(subject: string, flag: Flag, option: HelpOption, place: Place): (Finding | undefined)[] {
  const stated = option.default;
  // A help that is silent, or says that a switch is off, leaves nothing to compare.
  if (stated === undefined || (stated === 'false' && flag.value === undefined && flag.default === undefined)) {
    return [];
  }
  return [difference(subject, 'default', plain(flag.default), plain(stated), place)];
}

/** A default without code marks and blanks, since `30 s` and `30s` are the same. */
function plain(value: string | undefined): string | undefined {
  return value?.replace(/[`"\s]/g, '');
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

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
