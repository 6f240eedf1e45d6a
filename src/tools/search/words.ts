import { stemmer } from 'stemmer';

/**
 * Words that stand in every sentence and in every question: they tell no page from another. `not` is
 * among them, for a page says `cannot` where a reader asks what does not work.
 */
const STOP_WORDS = new Set(
  `a able about actually after again all also always am an and another any anything are as ask at be been before best both
  but by can cannot come could did difference different do does doing don done either else ever every everything exactly
  for from gave get gets getting give given gives giving go goes going good got had happen happened happening happens has
  have having he her him his how i if in instead into is isn it its just let like likely may maybe me might more most much
  must my need needs never no not of off ok on only or other our out please possible really right should so some somehow
  someone something still such tell than that the their them then there these they thing things this those through to too
  up us use used using very want wants was way ways we well were what whatever when where whether which while who whose why
  will wish with without won would you your yet`
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

/** Forms that no rule of endings leads back to their word. */
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  `began begin, begun begin, bound bind, broke break, broken break, built build, came come, chose choose, chosen choose,
  died die, dies die, dying die, fell fall, felt feel, forgot forget, forgotten forget, found find, given give,
  gave give, gone go, held hold, kept keep, knew know, known know, left leave, lost lose, made make, meant mean, ran run,
  said say, sent send, shown show, shut shut, slept sleep, spent spend, stolen steal,
  stuck stick, taken take, took take, threw throw, thrown throw, went go, woke wake, written write, wrote write`
    .split(/,\s+/)
    .map((pair) => pair.split(' ') as [string, string]),
);

/** Words whose terms are known already: to find the ending of a word takes longer than all else. */
const known = new Map<string, string>();

/** More words than these come from pasted text, and do not come again. */
const MOST_KNOWN = 20_000;

/** What the index knows a word by: `Revoked` and `revoking` are one word, and a name stays as it is. */
export function termOf(word: string): string {
  const term = known.get(word) ?? findTerm(word);
  if (known.size < MOST_KNOWN) {
    known.set(word, term);
  }
  return term;
}

function findTerm(word: string): string {
  const lower = word.toLowerCase();
  const regular = IRREGULAR.get(lower) ?? lower;
  return /^[a-z]{4,}$/.test(regular) ? stemmer(regular) : regular;
}

/** True for a word that tells no page from another. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word.toLowerCase());
}

/** A question in which `won't` is `not`, and `what's` is `what`. */
export function withoutContractions(text: string): string {
  return text
    .replaceAll('’', "'")
    .replace(/\b(?:can|won|[a-z]+n)'t\b|\bcannot\b/gi, ' not ')
    .replace(/'s\b/gi, '');
}

/** All words of a question, in order, with the signs that belong to names. */
export function typedWords(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+(?:[.-][\p{L}\p{N}_]+)*/gu) ?? [];
}

/** Parts of a word that is not known as a whole: `OOMKilled`, `worker.drain`, `self-hosted`. */
export function partsOf(word: string): string[] {
  const parts = word
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[\s._-]+/)
    .filter((part) => part.length > 1);
  return parts.length > 1 ? parts : [];
}

/**
 * The words of a question that mean something, each once. A question of stop words alone keeps them all,
 * for then they are all that there is.
 */
export function askedWords(text: string, most: number): string[] {
  const words = typedWords(text);
  const telling = words.filter((word) => !isStopWord(word));
  return [...new Map((telling.length > 0 ? telling : words).map((word) => [termOf(word), word])).values()].slice(
    0,
    most,
  );
}
