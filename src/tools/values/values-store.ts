import { keep, kept } from '../../ui/native/device.ts';
import { CHOICES_KEY, VALUES_KEY } from './names.ts';
import { checkValues } from './check-value.ts';
import type { Values } from './values.ts';

/** Stands in where the device keeps nothing. */
let unsaved: Values | undefined;

/** The reader's values. What is kept and does not hold counts as none. */
export function readerValues(): Values {
  return unsaved ?? readValues(kept(VALUES_KEY));
}

/**
 * Keeps the values on the device; none forgets them. An empty list of values lets pages load what shows choices.
 *
 * @returns whether they are still there when the page is loaded anew.
 */
export function setReaderValues(values: Values): boolean {
  const isNeeded = Object.keys(values).length > 0 || kept(CHOICES_KEY) !== null;
  const isKept = keep(VALUES_KEY, isNeeded ? JSON.stringify(values) : null);
  unsaved = isKept ? undefined : values;
  return isKept;
}

/** Reads what a device keeps, which may be anything. */
export function readValues(text: string | null): Values {
  try {
    const read = JSON.parse(text ?? '{}') as Record<string, unknown>;
    const texts = Object.entries(read).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return checkValues(Object.fromEntries(texts)).values;
  } catch {
    return {};
  }
}
