import { closest, distance } from 'fastest-levenshtein';

/**
 * Finds the valid name that a mistyped one most likely meant.
 *
 * @param name - what was written.
 * @param candidates - every valid name.
 * @returns the closest candidate, or `undefined` when none is near enough to be a typing slip.
 */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) {
    return undefined;
  }
  const best = closest(name, candidates);
  // More than half of the letters different is another word, not a slip.
  return distance(name, best) <= Math.max(2, Math.ceil(name.length / 2)) ? best : undefined;
}

/** The end of an "unknown name" message: a suggestion when one is near, otherwise the full list. */
export function suggestName(name: string, candidates: readonly string[]): string {
  const near = nearestName(name, candidates);
  if (near !== undefined) {
    return `Did you mean '${near}'?`;
  }
  return candidates.length === 0 ? 'There are none.' : `Known: ${[...candidates].sort().join(', ')}.`;
}
