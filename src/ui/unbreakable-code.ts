/** Longest text that fits into the narrowest column of a phone. */
const LONGEST_UNBROKEN = 26;

const FLAG = /^--?[a-z][\w-]*(?:[ =]\S+)?$/i;
const RELEASE = /^\d{8}\.\d{6}$/;

/**
 * Whether a piece of inline code must stay on one line: a flag, with or without its value, for a line
 * that ends in `--` reads as something else; a release, for half of one is another number.
 */
export function isUnbreakable(text: string): boolean {
  return text.length <= LONGEST_UNBROKEN && (FLAG.test(text) || RELEASE.test(text));
}

/** A flag within a text, up to the length that a phone has room for. */
const FLAG_WITHIN = /(?<![\w-])(--?[a-z][\w-]{0,22})(?![\w-])/i;

/**
 * Cuts a text around its flags.
 *
 * @returns the pieces in order; every second one is a flag. Joined they are the text again.
 */
export function flagsApart(text: string): string[] {
  return text.split(FLAG_WITHIN);
}
