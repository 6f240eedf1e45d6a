/** How many places the search page found, and how many of them it shows. */
export interface SearchTotal {
  readonly found: number;
  readonly shown: number;
}

let total: SearchTotal | undefined;

const listeners = new Set<() => void>();

/** What the search page found last: the page of the plugin counts only what it shows. */
export const searchTotal = {
  get: (): SearchTotal | undefined => total,
  set: (found: SearchTotal | undefined): void => {
    total = found;
    for (const tell of listeners) {
      tell();
    }
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** The number of places in words; empty while nothing is known. */
export function totalInWords(known: SearchTotal | undefined): string {
  if (known === undefined) {
    return '';
  }
  const { found, shown } = known;
  if (found === 0) {
    return 'Nothing found here.';
  }
  const places = found === 1 ? '1 place' : `${found} places`;
  return found > shown ? `${places}, of which the ${shown} that fit best are shown.` : `${places}, the best first.`;
}
