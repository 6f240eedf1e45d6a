import { OPEN_KINDS, VALUE_FIELDS } from '../../markdown/code/example-values.ts';
import type { ValueField } from '../../markdown/code/example-values.ts';

/** A reader's own values, by the id of their field. */
export type Values = Readonly<Record<string, string>>;

const fixed = new Map(VALUE_FIELDS.map((field) => [field.id, field]));

/**
 * Finds a field by its id.
 *
 * @returns `undefined` when there is no such field.
 */
export function fieldOf(id: string): ValueField | undefined {
  const known = fixed.get(id);
  const colon = id.indexOf(':');
  const open = Object.hasOwn(OPEN_KINDS, id.slice(0, colon)) ? OPEN_KINDS[id.slice(0, colon)] : undefined;
  if (known !== undefined || open === undefined || colon === id.length - 1) {
    return known;
  }
  const example = id.slice(colon + 1);
  return { id, kind: open.kind, label: `${open.words} ${example}`, examples: [example], from: 'home' };
}

/** Ids of the fields that are the same on all pages, in the order in which they are shown. */
export const fixedIds: readonly string[] = [...fixed.keys()];
