import { anchorOfCommand, pageOfCommand } from '../../markdown/page-links.ts';
import type { IndexedName } from '../../tools/search/index-file.ts';
import {
  environmentAnchor,
  flagAnchor,
  modelFieldAnchor,
  outputFieldAnchor,
  placementAnchor,
  stateAnchor,
} from '../../facts/anchors.ts';
import { messagePage } from '../../facts/message-page.ts';
import { shapesOf } from '../../facts/output-schema.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';

/** A name with the page of its version (`reference/messages`) and the anchor that explain it. */
export interface PlacedName extends Omit<IndexedName, 'url'> {
  readonly page: string;
  readonly anchor?: string;
}

/** Every name of a protocol that a reader may type or paste, with the place of its explanation. */
export function namesOf(spec: ProtocolSpec): PlacedName[] {
  const all = [
    ...commandNames(spec),
    ...flagNames(spec),
    ...spec.environment.value.variables.map(({ name }): PlacedName => ({
      kind: 'environment variable',
      name,
      page: 'reference/environment-variables',
      anchor: environmentAnchor(name),
    })),
    ...spec.placementFields.value.map(({ field }): PlacedName => ({
      kind: 'workflow field',
      name: field,
      page: 'reference/placement-fields',
      anchor: placementAnchor(field),
    })),
    ...stateNames(spec),
    ...outputNames(spec),
    ...[...spec.models.values()].flatMap(({ value: { id, type, fields } }) =>
      fields.map(({ name }): PlacedName => ({
        kind: 'stored field',
        name,
        of: type,
        page: `reference/models/${id}`,
        anchor: modelFieldAnchor(id, name),
      })),
    ),
    ...spec.messages.map(({ value: { id, text, ...subject } }): PlacedName => ({
      kind: 'message',
      name: text,
      page: messagePage(subject),
      anchor: id,
    })),
  ];
  // A fact that changed within the protocol stands several times.
  const known = new Map(all.map((name) => [JSON.stringify(name), name]));
  return [...known.values()];
}

function commandNames(spec: ProtocolSpec): PlacedName[] {
  return [...spec.commands.keys()].flatMap((command): PlacedName[] => {
    const page = pageOfCommand(command);
    return page === undefined
      ? []
      : [{ kind: 'command', name: `swamp ${command}`, page, ...sharedAnchor(command, page) }];
  });
}

/** A page that several commands share has a heading for each, such as `swamp serve reload`. */
function sharedAnchor(command: string, page: string): { anchor?: string } {
  return page.endsWith(`/${anchorOfCommand(command)}`) ? {} : { anchor: `swamp-${anchorOfCommand(command)}` };
}

function flagNames(spec: ProtocolSpec): PlacedName[] {
  const own = [...spec.commands.values()].flatMap(({ value: { command, flags } }) =>
    flags.map(({ name }): PlacedName => ({
      kind: 'flag',
      name,
      of: `swamp ${command}`,
      page: pageOfCommand(command) ?? `reference/cli/${anchorOfCommand(command)}`,
      anchor: flagAnchor(name, command),
    })),
  );
  const global = spec.globalFlags.value.map(({ name }): PlacedName => ({
    kind: 'flag',
    name,
    of: 'every command',
    page: 'reference/cli/global-options',
    anchor: flagAnchor(name),
  }));
  return [...global, ...own];
}

function stateNames(spec: ProtocolSpec): PlacedName[] {
  return [...spec.stateMachines.values()].flatMap(({ value: { id, title, states } }) =>
    states.map(({ name }): PlacedName => ({
      kind: 'state',
      name,
      of: title,
      page: 'reference/states',
      anchor: stateAnchor(id, name),
    })),
  );
}

function outputNames(spec: ProtocolSpec): PlacedName[] {
  return [...spec.commands.values()].flatMap(({ value: { command, output } }) => {
    const schema = output === undefined ? undefined : spec.outputs.get(output)?.value;
    const page = pageOfCommand(command);
    return schema === undefined || page === undefined
      ? []
      : shapesOf(schema).flatMap(({ rows }) =>
          rows.map(({ path }): PlacedName => ({
            kind: 'JSON field',
            name: path,
            of: `swamp ${command} --json`,
            page,
            anchor: outputFieldAnchor(output!, path),
          })),
        );
  });
}
