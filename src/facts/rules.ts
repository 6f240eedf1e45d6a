import { parametersOf } from './message-text.ts';
import { suggestName } from './nearest.ts';
import type { OutputSchema } from './output-schema.ts';
import type { ProtocolSpec, Sourced } from './protocol-spec.ts';
import { spansOverlap } from './release.ts';
import type { ReleaseSpan } from './release.ts';
import type { Command } from './schema/command.ts';
import type { SpecFault } from './spec-error.ts';

/** Checks what no single file can say about itself: duplicates and references between files. */
export function faultsOfSpec(spec: ProtocolSpec): SpecFault[] {
  return [
    ...faultsOfCommands(spec),
    ...faultsOfOutputs(spec),
    ...faultsOfStateMachines(spec),
    ...faultsOfMessages(spec),
    ...faultsOfRestartTable(spec),
    ...faultsOfLists(spec),
    ...[...spec.outputs.values()].flatMap(faultsOfOutput),
  ];
}

/** A shape to which nothing leads was copied from another protocol, or forgotten when its variant went. */
function faultsOfOutput(output: Sourced<OutputSchema>): SpecFault[] {
  const { $defs = {} } = output.value as { readonly $defs?: Readonly<Record<string, unknown>> };
  const text = JSON.stringify(output.value);
  return Object.keys($defs)
    .filter((name) => !text.includes(`"#/$defs/${name}"`))
    .map((name) => faultAt(output, ['$defs', name], `nothing leads to the definition '${name}': remove it`));
}

function faultsOfCommands(spec: ProtocolSpec): SpecFault[] {
  return [...spec.commands.values()].flatMap((command) => {
    const { flags, arguments: positional, output } = command.value;
    const faults = [
      ...duplicates(command, ['flags'], flags, (flag) => flag.name),
      ...duplicates(command, ['arguments'], positional, (argument) => argument.name),
      ...faultsOfFlagGroups(command),
    ];
    if (output !== undefined && !spec.outputs.has(output)) {
      faults.push(unknown(command, ['output'], 'output', output, [...spec.outputs.keys()]));
    }
    return faults;
  });
}

/** Where flags are in groups, each is in exactly one, and a group names only flags that there are. */
function faultsOfFlagGroups(command: Sourced<Command>): SpecFault[] {
  const { flags, flagGroups } = command.value;
  const names = [...new Set(flags.map(({ name }) => name))];
  const grouped = flagGroups.flatMap((group) => group.flags);
  const fault = (message: string): SpecFault => faultAt(command, ['flagGroups'], message);
  return flagGroups.length === 0
    ? []
    : [
        ...names.filter((name) => !grouped.includes(name)).map((name) => fault(`${name} is in no group`)),
        ...grouped.filter((name, at) => grouped.indexOf(name) !== at).map((name) => fault(`${name} is in two groups`)),
        ...grouped
          .filter((name) => !names.includes(name))
          .map((name) => unknown(command, ['flagGroups'], 'flag', name, names)),
      ];
}

/** What a schema defines and nothing in it uses is left over, mostly from another protocol. */
function faultsOfOutputs(spec: ProtocolSpec): SpecFault[] {
  return [...spec.outputs.values()].flatMap((output) => {
    const { $defs, ...shape } = output.value as OutputSchema & { readonly $defs?: Readonly<Record<string, unknown>> };
    const used = new Set<string>();
    const use = (part: unknown): void => {
      for (const [, name] of JSON.stringify(part).matchAll(/"#\/\$defs\/(\w+)"/g)) {
        if (!used.has(name!)) {
          used.add(name!);
          use($defs?.[name!] ?? null);
        }
      }
    };
    use(shape);
    return Object.keys($defs ?? {})
      .filter((name) => !used.has(name))
      .map((name) => faultAt(output, ['$defs', name], `nothing refers to '#/$defs/${name}'`));
  });
}

function faultsOfStateMachines(spec: ProtocolSpec): SpecFault[] {
  return [...spec.stateMachines.values()].flatMap((machine) => {
    const { states, transitions } = machine.value;
    const names = states.map((state) => state.name);
    const faults = duplicates(machine, ['states'], states, (state) => state.name);
    transitions.forEach((transition, position) => {
      for (const end of ['from', 'to'] as const) {
        const name = transition[end];
        if (name !== undefined && !names.includes(name)) {
          faults.push(unknown(machine, ['transitions', position, end], 'state', name, names));
        }
      }
    });
    return faults;
  });
}

