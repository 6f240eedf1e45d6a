import { runtimeNote } from '../../facts/message-runtime.ts';
import { spanOfSchema } from '../../facts/output-schema.ts';
import type { OutputSchema } from '../../facts/output-schema.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import type { ReleaseSpan } from '../../facts/release.ts';
import { EVENT_FIELDS } from './table.ts';
import type { Holding, MessageTable, TableEvent, TableMessage } from './table.ts';

const FORMAT = 1;

/** What is read of the schema of one event. */
interface EventSchema {
  readonly description: string;
  readonly properties: Readonly<Record<string, { readonly const?: string } | undefined>>;
}

/**
 * Collects the messages of all protocols, and the events that commands print as JSON lines. What is
 * the same in several protocols stands once, with the releases for which it holds.
 *
 * @param specs - newest protocol first.
 */
export function buildMessageTable(specs: readonly ProtocolSpec[]): MessageTable {
  return {
    format: FORMAT,
    protocols: specs.map(({ protocol: { number, first, last, ended, pathName } }) => ({
      number,
      first,
      last,
      ended,
      path: pathName,
    })),
    messages: merge(specs.flatMap(messagesOf)).sort((a, b) => order(a.id, b.id)),
    events: merge(specs.flatMap(eventsOf)),
  };
}

function messagesOf(spec: ProtocolSpec): TableMessage[] {
  return spec.messages.map(({ value }) => ({
    id: value.id,
    phase: value.phase,
    ...(value.part !== undefined && { part: value.part }),
    text: value.text,
    parameters: value.parameters,
    severity: value.severity,
    printedBy: value.printedBy,
    commands: value.commands,
    reactions: value.reactions,
    otherSide: value.otherSide,
    ...(value.answer !== undefined && { answer: value.answer }),
    cause: [runtimeNote(value) ?? [], value.cause].flat().join(' '),
    fix: value.fix,
    holds: [holding(spec, value)],
  }));
}

function eventsOf(spec: ProtocolSpec): TableEvent[] {
  return [...spec.commands.values()].flatMap(({ value: { command, output } }) => {
    const schema = output === undefined ? undefined : spec.outputs.get(output)?.value;
    return schema?.['x-stream'] === 'lines' ? eventsOfStream(schema, command, spec) : [];
  });
}

function eventsOfStream(schema: OutputSchema, command: string, spec: ProtocolSpec): TableEvent[] {
  const definitions = schema.$defs as Readonly<Record<string, EventSchema>>;
  return (schema.oneOf as readonly ({ readonly $ref: string } & Readonly<Record<string, unknown>>)[]).flatMap(
    (variant) => {
      const { description, properties } = definitions[variant.$ref.replace('#/$defs/', '')]!;
      return EVENT_FIELDS.flatMap((field) => {
        const name = properties[field]?.const;
        return name === undefined
          ? []
          : [{ command, field, name, meaning: description, holds: [holding(spec, spanOfSchema(variant))] }];
      });
    },
  );
}

function holding(spec: ProtocolSpec, { since, until }: ReleaseSpan): Holding {
  return { protocol: spec.protocol.number, ...(since && { since }), ...(until && { until }) };
}

function merge<Entry extends { readonly holds: readonly Holding[] }>(entries: readonly Entry[]): Entry[] {
  const merged = new Map<string, Entry>();
  for (const entry of entries) {
    const key = JSON.stringify({ ...entry, holds: [] });
    const known = merged.get(key);
    merged.set(key, known === undefined ? entry : { ...known, holds: [...known.holds, ...entry.holds] });
  }
  return [...merged.values()];
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
