import { atRelease } from '../../src/facts/at-release.ts';
import { flagDifferences } from '../../src/facts/help-differences.ts';
import type { HelpDifference } from '../../src/facts/help-differences.ts';
import type { HelpArgument, HelpOption, HelpPage } from '../../src/facts/help-page.ts';
import type { ProtocolSpec, Sourced } from '../../src/facts/protocol-spec.ts';
import type { Release } from '../../src/facts/release.ts';
import type { Argument, Command, Flag } from '../../src/facts/schema/command.ts';
import { gap } from '../../src/facts/gaps.ts';

/** A flag or argument as a file of facts has it, with its dates. */
export type FlagEntry = Omit<Flag, 'required' | 'repeatable'> & { required: boolean; repeatable: boolean };
export type ArgumentEntry = Argument;

/** One form of a flag or argument: an entry of the file, or one that is to be added. */
export interface Form<Entry> {
  /** Position of the entry in its list; absent for one that is to be added. */
  readonly position?: number | undefined;
  readonly entry: Entry;
  /** What became of the variable of an entry that stays. */
  readonly variable?: 'came' | 'went' | undefined;
}

/** A flag or argument with its forms, the present one last. It is gone when the last one has an end. */
export interface Element<Entry> {
  readonly name: string;
  /** Whether the command has it by its own, or as every command does. */
  readonly source: 'own' | 'global';
  readonly forms: Form<Entry>[];
  /** The option or argument before it on the help page, when it came. */
  readonly behind?: string | undefined;
}

/** What is known of one command, while releases go by. */
export interface CommandModel {
  readonly command: string;
  /** The file that it has already; absent for a command that came. */
  readonly known?: Sourced<Command> | undefined;
  readonly flags: Map<string, Element<FlagEntry>>;
  readonly arguments: Map<string, Element<ArgumentEntry>>;
  /** Flags of other areas than remote execution, with their positions; an end for one that went. */
  readonly otherArea: Map<string, { readonly position: number; until?: Release | undefined }>;
  since?: Release | undefined;
  until?: Release | undefined;
  /** True for a command that only groups others. */
  group: boolean;
}

/** What one help page has otherwise than the model. */
export type ElementChange =
  | { readonly kind: 'came'; readonly of: 'flag'; readonly option: HelpOption; readonly behind: string | undefined }
  | {
      readonly kind: 'came';
      readonly of: 'argument';
      readonly argument: HelpArgument;
      readonly behind: string | undefined;
    }
  | { readonly kind: 'went'; readonly of: 'flag' | 'argument' | 'flag of another area'; readonly name: string }
  | {
      readonly kind: 'changed';
      readonly of: 'flag';
      readonly option: HelpOption;
      readonly differences: readonly HelpDifference[];
    }
  | { readonly kind: 'changed'; readonly of: 'argument'; readonly argument: HelpArgument };

/** What the facts say of a command at a release. */
export function modelOf(spec: ProtocolSpec, command: Sourced<Command>, release: Release): CommandModel {
  const { value } = command;
  const own = elementsOf<FlagEntry>(value.flags, release, 'own');
  const global = elementsOf<FlagEntry>(spec.globalFlags.value, release, 'global');
  const other = value.outOfScopeFlags.flatMap((flag, position) =>
    atRelease([flag], release).length === 0 ? [] : [[flag.name, { position }] as const],
  );
  return {
    command: value.command,
    known: command,
    flags: new Map([...global, ...own]),
    arguments: elementsOf(value.arguments, release, 'own'),
    otherArea: new Map(other),
    group: value.group,
  };
}

/** A command of which nothing is known but the flags that every command takes. */
export function newModel(spec: ProtocolSpec, command: string, release: Release): CommandModel {
  return {
    command,
    flags: elementsOf(spec.globalFlags.value, release, 'global'),
    arguments: new Map(),
    otherArea: new Map(),
    group: false,
  };
}

