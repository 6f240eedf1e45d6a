/** What a word for a type in `spec/` stands for. */
const WORDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  any: () => true,
  text: (value) => typeof value === 'string',
  UUID: (value) => typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  'ISO time': (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value),
  number: (value) => typeof value === 'number',
  'whole number': (value) => Number.isInteger(value),
  'whole number from 1 on': (value) => Number.isInteger(value) && (value as number) >= 1,
  // Seconds since 1970 have three digits less.
  'milliseconds since 1970': (value) => Number.isInteger(value) && (value as number) > 1_000_000_000_000,
  object: isObject,
  list: (value) => Array.isArray(value),
  'map of text to text': (value) => isObject(value) && Object.values(value).every((one) => typeof one === 'string'),
};

/** Plural words that stand behind `list of`. */
const ONE_OF_MANY: Readonly<Record<string, string>> = { numbers: 'number', records: 'object' };

/**
 * Whether a value is what a table of fields says of it.
 *
 * @param type - the words of `spec/`: `text`, `list of text`, or alternatives such as `` `idle`, `busy` or `null` ``.
 * @throws Error for words that have no meaning here.
 */
export function fits(value: unknown, type: string): boolean {
  const literals = [...type.matchAll(/`([^`{}]*)`/g)].map(([, literal]) => literal!);
  const isLiteral = literals.some((literal) => value === (NAMES.has(literal) ? NAMES.get(literal) : literal));
  // What is left without the literals and the words between them.
  const rest = type.replace(/`[^`{}]*`/g, '').replace(/^(?:[\s,]|\bor\b)+|(?:[\s,]|\bor\b)+$/g, '');
  // A word in backticks that is left names keys, between which commas stand, too.
  const words = rest.includes('`') ? [rest] : rest.split(/,\s*|\s+or\s+/).filter(Boolean);
  return isLiteral || words.some((word) => fitsWord(value, word));
}

/** Literals that are no texts. */
const NAMES: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function fitsWord(value: unknown, word: string): boolean {
  const known = WORDS[word];
  if (known !== undefined) {
    return known(value);
  }
  const item = /^list of (.+)$/.exec(word)?.[1];
  if (item !== undefined) {
    return Array.isArray(value) && value.every((one) => fitsWord(one, ONE_OF_MANY[item] ?? item));
  }
  const keys = /^`\{(.+)\}`$/.exec(word)?.[1];
  if (keys !== undefined) {
    return isObject(value) && keys.split(', ').every((key) => key in value);
  }
  throw new Error(`No values are known for the type "${word}": add it to verify/checks/inside/value-types.ts.`);
}

/** Whether a value is an object of JSON that is no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
