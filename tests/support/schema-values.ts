import type { OutputSchema } from '../../src/facts/output-schema.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Deep enough for every schema, and an end for one that leads to itself. */
const DEEPEST = 12;

/**
 * Values that together show every part of a schema: each shape, each field alone, and each constant.
 *
 * @param schema - as it holds for one release.
 */
export function valuesOf(schema: OutputSchema): unknown[] {
  return valuesBelow(schema, schema, 0);
}

function valuesBelow(node: Schema, whole: Schema, depth: number): unknown[] {
  if (typeof node.$ref === 'string') {
    const target = (whole.$defs as Record<string, Schema>)[node.$ref.split('/').at(-1)!]!;
    return depth > DEEPEST ? [] : valuesBelow(target, whole, depth + 1);
  }
  if ('const' in node) {
    return [node.const];
  }
  const choice = (node.enum ?? node.oneOf ?? node.anyOf) as readonly unknown[] | undefined;
  if (choice !== undefined) {
    return node.enum === undefined
      ? choice.flatMap((part) => valuesBelow(part as Schema, whole, depth + 1))
      : [...choice];
  }
  const types = Array.isArray(node.type) ? (node.type as string[]) : [String(node.type)];
  return types.flatMap((type) => valuesOfType(type, node, whole, depth));
}

function valuesOfType(type: string, node: Schema, whole: Schema, depth: number): unknown[] {
  switch (type) {
    case 'object':
      return objectsOf(node, whole, depth);
    case 'array':
      return node.maxItems === 0 ? [[]] : [valuesBelow((node.items ?? {}) as Schema, whole, depth + 1)];
    case 'string':
      return [textOf(node)];
    case 'integer':
    case 'number':
      return [Math.max(Number(node.minimum ?? 1), 1)];
    case 'boolean':
      return [true, false];
    case 'null':
      return [null];
    default:
      return ['any'];
  }
}

function objectsOf(node: Schema, whole: Schema, depth: number): unknown[] {
  const properties = Object.entries((node.properties ?? {}) as Record<string, Schema>).map(
    ([name, part]) => [name, valuesBelow(part, whole, depth + 1)] as const,
  );
  const shown = properties.filter(([, values]) => values.length > 0);
  const full = Object.fromEntries(shown.map(([name, values]) => [name, values[0]]));
  const others = shown.flatMap(([name, values]) => values.slice(1).map((value) => ({ ...full, [name]: value })));
  const bare = Object.fromEntries(Object.entries(full).filter(([name]) => (node.required as string[])?.includes(name)));
  const map = node.additionalProperties;
  const entries =
    typeof map === 'object' && map !== null
      ? valuesBelow(map as Schema, whole, depth + 1).map((value) => ({ ...full, any: value }))
      : [];
  return [full, bare, ...others, ...entries];
}

function textOf({ format, pattern }: Schema): string {
  if (pattern !== undefined) {
    // The only one that there is: a name and a secret.
    return `name.${'0'.repeat(64)}`;
  }
  switch (format) {
    case 'uuid':
      return '01234567-89ab-4def-8123-456789abcdef';
    case 'date-time':
      return '2026-08-22T01:11:57.000Z';
    default:
      return 'text';
  }
}
