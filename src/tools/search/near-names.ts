import { distance } from 'fastest-levenshtein';

/** A variable or a flag in a question. */
const TYPED_NAME = /(?<![\w-])--[a-z][\w-]*|\b[A-Z][A-Z\d]*_[A-Z\d_]+/g;

/** Letters of a name for each one that may be wrong. */
const LETTERS_FOR_A_FAULT = 4;

/** More names than these are no answer. */
const MOST_NAMES = 3;

/** Parts that every variable of the program has. */
const COMMON_PARTS = new Set(['swamp']);

/** A name that does not exist, and those that were probably meant. */
export interface NearNames {
  readonly typed: string;
  readonly meant: readonly string[];
}

/**
 * Finds variables and flags of a question that do not exist, with those that have all their parts
 * (`SWAMP_LABELS` for `SWAMP_WORKER_LABELS`) or are spelled nearly so.
 *
 * @param isKnown - whether a name, or one that begins so, exists.
 * @param names - all variables and flags.
 */
export function nearNames(text: string, isKnown: (name: string) => boolean, names: ReadonlySet<string>): NearNames[] {
  const typed = [...new Set(text.match(TYPED_NAME))].filter((name) => !isKnown(name));
  return typed.map((name) => {
    const alike = [...names].filter((other) => other.startsWith('--') === name.startsWith('--'));
    const parts = partsOfName(name);
    const wrong = (other: string): number => distance(name.toLowerCase(), other.toLowerCase());
    const withParts = alike.filter((other) => parts.length > 0 && parts.every((part) => hasPart(other, part)));
    const misspelled = alike.filter((other) => wrong(other) <= Math.round(name.length / LETTERS_FOR_A_FAULT));
    const meant = [...new Set([...withParts, ...misspelled])].sort((one, other) => wrong(one) - wrong(other));
    return { typed: name, meant: meant.slice(0, MOST_NAMES) };
  });
}

function partsOfName(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[_-]+/)
    .filter((part) => part !== '' && !COMMON_PARTS.has(part));
}

/** `--header` is a part of `--extra-headers`. */
function hasPart(name: string, part: string): boolean {
  return partsOfName(name).some((own) => own.startsWith(part) || `${own}s` === part);
}
