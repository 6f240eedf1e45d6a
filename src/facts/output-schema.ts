import { isInSpan, parseRelease } from './release.ts';
import type { Release, ReleaseSpan } from './release.ts';

/** A JSON Schema 2020-12 whose parts may carry `x-since` and `x-until`. */
export interface OutputSchema {
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly 'x-stream'?: 'lines' | 'values';
  readonly 'x-evidence'?: 'run' | 'source';
  readonly [keyword: string]: unknown;
}

type Schema = Readonly<Record<string, unknown>>;

const VARIANT_KEYWORDS = ['oneOf', 'anyOf'] as const;

/** The span that a part of a schema is annotated with. */
export function spanOfSchema(schema: Schema): ReleaseSpan {
  return { since: releaseOf(schema['x-since']), until: releaseOf(schema['x-until']) };
}

function releaseOf(value: unknown): Release | undefined {
  return typeof value === 'string' ? parseRelease(value) : undefined;
}

/**
 * Resolves a schema for one release: properties and variants outside their span are removed (also
 * from `required`), and a choice with one variant left becomes that variant.
 *
 * @returns a plain JSON Schema without dates, fit for any validator.
 */
export function schemaAtRelease(schema: OutputSchema, release: Release): OutputSchema {
  return resolve(schema, release) as OutputSchema;
}

function resolve(node: unknown, release: Release): unknown {
  if (Array.isArray(node)) {
    return node.map((item) => resolve(item, release));
  }
  if (!isSchema(node)) {
    return node;
  }
  const resolved: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(node)) {
    if (keyword === 'x-since' || keyword === 'x-until') {
      continue;
    }
    if (keyword === 'properties' && isSchema(value)) {
      resolved[keyword] = keepProperties(value, release);
    } else if (isVariantKeyword(keyword) && Array.isArray(value)) {
      resolved[keyword] = value
        .filter((variant) => holds(variant, release))
        .map((variant) => resolve(variant, release));
    } else {
      resolved[keyword] = resolve(value, release);
    }
  }
  dropRequired(node, resolved);
  return inlineOnlyVariant(resolved);
}

function keepProperties(properties: Schema, release: Release): Schema {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, property]) => holds(property, release))
      .map(([name, property]) => [name, resolve(property, release)]),
  );
}

function dropRequired(original: Schema, resolved: Record<string, unknown>): void {
  if (!Array.isArray(resolved.required) || !isSchema(original.properties) || !isSchema(resolved.properties)) {
    return;
  }
  const { properties: kept } = resolved;
  const { properties: all } = original;
  resolved.required = resolved.required.filter((name) => !(String(name) in all) || String(name) in (kept as Schema));
}

function inlineOnlyVariant(schema: Record<string, unknown>): Schema {
  for (const keyword of VARIANT_KEYWORDS) {
    const variants = schema[keyword];
    if (Array.isArray(variants) && variants.length === 1 && isSchema(variants[0])) {
      const { [keyword]: _choice, ...rest } = schema;
      return { ...rest, ...variants[0] };
    }
  }
  return schema;
}

function holds(part: unknown, release: Release): boolean {
  return !isSchema(part) || isInSpan(release, spanOfSchema(part));
}

