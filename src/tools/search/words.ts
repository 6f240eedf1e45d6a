import { stemmer } from 'stemmer';

/**
 * Words that stand in every sentence and in every question: they tell no page from another. `not` is
 * among them, for a page says `cannot` where a reader asks what does not work.
 */
const STOP_WORDS = new Set(
  `a about after all also am an and any are as at be been before but by can could did do does doing don for from get gets
  got had has have having he her him his how i if in into is isn it its just let like may me might must my need no not of
  off on or our out please should so some such than that the their them then there these they this those through to too
  up us use used using want was we were what when where whether which while who why will with without won would you your
  yet`
    .split(/\s+/)
    .filter(Boolean),
);

/** Words with the signs that belong to names: `--cache-dir`, `SWAMP_WORKER_TOKEN`, `wss`, and their parts. */
export function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+(?:[.-][\p{L}\p{N}_]+)*/gu)?.flatMap(withParts) ?? [];
}

/** `cache-dir` is found by `cache`, too. */
function withParts(word: string): string[] {
  const parts = word.split(/[.-]/);
  return parts.length > 1 ? [word, ...parts] : [word];
}

/** What the index knows a word by: `Revoked` and `revoking` are one word, and a name stays as it is. */
export function termOf(word: string): string {
  const lower = word.toLowerCase();
  return /^[a-z]{4,}$/.test(lower) ? stemmer(lower) : lower;
}

/** True for a word that tells no page from another. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word.toLowerCase());
}

/**
 * The words of a question that mean something, each once. A question of stop words alone keeps them all,
 * for then they are all that there is.
 */
export function askedWords(text: string, most: number): string[] {
  const words = text.match(/[\p{L}\p{N}_]+(?:[.-][\p{L}\p{N}_]+)*/gu) ?? [];
  const telling = words.filter((word) => !isStopWord(word));
  return [...new Map((telling.length > 0 ? telling : words).map((word) => [termOf(word), word])).values()].slice(
    0,
    most,
  );
}
