import { fits, isObject } from './value-types.ts';

/** A field as a table of the facts has it. A dot leads into an object; `(list)` is the value as a whole. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
}

/** What became of a field. */
export type FieldResult =
  | { readonly name: string; readonly status: 'agrees' }
  | { readonly name: string; readonly status: 'differs'; readonly expected: string; readonly actual: string }
  | { readonly name: string; readonly status: 'not-run'; readonly reason: string };

const WHOLE = '(list)';

/** So much of a value is shown in a finding. */
const LONGEST_SHOWN = 80;

/**
 * Compares values that a program made with the fields that they are said to have.
 *
 * @param values - all of one kind.
 * @returns a result for each field, and one for each that is said nowhere.
 */
export function compareFields(fields: readonly Field[], values: readonly unknown[]): FieldResult[] {
  if (values.length === 0) {
    return fields.map(({ name }) => ({ name, status: 'not-run', reason: 'nothing of this kind was seen' }));
  }
  return [...fields.map((field) => compareField(field, values)), ...unknownFields(fields, values)];
}

function compareField({ name, type, optional }: Field, values: readonly unknown[]): FieldResult {
  const found = values.map((value) => valueAt(value, name));
  const there = found.filter((value) => value !== undefined);
  const strange = there.find((value) => !fits(value, type));
  if (strange !== undefined) {
    return { name, status: 'differs', expected: type, actual: shown(strange) };
  }
  if (there.length < found.length && !optional) {
    const without = values[found.indexOf(undefined)];
    return { name, status: 'differs', expected: `${name} is always there`, actual: `missing in ${shown(without)}` };
  }
  return there.length === 0
    ? { name, status: 'not-run', reason: `it was in none of the ${values.length} that were seen` }
    : { name, status: 'agrees' };
}

function valueAt(value: unknown, name: string): unknown {
  return name === WHOLE
    ? value
    : name.split('.').reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

/** Fields that are there, and of which nothing is said. What a field of any form holds is its own matter. */
function unknownFields(fields: readonly Field[], values: readonly unknown[]): FieldResult[] {
  const names = new Set(fields.map(({ name }) => name));
  const unknown = new Map<string, unknown>();
  const look = (value: unknown, path: string): void => {
    for (const [key, inner] of isObject(value) ? Object.entries(value) : []) {
      const name = path + key;
      if (names.has(name)) {
        continue;
      }
      if ([...names].some((known) => known.startsWith(`${name}.`))) {
        look(inner, `${name}.`);
      } else {
        unknown.set(name, inner);
      }
    }
  };
  values.filter(() => !names.has(WHOLE)).forEach((value) => look(value, ''));
  return [...unknown].map(([name, value]) => ({
    name,
    status: 'differs',
    expected: 'no such field',
    actual: shown(value),
  }));
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
