import { closest, distance } from 'fastest-levenshtein';

/**
 * Finds the valid name that a mistyped one most likely meant.
 *
 * @param name - what was written.
 * @param candidates - every valid name.
 * @returns the closest candidate, or `undefined` when none is near enough to be a typing slip.
 */
function nearestName(name: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) {
    return undefined;
  }
  const best = closest(name, candidates);
  // More than half of the letters different is another word, not a slip.
  return distance(name, best) <= Math.max(2, Math.ceil(name.length / 2)) ? best : undefined;
}

/** A longer list of names hides the message that it belongs to. */
const LONGEST_LIST = 12;

/** The end of an "unknown name" message: a suggestion when one is near, otherwise the nearest names. */
export function suggestName(name: string, candidates: readonly string[]): string {
  const near = nearestName(name, candidates);
  if (near !== undefined) {
    return `Did you mean '${near}'?`;
  }
  if (candidates.length === 0) {
    return 'There are none.';
  }
  if (candidates.length <= LONGEST_LIST) {
    return `Known: ${[...candidates].sort().join(', ')}.`;
  }
  const nearest = [...candidates].sort((a, b) => distance(name, a) - distance(name, b)).slice(0, LONGEST_LIST);
  return `The nearest of ${candidates.length}: ${nearest.join(', ')}.`;
}
