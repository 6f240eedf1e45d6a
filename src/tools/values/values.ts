import { OPEN_KINDS, VALUE_FIELDS } from '../../markdown/code/example-values.ts';
import type { ValueField } from '../../markdown/code/example-values.ts';

/** A reader's own values, by the id of their field. */
export type Values = Readonly<Record<string, string>>;

/** A link may bring any id, and the panel shows it. */
const OPEN_ID = /^([a-z]+):([\w~./=@-]{1,80})$/;

const fixed = new Map(VALUE_FIELDS.map((field) => [field.id, field]));

/**
 * Finds a field by its id.
 *
 * @returns `undefined` when there is no such field.
 */
export function fieldOf(id: string): ValueField | undefined {
  const known = fixed.get(id);
  const [, prefix = '', example = ''] = OPEN_ID.exec(id) ?? [];
  const open = Object.hasOwn(OPEN_KINDS, prefix) ? OPEN_KINDS[prefix] : undefined;
  if (known !== undefined || open === undefined) {
    return known;
  }
  return { id, kind: open.kind, label: `${open.words} ${example}`, examples: [example], from: 'home' };
}

/** Ids of the fields that are the same on all pages, in the order in which they are shown. */
export const fixedIds: readonly string[] = [...fixed.keys()];
