import type { Mark } from '../../markdown/code/example-values.ts';

/** What is a plain word in every language of the pages. */
const SAFE = /^[\p{L}\p{N}_./@+=:,[\]-]+$/u;
const SHELL_WORD = /^[\w./@%+=:,-]+$/;
/** What YAML takes for a text without quotes. */
const YAML_TEXT = /^[A-Za-z/](?:[\w./@+-]|:(?=\S))*$/;
const YAML_WORDS = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/**
 * Writes a checked value as the place in which it goes demands, so that it is one word there and nothing else.
 *
 * @param value - of `check-value.ts`.
 * @param language - of the block.
 * @param place - where in the language it stands, as the mark says.
 * @param example - what stands there, whose form a label keeps.
 * @returns `undefined` when the value cannot be written there; the example then stays.
 */
export function writeValue(
  value: string,
  language: string,
  place: string,
  mark: Mark,
  example: string,
): string | undefined {
  if (mark === 'l' && !example.includes('=')) {
    return yamlLabel(value);
  }
  if (mark === 'l' && example.startsWith('.')) {
    return celLabel(value);
  }
  switch (language) {
    case 'bash':
      return inShell(value, place);
    case 'yaml':
      return place === 'y' ? yamlText(value) : safe(value);
    case 'ini':
      // A file of variables takes all up to the end of the line.
      return value.startsWith('~') ? undefined : value;
    default:
      return safe(value);
  }
}

function safe(value: string): string | undefined {
  return SAFE.test(value) ? value : undefined;
}

function inShell(value: string, place: string): string | undefined {
  switch (place) {
    case '':
      return shellWord(value);
    case 's':
      return withinSingle(value);
    case 'r':
      return withinSingle(shellWord(value));
    default:
      return SHELL_WORD.test(value) ? value : undefined;
  }
}

function withinSingle(text: string): string {
  return text.replaceAll("'", "'\\''");
}

/** The home directory stays outside the quotes, in which a shell would not look for it. */
function shellWord(value: string): string {
  const home = value.startsWith('~/') ? '~/' : '';
  const rest = value.slice(home.length);
  return SHELL_WORD.test(rest) ? value : `${home}'${withinSingle(rest)}'`;
}

function yamlText(value: string): string {
  return YAML_TEXT.test(value) && !YAML_WORDS.test(value) ? value : JSON.stringify(value);
}

function partsOf(label: string): [string, string] {
  const equals = label.indexOf('=');
  return [label.slice(0, equals), label.slice(equals + 1)];
}

function yamlLabel(label: string): string {
  const [key, value] = partsOf(label);
  return `${yamlText(key)}: ${yamlText(value)}`;
}

/** A label in an expression, which stands in YAML without quotes. */
function celLabel(label: string): string | undefined {
  const [key, value] = partsOf(label);
  return !SAFE.test(key) || !SAFE.test(value)
    ? undefined
    : `${/^[a-z_]\w*$/i.test(key) ? `.${key}` : `["${key}"]`} == "${value}"`;
}