function faultsOfMessages(spec: ProtocolSpec): SpecFault[] {
  const faults: SpecFault[] = [];
  spec.messages.forEach((message, position) => {
    const earlier = spec.messages
      .slice(0, position)
      .find((other) => other.value.id === message.value.id && spansOverlap(other.value, message.value));
    if (earlier !== undefined) {
      faults.push(
        faultAt(
          message,
          ['id'],
          `message '${message.value.id}' stands already in ${earlier.file}:${earlier.lineOf()} for the same releases`,
        ),
      );
    }
    const named = parametersOf(message.value.text);
    const described = Object.keys(message.value.parameters);
    for (const name of named.filter((parameter) => !described.includes(parameter))) {
      faults.push(faultAt(message, ['text'], `the text has {${name}}, but 'parameters' does not describe it`));
    }
    for (const name of described.filter((parameter) => !named.includes(parameter))) {
      const inOtherSide = message.value.otherSide.some((side) => parametersOf(side.text ?? '').includes(name));
      if (!inOtherSide) {
        faults.push(faultAt(message, ['parameters', name], `'${name}' is described, but the text has no {${name}}`));
      }
    }
    for (const name of parametersOf(message.value.answer ?? '').filter((parameter) => !named.includes(parameter))) {
      faults.push(faultAt(message, ['answer'], `the answer has {${name}}, but the text has not`));
    }
    message.value.commands.forEach((command, index) => {
      if (!spec.commands.has(command)) {
        faults.push(unknown(message, ['commands', index], 'command', command, [...spec.commands.keys()]));
      }
    });
    faults.push(...faultsOfRecordingNames(spec, message, message.value.recordings));
  });
  return faults;
}

function faultsOfRestartTable(spec: ProtocolSpec): SpecFault[] {
  const messageIds = [...new Set(spec.messages.map((message) => message.value.id))];
  const faults = duplicates(spec.restartTable, [], spec.restartTable.value, (row) => row.id);
  spec.restartTable.value.forEach((row, position) => {
    row.outcomes.forEach((outcome, index) => {
      if (outcome.message !== undefined && !messageIds.includes(outcome.message)) {
        faults.push(
          unknown(spec.restartTable, [position, 'outcomes', index, 'message'], 'message', outcome.message, messageIds),
        );
      }
      const earlier = row.outcomes.slice(0, index).find((other) => spansOverlap(other, outcome));
      if (earlier !== undefined) {
        faults.push(
          faultAt(
            spec.restartTable,
            [position, 'outcomes', index],
            `two outcomes of '${row.id}' hold for the same releases`,
          ),
        );
      }
    });
    const rowSource = {
      ...spec.restartTable,
      lineOf: (keys: readonly PropertyKey[] = []) => spec.restartTable.lineOf([position, ...keys]),
    };
    faults.push(...faultsOfRecordingNames(spec, rowSource, row.recordings));
  });
  return faults;
}

function faultsOfLists(spec: ProtocolSpec): SpecFault[] {
  return [
    ...duplicates(spec.globalFlags, [], spec.globalFlags.value, (flag) => flag.name),
    ...duplicates(spec.timings, [], spec.timings.value, (timing) => timing.id),
    ...faultsOfVariables(spec),
    ...duplicates(
      spec.placementFields,
      [],
      spec.placementFields.value,
      (field) => `${field.field} on ${field.levels.join(', ')}`,
    ),
    ...[...spec.models.values()].flatMap((model) =>
      duplicates(model, ['fields'], model.value.fields, (field) => field.name),
    ),
    ...duplicates(spec.wire, ['frames'], spec.wire.value.frames, (frame) => frame.name),
    ...duplicates(spec.wire, ['verbs'], spec.wire.value.verbs, (verb) => verb.name),
    ...duplicates(spec.wire, ['routes'], spec.wire.value.routes, (route) => `${route.method} ${route.path}`),
  ];
}

/** A variable may stand once for each of its readers, and only once when all commands are its readers. */
function faultsOfVariables({ environment }: ProtocolSpec): SpecFault[] {
  const { variables } = environment.value;
  const readByAll = new Set(
    variables.filter(({ readBy }) => /^(?:all commands|every command)(?:,|$)/.test(readBy)).map(({ name }) => name),
  );
  return duplicates(environment, ['variables'], variables, ({ name, readBy }) =>
    readByAll.has(name) ? name : `${name} read by ${readBy}`,
  );
}

function faultsOfRecordingNames(spec: ProtocolSpec, source: Sourced<unknown>, names: readonly string[]): SpecFault[] {
  return names.flatMap((name, index) =>
    spec.recordings.has(name)
      ? []
      : [unknown(source, ['recordings', index], 'recording', name, [...spec.recordings.keys()])],
  );
}

function duplicates<Item extends ReleaseSpan>(
  source: Sourced<unknown>,
  keys: readonly PropertyKey[],
  items: readonly Item[],
  nameOf: (item: Item) => string,
): SpecFault[] {
  return items.flatMap((item, position) => {
    const first = items.findIndex((other) => nameOf(other) === nameOf(item) && spansOverlap(other, item));
    return first === position
      ? []
      : [
          faultAt(
            source,
            [...keys, position],
            `'${nameOf(item)}' stands twice for the same releases (first in line ${source.lineOf([...keys, first])})`,
          ),
        ];
  });
}

function unknown(
  source: Sourced<unknown>,
  keys: readonly PropertyKey[],
  what: string,
  name: string,
  known: readonly string[],
): SpecFault {
  return faultAt(source, keys, `there is no ${what} '${name}' in this protocol. ${suggestName(name, known)}`);
}

function faultAt(source: Sourced<unknown>, keys: readonly PropertyKey[], message: string): SpecFault {
  return { file: source.file, line: source.lineOf(keys), message };
}
