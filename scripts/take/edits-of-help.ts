import { gap } from '../../src/facts/gaps.ts';
import type { ProtocolSpec, Sourced } from '../../src/facts/protocol-spec.ts';
import type { Release } from '../../src/facts/release.ts';
import type { Command } from '../../src/facts/schema/command.ts';
import type { ArgumentEntry, CommandModel, Element, FlagEntry, Form } from './command-model.ts';
import type { Edit, Keys } from './edit-yaml.ts';

/** What becomes of the files of facts, by path from the project's folder. */
export interface FileEdits {
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
  /** Values of files that are new. */
  readonly created: ReadonlyMap<string, unknown>;
  /** What differs and cannot be written, each in a sentence. */
  readonly undecided: readonly string[];
}

/** Turns what was found on help pages into edits of `spec/protocol-N/`. */
export function editsOfHelp(models: readonly CommandModel[], spec: ProtocolSpec): FileEdits {
  const edits = new Map<string, Edit[]>();
  const created = new Map<string, unknown>();
  const undecided: string[] = [];
  const add = (file: string, more: readonly Edit[]): void => {
    if (more.length > 0) {
      edits.set(file, [...(edits.get(file) ?? []), ...more]);
    }
  };

  const global = globalFlags(models);
  add(spec.globalFlags.file, global.edits);
  undecided.push(...global.undecided);
  for (const model of models) {
    if (model.known !== undefined) {
      add(model.known.file, editsOfCommand(model, model.known, global.names));
    } else if (model.since !== undefined) {
      const name = model.command.replaceAll(' ', '-');
      created.set(`spec/${spec.protocol.pathName}/commands/${name}.yaml`, newCommand(model, global.names));
    }
  }
  const variables = editsOfVariables(models, spec);
  add(spec.environment.file, variables.edits);
  undecided.push(...variables.undecided);
  return { edits, created, undecided };
}

function editsOfCommand(model: CommandModel, known: Sourced<Command>, everywhere: ReadonlySet<string>): Edit[] {
  const flags = [...model.flags.values()].filter(({ name, source }) => source === 'own' && !everywhere.has(name));
  return [
    ...(model.until === undefined ? [] : [addUntil([], model.until)]),
    ...editsOfList(['arguments'], [...model.arguments.values()], known.value.arguments, argumentRecord),
    ...editsOfList(['flags'], flags, known.value.flags, flagRecord),
    ...[...model.otherArea.values()].flatMap(({ position, until }) =>
      until === undefined ? [] : [addUntil(['outOfScopeFlags', position], until)],
    ),
    ...groupOfNewFlags(flags, known.value),
  ];
}

/** Where a command's flags are in groups, the new ones get one of their own, for a person to dissolve. */
function groupOfNewFlags(flags: readonly Element<FlagEntry>[], { flagGroups, flags: known }: Command): Edit[] {
  const names = flags.map(({ name }) => name).filter((name) => !known.some((flag) => flag.name === name));
  return flagGroups.length === 0 || names.length === 0
    ? []
    : [
        {
          kind: 'add-item',
          list: ['flagGroups'],
          after: flagGroups.length - 1,
          value: {
            title: gap('nothing here: move each of these flags into the group that it belongs to'),
            flags: names,
          },
        },
      ];
}

function addUntil(map: Keys, until: Release): Edit {
  return { kind: 'add-key', map, key: 'until', value: until };
}

/** Ends and additions of a list of flags or arguments; what is added stands behind what it stood behind on the page. */
function editsOfList<Entry extends { readonly name: string; readonly until?: Release | undefined }>(
  list: Keys,
  elements: readonly Element<Entry>[],
  known: readonly { readonly name: string; readonly until?: Release | undefined; readonly env?: FlagEntry['env'] }[],
  recordOf: (entry: Entry) => object,
): Edit[] {
  const lastOf = (name: string | undefined): number => known.findLastIndex((entry) => entry.name === name);
  return elements.flatMap((element) =>
    element.forms.flatMap(({ position, entry }, index): Edit[] => {
      if (position !== undefined) {
        return [
          ...variableEdits([...list, position], known[position]!.env, entry),
          ...(entry.until === undefined || known[position]!.until !== undefined
            ? []
            : [addUntil([...list, position], entry.until)]),
        ];
      }
      const before = element.forms.slice(0, index).findLast((form) => form.position !== undefined)?.position;
      const after = before ?? placeBehind(element, elements, lastOf);
      const place = known.length === 0 ? 'first' : after === -1 ? known.length - 1 : after;
      return [{ kind: 'add-item', list, after: place, value: recordOf(entry) }];
    }),
  );
}

