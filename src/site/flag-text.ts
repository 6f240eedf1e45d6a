/** Longest text that fits into the narrowest column of a phone. */
const LONGEST_UNBROKEN = 26;

/**
 * Whether a piece of inline code is a flag, with or without its value, that must stay on one line: a
 * browser breaks after hyphens, and a line that ends in `--` reads as something else.
 */
export function isUnbreakableFlag(text: string): boolean {
  return text.length <= LONGEST_UNBROKEN && /^--?[a-z][\w-]*(?:[ =]\S+)?$/i.test(text);
}