function elementsOf<Entry extends { readonly name: string; readonly since?: Release; readonly until?: Release }>(
  entries: readonly Entry[],
  release: Release,
  source: Element<Entry>['source'],
): Map<string, Element<Entry>> {
  return new Map(
    entries.flatMap((entry, position) =>
      atRelease([entry], release).length === 0
        ? []
        : [[entry.name, { name: entry.name, source, forms: [{ position, entry: { ...entry, until: undefined } }] }]],
    ),
  );
}

/** The form that holds now; undefined for what went. */
function presentForm<Entry extends { readonly until?: Release | undefined }>(
  element: Element<Entry> | undefined,
): Form<Entry> | undefined {
  const last = element?.forms.at(-1);
  return last?.entry.until === undefined ? last : undefined;
}

/** What a help page has otherwise than what is known of its command. */
export function changesOn(page: HelpPage, model: CommandModel, release: Release): ElementChange[] {
  return [...argumentChanges(page, model), ...flagChanges(page, model, release)];
}

function argumentChanges(page: HelpPage, model: CommandModel): ElementChange[] {
  const shown = new Map(page.arguments.map((argument) => [argument.name, argument]));
  return [
    ...[...model.arguments.values()].flatMap((element): ElementChange[] =>
      presentForm(element) === undefined || shown.has(element.name)
        ? []
        : [{ kind: 'went', of: 'argument', name: element.name }],
    ),
    ...page.arguments.flatMap((argument, position): ElementChange[] => {
      const present = presentForm(model.arguments.get(argument.name));
      if (present === undefined) {
        return [{ kind: 'came', of: 'argument', argument, behind: page.arguments[position - 1]?.name }];
      }
      return present.entry.required === argument.required ? [] : [{ kind: 'changed', of: 'argument', argument }];
    }),
  ];
}

function flagChanges(page: HelpPage, model: CommandModel, release: Release): ElementChange[] {
  const shown = new Set(page.options.map(({ name }) => name));
  return [
    ...[...model.flags.values()].flatMap(({ name, ...element }): ElementChange[] =>
      presentForm({ name, ...element }) === undefined || shown.has(name) ? [] : [{ kind: 'went', of: 'flag', name }],
    ),
    ...[...model.otherArea].flatMap(([name, { until }]): ElementChange[] =>
      until !== undefined || shown.has(name) ? [] : [{ kind: 'went', of: 'flag of another area', name }],
    ),
    ...page.options.flatMap((option, position): ElementChange[] => {
      const present = presentForm(model.flags.get(option.name));
      const other = model.otherArea.get(option.name);
      if (other !== undefined && other.until === undefined) {
        return [];
      }
      if (present === undefined) {
        return [{ kind: 'came', of: 'flag', option, behind: page.options[position - 1]?.name }];
      }
      const differences = flagDifferences(present.entry, option, release);
      return differences.length === 0 ? [] : [{ kind: 'changed', of: 'flag', option, differences }];
    }),
  ];
}

/** The last release before a change, and the first after it. */
export interface Dates {
  readonly until: Release;
  readonly since: Release;
}

/** Lets a change happen to what is known of a command. */
export function applyChange(model: CommandModel, change: ElementChange, dates: Dates): void {
  switch (change.kind) {
    case 'came':
      return change.of === 'flag'
        ? addForm(model.flags, change.option.name, change.behind, flagThatCame(change.option, model.command, dates))
        : addForm(
            model.arguments,
            change.argument.name,
            change.behind,
            argumentThatCame(change.argument, model.command, dates),
          );
    case 'went':
      return change.of === 'flag of another area'
        ? void model.otherArea.set(change.name, { ...model.otherArea.get(change.name)!, until: dates.until })
        : end<FlagEntry | ArgumentEntry>(change.of === 'flag' ? model.flags : model.arguments, change.name, dates);
    case 'changed':
      return change.of === 'flag' ? changeFlag(model, change, dates) : changeArgument(model, change.argument, dates);
  }
}

