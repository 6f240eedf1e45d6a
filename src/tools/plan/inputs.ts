import { isMap } from './check-file.ts';

/** Inputs of a run as its expressions see them, or what the program says against them. */
export interface RunInputs {
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: readonly string[];
}

interface InputSchema {
  readonly type?: unknown;
  readonly default?: unknown;
  readonly enum?: unknown;
}

/**
 * Prepares inputs as the program does: text is turned into the type that the workflow names, missing ones get their
 * default, and then all are checked.
 *
 * @param schema - `inputs` of the workflow file.
 */
export function runInputs(given: Readonly<Record<string, unknown>>, schema: unknown): RunInputs {
  if (!isMap(schema)) {
    return { values: given, errors: [] };
  }
  const properties = (isMap(schema.properties) ? schema.properties : schema) as Record<string, InputSchema | undefined>;
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    values[name] = typeof value === 'string' ? turned(value, properties[name]?.type) : value;
  }
  for (const [name, property] of Object.entries(properties)) {
    if (isMap(property) && property.default !== undefined && !Object.hasOwn(values, name)) {
      values[name] = property.default;
    }
  }
  const required = Array.isArray(schema.required) ? (schema.required as unknown[]) : [];
  return {
    values,
    errors: [
      ...required.filter((name) => values[String(name)] === undefined).map((name) => `${String(name)} is required`),
      ...Object.entries(values).flatMap(([name, value]) =>
        isMap(properties[name])
          ? complaints(name, value, properties[name])
          : schema.additionalProperties === false
            ? [`${name} is not a valid input property`]
            : [],
      ),
    ],
  };
}

function turned(text: string, type: unknown): unknown {
  switch (type) {
    case 'number':
    case 'integer': {
      const number = Number(text);
      return Number.isNaN(number) ? text : type === 'integer' ? Math.trunc(number) : number;
    }
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'array':
    case 'object': {
      const parsed = parsedJson(text);
      return (type === 'array' ? Array.isArray(parsed) : isMap(parsed)) ? parsed : text;
    }
    default:
      return text;
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function complaints(name: string, value: unknown, schema: InputSchema): string[] {
  if (value === null || value === undefined) {
    return schema.default === undefined ? [`${name} cannot be null or undefined`] : [];
  }
  if (schema.type === 'integer') {
    return Number.isInteger(value) ? [] : [`${name} must be an integer`];
  }
  const actual = Array.isArray(value) ? 'array' : typeof value;
  if (typeof schema.type === 'string' && schema.type !== actual) {
    return [`${name} must be a ${schema.type}`];
  }
  return Array.isArray(schema.enum) && schema.enum.length > 0 && !schema.enum.includes(value)
    ? [
        `${name} must be one of: ${schema.enum.map((entry) => (typeof entry === 'string' ? `"${entry}"` : String(entry))).join(', ')}`,
      ]
    : [];
}
