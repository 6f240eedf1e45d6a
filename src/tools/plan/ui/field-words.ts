import type { FieldInForce } from '../plan.ts';

/**
 * A placement field with its value and the level it comes from: "`labels: region=us` of the step, in place of
 * `region=eu` of the workflow".
 */
export function fieldInWords({ field, level, value, written, replaces, ignored }: FieldInForce): string {
  return [
    `\`${field}: ${valueInWords(value)}\` of the ${level}`,
    ...(written === undefined ? [] : [`written as \`${valueInWords(written)}\``]),
    ...replaces.map((outer) => `in place of \`${valueInWords(outer.value)}\` of the ${outer.level}`),
    ...(ignored === undefined ? [] : [`does not count: ${ignored}`]),
  ].join(', ');
}

/** A value on one line; a map as `key=value`. */
export function valueInWords(value: unknown): string {
  if (typeof value === 'string') {
    return inOneLine(value === '' ? '""' : value);
  }
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    const pairs = Object.entries(value).map(([key, part]) => `${key}=${valueInWords(part)}`);
    return pairs.length === 0 ? '{}' : inOneLine(pairs.join(', '));
  }
  return inOneLine(JSON.stringify(value) ?? String(value));
}

function inOneLine(text: string): string {
  const line = text.replace(/[\s`]+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
