import { VALUES_HASH } from './names.ts';
import { checkValues } from './check-value.ts';
import type { Values } from './values.ts';

/** Longer than this, no link of ours is. */
const LONGEST = 8_000;

/**
 * A link to a page that brings values along.
 *
 * @param page - the address of the page; what it has after `#` goes.
 */
export function linkWith(page: string, values: Values): string {
  return `${page.replace(/#.*/s, '')}${VALUES_HASH}${new URLSearchParams(values).toString()}`;
}

/**
 * Reads the values that a link brings. They are checked as if they had been typed.
 *
 * @param hash - from anybody, of any length.
 * @returns the values that hold, and the problems of the others; `undefined` when the link brings none.
 */
export function valuesOfLink(hash: string): ReturnType<typeof checkValues> | undefined {
  if (!hash.startsWith(VALUES_HASH)) {
    return undefined;
  }
  const text = hash.length > LONGEST ? '' : hash.slice(VALUES_HASH.length);
  return checkValues(Object.fromEntries(new URLSearchParams(text)));
}