/** Position of the nearest one before it that the file has; -1 when it has none. */
function placeBehind<Entry>(
  element: Element<Entry>,
  all: readonly Element<Entry>[],
  lastOf: (name: string | undefined) => number,
): number {
  const ahead = all.find(({ name }) => name === element.behind);
  const position = lastOf(element.behind);
  return position !== -1 || ahead === undefined ? position : placeBehind(ahead, all, lastOf);
}

/** The dates of a variable that came to a flag or went from it. */
function variableEdits(flag: Keys, known: FlagEntry['env'], entry: object): Edit[] {
  const env = (entry as Partial<FlagEntry>).env;
  if (env === undefined) {
    return [];
  }
  if (known === undefined) {
    return [{ kind: 'add-key', map: flag, key: 'env', value: env }];
  }
  return env.until !== undefined && known.until === undefined ? [addUntil([...flag, 'env'], env.until)] : [];
}

/** In the order of the files, without what says nothing. */
function flagRecord(flag: FlagEntry): object {
  const { name, short, value, form, required, repeatable, default: usual, env, description, since, until } = flag;
  return withoutEmpty({
    name,
    short,
    value,
    form,
    required: required || undefined,
    repeatable: repeatable || undefined,
    default: usual,
    env: env === undefined ? undefined : withoutEmpty(env),
    description,
    since,
    until,
  });
}

function argumentRecord({ name, required, env, description, since, until }: ArgumentEntry): object {
  return withoutEmpty({ name, required, env, description, since, until });
}

