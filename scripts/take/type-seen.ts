import { isNode } from '../../verify/checks/outputs/schema-nodes.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** A schema of values that were seen: their types, and no more than they tell. */
export function typeSeen(values: readonly unknown[]): Readonly<Record<string, unknown>> {
  const types = [...new Set(values.map(typeOf))].sort();
  // An integer is a number.
  const names = types.includes('number') ? types.filter((type) => type !== 'integer') : types;
  return {
    type: names.length === 1 ? names[0] : names,
    ...(names.length === 1 ? detailsOf(names[0]!, values) : {}),
  };
}

function detailsOf(type: string, values: readonly unknown[]): object {
  switch (type) {
    case 'string': {
      const format = values.every((value) => UUID.test(String(value)))
        ? 'uuid'
        : values.every((value) => DATE_TIME.test(String(value)))
          ? 'date-time'
          : undefined;
      return format === undefined ? {} : { format };
    }
    case 'array': {
      const items = values.flatMap((value) => value as unknown[]);
      return items.length === 0 ? {} : { items: typeSeen(items) };
    }
    default:
      return {};
  }
}

function typeOf(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'array';
  }
  if (isNode(value)) {
    return 'object';
  }
  return Number.isInteger(value) ? 'integer' : typeof value;
}
