import type { OutputSchema } from '../../facts/output-schema.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import type { Message } from '../../facts/schema/message.ts';

/** What the facts of one protocol give a name to. */
export interface ProtocolNames {
  /** Flags by command; global ones under the empty name. */
  readonly flags: ReadonlyMap<string, ReadonlySet<string>>;
  readonly variables: ReadonlySet<string>;
  readonly commands: ReadonlySet<string>;
  /** States, fields of JSON and of records, keys of a workflow: words that stand alone in a code mark. */
  readonly words: ReadonlySet<string>;
  /** Keys of a workflow that place a step. */
  readonly placementFields: ReadonlySet<string>;
  readonly messages: readonly Message[];
}

/** Collects everything that the facts of a protocol name, whichever of its releases has it. */
export function namesOf(spec: ProtocolSpec): ProtocolNames {
  const commands = [...spec.commands.values()].map(({ value }) => value);
  const placementFields = new Set(spec.placementFields.value.map(({ field }) => field));
  return {
    flags: new Map([
      ['', new Set(spec.globalFlags.value.map(({ name }) => name))],
      ...commands.map(({ command, flags }) => [command, new Set(flags.map(({ name }) => name))] as const),
    ]),
    variables: new Set([
      ...spec.environment.value.variables.map(({ name }) => name),
      ...spec.environment.value.denylist.exact,
      ...commands.flatMap(({ flags, arguments: operands }) =>
        [...flags, ...operands].flatMap(({ env }) => env?.name ?? []),
      ),
    ]),
    commands: new Set(commands.map(({ command }) => command)),
    words: new Set([
      ...[...spec.stateMachines.values()].flatMap(({ value }) => value.states.map(({ name }) => name)),
      ...[...spec.outputs.values()].flatMap(({ value }) => propertiesOf(value)),
      ...[...spec.models.values()].flatMap(({ value }) => [
        ...value.fields.map(({ name }) => name),
        ...value.methods.map(({ name }) => name),
      ]),
      ...placementFields,
    ]),
    placementFields,
    messages: spec.messages.map(({ value }) => value),
  };
}

/** Names of all properties of a schema, however deep, and the fixed texts that they can hold. */
function propertiesOf(node: OutputSchema | unknown): string[] {
  if (Array.isArray(node)) {
    return node.flatMap(propertiesOf);
  }
  if (typeof node !== 'object' || node === null) {
    return [];
  }
  return Object.entries(node).flatMap(([key, value]) => [
    ...(key === 'properties' ? Object.keys(value as object) : []),
    ...(key === 'const' && typeof value === 'string' ? [value] : []),
    ...(key === 'enum' ? (value as unknown[]).filter((item) => typeof item === 'string') : []),
    ...propertiesOf(value),
  ]);
}
