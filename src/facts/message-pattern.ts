import { splitAtParameters } from './message-text.ts';
import type { Message, ParameterKind } from './schema/message.ts';

/**
 * What each kind of parameter can look like. No pattern can match across a line, and none nests
 * repetitions, so that matching stays linear in the length of the line.
 */
const PARAMETER_PATTERNS: Readonly<Record<ParameterKind, string>> = {
  name: '[^\\s\'"]{1,200}',
  number: '\\d{1,15}',
  word: '[^\\s\'"]{1,200}',
  url: '[^\\s\'"]{1,500}',
  path: '[^\'"\\n]{1,500}?',
  text: '[^\\n]{0,2000}?',
};

/** What was found of a message in a line of output. */
export interface MessageMatch {
  /** Values of its parameters by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Offset of the first character in the searched text. */
  readonly start: number;
  /** Length of the matched part. */
  readonly length: number;
}

/**
 * Makes a function that finds a message in printed text.
 *
 * A parameter that stands twice must have the same value both times. A last parameter of kind
 * `text` takes the rest of the line.
 *
 * @param message - text with `{parameters}` and their kinds.
 */
export function messageMatcher(
  message: Pick<Message, 'text' | 'parameters'>,
): (printed: string) => MessageMatch | undefined {
  const pattern = new RegExp(patternOf(message), 'm');
  return (printed) => {
    const match = pattern.exec(printed);
    return match === null
      ? undefined
      : { parameters: { ...match.groups }, start: match.index, length: match[0].length };
  };
}

function patternOf(message: Pick<Message, 'text' | 'parameters'>): string {
  const seen = new Set<string>();
  const pieces = splitAtParameters(message.text);
  const pattern = pieces.map((piece, position) => {
    if (position % 2 === 0) {
      return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    }
    if (seen.has(piece)) {
      return `\\k<${piece}>`;
    }
    seen.add(piece);
    return `(?<${piece}>${PARAMETER_PATTERNS[message.parameters[piece]?.kind ?? 'text']})`;
  });
  const endsOpen = pieces.length > 1 && pieces.at(-1) === '' && pattern.at(-2)?.includes('?)');
  return pattern.join('') + (endsOpen ? '$' : '');
}