function isVariantKeyword(keyword: string): keyword is (typeof VARIANT_KEYWORDS)[number] {
  return (VARIANT_KEYWORDS as readonly string[]).includes(keyword);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One line of the table that explains a JSON output. */
export interface FieldRow {
  /** Where the field stands: `workers[].labels`. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
  readonly span: ReleaseSpan;
}

/** A shape that an output can have; an output with variants has several. */
export interface OutputShape {
  /** Title of the variant, absent when the output has one shape. */
  readonly title?: string | undefined;
  /** The field with a fixed value that tells the variant from the others, as in JSON: `"kind": "enrolled"`. */
  readonly mark?: string | undefined;
  readonly type: string;
  readonly span: ReleaseSpan;
  readonly rows: readonly FieldRow[];
}

/**
 * Lists the fields of an output for its table, variant by variant, in the order of the schema.
 *
 * @throws Error when a `$ref` leads nowhere.
 */
export function shapesOf(schema: OutputSchema): OutputShape[] {
  const variants = variantsOf(schema);
  if (variants === undefined) {
    return [shapeOf(schema, schema)];
  }
  const targets = variants.map((variant) => dereference(variant, schema));
  const names = targets.flatMap((target) => Object.keys(constantsOf(target)));
  const common = names.find((name) => targets.every((target) => name in constantsOf(target)));
  return variants.map((variant, index) => shapeOf(variant, schema, markOf(targets[index]!, common)));
}

/** The fields of an object that always have the same value, as JSON writes it. */
function constantsOf({ properties }: Schema): Record<string, string> {
  const fixed = Object.entries(isSchema(properties) ? properties : {}).filter(
    ([, property]) => isSchema(property) && 'const' in property,
  );
  return Object.fromEntries(fixed.map(([name, property]) => [name, JSON.stringify((property as Schema).const)]));
}

function markOf(target: Schema, name: string | undefined): string | undefined {
  return name === undefined ? undefined : `${JSON.stringify(name)}: ${constantsOf(target)[name]!}`;
}

function shapeOf(part: Schema, whole: Schema, mark?: string): OutputShape {
  const target = dereference(part, whole);
  return {
    mark,
    title: typeof target.title === 'string' && part !== whole ? target.title : undefined,
    type: typeName(target, whole),
    span: spanOfSchema(part),
    rows: rowsOf(target, whole, ''),
  };
}

function rowsOf(part: Schema, whole: Schema, prefix: string): FieldRow[] {
  const schema = dereference(part, whole);
  if (isSchema(schema.items)) {
    return rowsOf(schema.items, whole, `${prefix}[]`);
  }
  const { properties } = schema;
  const ownRows = isSchema(properties)
    ? Object.entries(properties).flatMap(([name, property]) =>
        isSchema(property) ? rowsOfProperty(name, property, schema, whole, prefix) : [],
      )
    : [];
  const variantRows = (variantsOf(schema) ?? []).flatMap((variant) => rowsOf(variant, whole, prefix));
  return [...ownRows, ...variantRows];
}

function rowsOfProperty(name: string, property: Schema, parent: Schema, whole: Schema, prefix: string): FieldRow[] {
  const target = dereference(property, whole);
  const path = prefix === '' || prefix.endsWith('.') ? `${prefix}${name}` : `${prefix}.${name}`;
  const row: FieldRow = {
    path,
    type: typeName(property, whole),
    required: Array.isArray(parent.required) && parent.required.includes(name),
    description: String(property.description ?? target.description ?? ''),
    span: spanOfSchema(property),
  };
  return [row, ...rowsOf(target, whole, path)];
}

function variantsOf(schema: Schema): Schema[] | undefined {
  for (const keyword of VARIANT_KEYWORDS) {
    const variants = schema[keyword];
    // A choice of constants is an enumeration, not a choice of shapes.
    if (Array.isArray(variants) && variants.every(isSchema) && !variants.every((variant) => 'const' in variant)) {
      return variants;
    }
  }
  return undefined;
}

function typeName(part: Schema, whole: Schema): string {
  const schema = dereference(part, whole);
  if ('const' in schema) {
    return JSON.stringify(schema.const);
  }
  if (Array.isArray(schema.enum)) {
    return schema.enum.map((value) => JSON.stringify(value)).join(', ');
  }
  for (const keyword of VARIANT_KEYWORDS) {
    const variants = schema[keyword];
    if (Array.isArray(variants)) {
      const names = variants.filter(isSchema).map((variant) => typeName(variant, whole) + datesOf(variant));
      return [...new Set(names)].join(', ');
    }
  }
  if (schema.type === 'array') {
    return isSchema(schema.items) ? `array of ${typeName(schema.items, whole)}` : 'array';
  }
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : String(schema.type ?? 'any');
  return schema.format === undefined ? type : `${type} (${String(schema.format)})`;
}

function datesOf(part: Schema): string {
  const { since, until } = spanOfSchema(part);
  const dates = [since && `since ${since}`, until && `until ${until}`].filter(Boolean).join(', ');
  return dates === '' ? '' : ` (${dates})`;
}

function dereference(part: Schema, whole: Schema): Schema {
  const reference = part.$ref;
  if (typeof reference !== 'string') {
    return part;
  }
  let target: unknown = whole;
  for (const key of reference.replace(/^#\/?/, '').split('/').filter(Boolean)) {
    target = isSchema(target) ? target[key] : undefined;
  }
  if (!isSchema(target)) {
    throw new Error(`'$ref: ${reference}' leads nowhere`);
  }
  const { $ref: _reference, ...own } = part;
  return { ...target, ...own };
}