function withoutEmpty(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

function newCommand(model: CommandModel, everywhere: ReadonlySet<string>): object {
  const { command, group, since, until } = model;
  const flags = [...model.flags.values()].filter(({ name, source }) => source === 'own' && !everywhere.has(name));
  const entriesOf = <Entry>(elements: Iterable<Element<Entry>>): Entry[] =>
    [...elements].flatMap(({ forms }) => forms.map(({ entry }) => entry));
  // Its first forms are as old as itself.
  const undated = <Entry extends { readonly since?: Release | undefined }>(entry: Entry): Entry =>
    entry.since === since ? { ...entry, since: undefined } : entry;
  const listOf = (records: readonly object[]): readonly object[] | undefined =>
    records.length === 0 ? undefined : records;
  return withoutEmpty({
    command,
    summary: gap(`what \`${command}\` does, in a sentence`),
    group: group || undefined,
    since,
    until,
    arguments: listOf(entriesOf(model.arguments.values()).map(undated).map(argumentRecord)),
    flags: listOf(entriesOf(flags).map(undated).map(flagRecord)),
    exitCodes: group ? undefined : [{ code: 0, when: gap('when it ends with 0, and which other exit codes it has') }],
  });
}

interface GlobalFlags {
  readonly edits: Edit[];
  /** Flags that came to all commands, which are no command's own. */
  readonly names: ReadonlySet<string>;
  readonly undecided: string[];
}

/** What every command tells of a flag that all have is told once; what only some tell waits for a person. */
function globalFlags(models: readonly CommandModel[]): GlobalFlags {
  const asked = models.filter(({ known, until }) => known !== undefined && until === undefined);
  const names = new Set(asked.flatMap(({ flags }) => [...flags.keys()]));
  const edits: Edit[] = [];
  const everywhere = new Set<string>();
  const undecided: string[] = [];
  for (const name of names) {
    const owners = asked.filter(({ flags }) => flags.has(name));
    const changed = owners.map(({ flags }) => flags.get(name)!).filter(isOfEveryCommand);
    if (changed.length === 0) {
      continue;
    }
    const forms = new Set(changed.map(({ forms: all }) => JSON.stringify(all.map(comparable))));
    const global = changed.filter(({ source }) => source === 'global');
    if (global.length > 0 && forms.size === 1 && isSameForAll(name, global.length, asked)) {
      edits.push(...editsOfGlobal(global[0]!));
    } else if (global.length > 0) {
      undecided.push(
        `${name} is a flag of every command, and ${global.length} of ${asked.length} show it otherwise now.`,
      );
    } else if (asked.length > 2 && forms.size === 1 && changed.length === asked.length) {
      everywhere.add(name);
      const entry = { ...changed[0]!.forms[0]!.entry, description: gap(`what ${name} does with every command`) };
      edits.push({ kind: 'add-item', list: ['flags'], after: 0, value: flagRecord(entry) });
    }
  }
  return { edits, names: everywhere, undecided };
}

/** Whether a flag was every command's and is otherwise now, or is new. */
function isOfEveryCommand({ source, forms }: Element<FlagEntry>): boolean {
  return source === 'global'
    ? forms.some((form) => form.position === undefined || form.entry.until !== undefined || form.variable !== undefined)
    : forms.every(({ position }) => position === undefined);
}

function comparable({ position, entry }: Form<FlagEntry>): object {
  return { position, ...flagRecord({ ...entry, description: '' }) };
}

function isSameForAll(name: string, changed: number, asked: readonly CommandModel[]): boolean {
  return changed === asked.filter(({ flags }) => flags.get(name)?.source === 'global').length;
}

function editsOfGlobal(element: Element<FlagEntry>): Edit[] {
  const [first, ...added] = element.forms;
  const position = first!.position!;
  const { until, env } = first!.entry;
  const flag = ['flags', position];
  return [
    ...(first!.variable === 'came' ? [{ kind: 'add-key' as const, map: flag, key: 'env', value: env }] : []),
    ...(first!.variable === 'went' ? [addUntil([...flag, 'env'], env!.until!)] : []),
    ...(until === undefined ? [] : [addUntil(flag, until)]),
    ...added.map(({ entry }): Edit => ({
      kind: 'add-item',
      list: ['flags'],
      after: position,
      value: flagRecord(entry),
    })),
  ];
}

/** A variable that no fact names yet, with what the help pages tell of it. */
interface NewVariable {
  readonly name: string;
  readonly flag: string;
  readonly since: Release | undefined;
  readonly commands: string[];
}

/** Variables that help pages name and that no fact does, and those of which a new command reads one. */
function editsOfVariables(
  models: readonly CommandModel[],
  spec: ProtocolSpec,
): { readonly edits: Edit[]; readonly undecided: string[] } {
  const known = spec.environment.value.variables;
  const found = new Map<string, NewVariable>();
  const undecided: string[] = [];
  for (const { command, flags } of models) {
    for (const { name: flag, forms } of flags.values()) {
      for (const { name, since } of newVariablesOf(forms)) {
        if (known.some((variable) => variable.name === name)) {
          undecided.push(
            `${name} stands in for \`${command} ${flag}\` since ${since ?? 'it came'}: see whether \`readBy\` in ${spec.environment.file} says so.`,
          );
        } else {
          const variable = found.get(name) ?? { name, flag, since, commands: [] };
          found.set(name, variable);
          variable.commands.push(command);
        }
      }
      undecided.push(
        ...goneVariablesOf(forms).map(
          ({ name, until }) =>
            `${name} no longer stands in for \`${command} ${flag}\` after ${until}: see whether anything in ${spec.environment.file} still reads it.`,
        ),
      );
    }
  }
  const edits = [...found.values()].map(({ name, flag, since, commands }): Edit => ({
    kind: 'add-item',
    list: ['variables'],
    after: known.length - 1,
    value: withoutEmpty({
      name,
      readBy: [...new Set(commands)].map((command) => `\`${command}\``).join(', '),
      flag,
      effect: gap(`what ${name} does, and which values it takes`),
      since,
    }),
  }));
  return { edits, undecided };
}

function newVariablesOf(forms: readonly Form<FlagEntry>[]): { name: string; since: Release | undefined }[] {
  return forms.flatMap(({ position, variable, entry: { env, since } }, index) => {
    const isNew = position === undefined ? env?.name !== forms[index - 1]?.entry.env?.name : variable === 'came';
    return env !== undefined && isNew ? [{ name: env.name, since: env.since ?? since }] : [];
  });
}

function goneVariablesOf(forms: readonly Form<FlagEntry>[]): { name: string; until: Release }[] {
  return forms.flatMap(({ variable, entry: { env, until } }, index) => {
    if (env === undefined || (env.until !== undefined && variable !== 'went')) {
      return [];
    }
    const after = forms[index + 1]?.entry.env;
    const end = env.until ?? (until !== undefined && after?.name !== env.name ? until : undefined);
    return end === undefined ? [] : [{ name: env.name, until: end }];
  });
}
