import { suggestName } from '../facts/nearest.ts';
import type { ProtocolSpec, Sourced } from '../facts/protocol-spec.ts';
import type { Command } from '../facts/schema/command.ts';
import type { Recording } from '../facts/schema/recording.ts';

/**
 * Finds an entry by name.
 *
 * @throws Error that names the nearest valid name.
 */
export function lookup<Value>(
  entries: ReadonlyMap<string, Value>,
  what: string,
  name: string,
  spec: ProtocolSpec,
): Value {
  const found = entries.get(name);
  if (found === undefined) {
    throw new Error(
      `There is no ${what} '${name}' in protocol ${spec.protocol.number}. ${suggestName(name, [...entries.keys()])}`,
    );
  }
  return found;
}

/** Finds a command as typed after `swamp`. */
export function lookupCommand(spec: ProtocolSpec, command: string): Sourced<Command> {
  return lookup(spec.commands, 'command', command, spec);
}

/** Finds a recording by its path below `recordings/protocol-N/`. */
export function lookupRecording(spec: ProtocolSpec, id: string): Sourced<Recording> {
  return lookup(spec.recordings, 'recording', id, spec);
}

/**
 * Finds an item of a list by its id.
 *
 * @throws Error that names the nearest valid id.
 */
export function lookupItem<Item extends { readonly id: string }>(
  items: readonly Item[],
  what: string,
  id: string,
  spec: ProtocolSpec,
): Item {
  return lookup(new Map(items.map((item) => [item.id, item])), what, id, spec);
}
