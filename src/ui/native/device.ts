/** Where a browser keeps things: for good, or as long as the tab is open. */
type Store = 'localStorage' | 'sessionStorage';

/** What the device keeps under a name; `null` also where the browser keeps nothing, as in some private windows. */
export function kept(name: string, store: Store = 'localStorage'): string | null {
  try {
    return globalThis[store].getItem(name);
  } catch {
    return null;
  }
}

/**
 * Keeps something on the device, or forgets it.
 *
 * @returns whether the browser does so.
 */
export function keep(name: string, value: string | null, store: Store = 'localStorage'): boolean {
  try {
    if (value === null) {
      globalThis[store].removeItem(name);
    } else {
      globalThis[store].setItem(name, value);
    }
    return true;
  } catch {
    return false;
  }
}
