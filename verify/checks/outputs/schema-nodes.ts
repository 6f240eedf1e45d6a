import type { OutputSchema } from '../../../src/facts/output-schema.ts';

/** A part of a JSON Schema that is itself a schema. */
export type SchemaNode = Readonly<Record<string, unknown>>;

/** Says where a part stood in the file, also after the schema was cut down to one release. */
const POSITION_KEYWORD = 'x-position';

const MAPS_OF_SCHEMAS = ['properties', 'patternProperties', '$defs'] as const;
const LISTS_OF_SCHEMAS = ['oneOf', 'anyOf', 'allOf', 'prefixItems'] as const;
const SINGLE_SCHEMAS = ['items', 'additionalProperties', 'not', 'contains', 'propertyNames'] as const;

export function isNode(value: unknown): value is SchemaNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Writes into every part of a schema where it stands, as a JSON text of its keys. */
export function withPositions(schema: OutputSchema): OutputSchema {
  return mark(schema, []) as OutputSchema;
}

/** Where a part stood in the file. */
export function positionOf(node: SchemaNode): (string | number)[] {
  const position = node[POSITION_KEYWORD];
  return typeof position === 'string' ? (JSON.parse(position) as (string | number)[]) : [];
}

function mark(node: SchemaNode, keys: readonly PropertyKey[]): SchemaNode {
  const marked: Record<string, unknown> = { ...node, [POSITION_KEYWORD]: JSON.stringify(keys) };
  for (const keyword of MAPS_OF_SCHEMAS) {
    const map = node[keyword];
    if (isNode(map)) {
      marked[keyword] = Object.fromEntries(
        Object.entries(map).map(([name, part]) => [name, isNode(part) ? mark(part, [...keys, keyword, name]) : part]),
      );
    }
  }
  for (const keyword of LISTS_OF_SCHEMAS) {
    const list = node[keyword];
    if (Array.isArray(list)) {
      marked[keyword] = list.map((part, index) => (isNode(part) ? mark(part, [...keys, keyword, index]) : part));
    }
  }
  for (const keyword of SINGLE_SCHEMAS) {
    const part = node[keyword];
    if (isNode(part)) {
      marked[keyword] = mark(part, [...keys, keyword]);
    }
  }
  return marked;
}

/** Follows `$ref` inside one schema; what stands beside it wins. */
export function dereference(node: SchemaNode, whole: SchemaNode): SchemaNode {
  const reference = node.$ref;
  if (typeof reference !== 'string') {
    return node;
  }
  let target: unknown = whole;
  for (const key of reference.replace(/^#\/?/, '').split('/').filter(Boolean)) {
    target = isNode(target) ? target[key] : undefined;
  }
  if (!isNode(target)) {
    throw new Error(`'$ref: ${reference}' leads nowhere`);
  }
  const { $ref: _reference, [POSITION_KEYWORD]: _position, ...beside } = node;
  return dereference({ ...target, ...beside }, whole);
}

/** The choices of a part, or none when it has no choice. */
export function variantsOf(node: SchemaNode): readonly SchemaNode[] {
  const variants = node.oneOf ?? node.anyOf;
  return Array.isArray(variants) ? variants.filter(isNode) : [];
}