function addForm<Entry>(elements: Map<string, Element<Entry>>, name: string, behind: string | undefined, entry: Entry) {
  const element = elements.get(name);
  // What was known of every command may come back in one of them as its own.
  const known = element?.source === 'own' ? element : { name, source: 'own' as const, forms: [], behind };
  elements.set(name, { ...known, forms: [...known.forms, { entry }] });
}

function end<Entry extends { readonly until?: Release | undefined }>(
  elements: Map<string, Element<Entry>>,
  name: string,
  { until }: Dates,
): void {
  const element = elements.get(name)!;
  const last = element.forms.at(-1)!;
  elements.set(name, {
    ...element,
    forms: [...element.forms.slice(0, -1), { ...last, entry: { ...last.entry, until } }],
  });
}

function flagThatCame(option: HelpOption, command: string, { since }: Dates): FlagEntry {
  const { name, short, value, required, repeatable, env } = option;
  return {
    name,
    short,
    value,
    required,
    repeatable,
    default: option.default === 'false' && value === undefined ? undefined : option.default,
    env: env === undefined ? undefined : { name: env },
    description: gap(`what ${name} does with \`${command}\`, and what holds without it`),
    since,
  };
}

function argumentThatCame({ name, required }: HelpArgument, command: string, { since }: Dates): ArgumentEntry {
  return { name, required, description: gap(`what the argument ${name} of \`${command}\` is`), since };
}

function changeFlag(
  model: CommandModel,
  { option, differences }: Extract<ElementChange, { kind: 'changed'; of: 'flag' }>,
  dates: Dates,
): void {
  const element = model.flags.get(option.name)!;
  const before = element.forms.at(-1)!;
  const [only] = differences;
  if (differences.length === 1 && only!.what === 'environment variable') {
    const env = datedVariable(before.entry.env, only!, dates);
    if (env !== undefined) {
      const variable = only!.help === undefined ? ('went' as const) : ('came' as const);
      const form = { ...before, variable, entry: { ...before.entry, env } };
      model.flags.set(option.name, { ...element, forms: [...element.forms.slice(0, -1), form] });
      return;
    }
  }
  end(model.flags, option.name, dates);
  const after = { ...valuesFrom(option, before.entry, differences), since: dates.since, until: undefined };
  const ended = model.flags.get(option.name)!;
  model.flags.set(option.name, { ...ended, forms: [...ended.forms, { entry: after }] });
}

/** A variable that came to a flag, or went from it, has dates of its own; undefined when one took another's place. */
function datedVariable(
  known: FlagEntry['env'],
  { facts, help }: HelpDifference,
  { since, until }: Dates,
): FlagEntry['env'] {
  if (help === undefined) {
    return { ...known!, until };
  }
  return facts === undefined && known === undefined ? { name: help, since } : undefined;
}

function valuesFrom(option: HelpOption, before: FlagEntry, differences: readonly HelpDifference[]): FlagEntry {
  const changed = new Set(differences.map(({ what }) => what));
  return {
    ...before,
    ...(changed.has('short flag') && { short: option.short }),
    ...(changed.has('value') && { value: option.value }),
    ...(changed.has('required') && { required: option.required }),
    ...(changed.has('repeatable') && { repeatable: option.repeatable }),
    ...(changed.has('default') && { default: option.default }),
    // As the help has it now: the dates that the variable had are those of the form before.
    env: option.env === undefined ? undefined : { name: option.env },
  };
}

function changeArgument(model: CommandModel, { name, required }: HelpArgument, dates: Dates): void {
  const before = model.arguments.get(name)!.forms.at(-1)!;
  end(model.arguments, name, dates);
  const ended = model.arguments.get(name)!;
  const entry = { ...before.entry, required, since: dates.since, until: undefined };
  model.arguments.set(name, { ...ended, forms: [...ended.forms, { entry }] });
}
