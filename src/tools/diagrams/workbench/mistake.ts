import { LONGEST_SOURCE } from './limits.ts';

/** What keeps a source from being drawn. */
export interface Mistake {
  /** Where it is, from 1 on, when that is known. */
  readonly line: number | undefined;
  /** What is wrong, and what helps. */
  readonly text: string;
  /** What Mermaid itself says about the place. */
  readonly detail?: string;
}

/** What a source may not hold, since it would load something, or change how the site draws. */
const REFUSED: readonly (readonly [what: RegExp, text: string])[] = [
  [/%%\{/, 'The site decides how a diagram looks. Take the line that begins with %%{ away.'],
  // Mermaid reads labels as HTML while it draws, whatever becomes of them later.
  [/(?<!<)<(?!br\s*\/?>)[a-z!/?]/i, 'A diagram holds words and <br>, but no other tags. Write #lt; in place of <.'],
  [/\burl\s*\(|@import/i, 'A diagram loads nothing. Take url(…) or @import away.'],
  [/@\{[^}]*\b(?:img|icon)["']?\s*:/i, 'A diagram holds no pictures or icons. Use a box with words.'],
];

/** The first words of the diagrams that the site draws. */
const KINDS = /^(?:flowchart|graph|sequenceDiagram|stateDiagram|stateDiagram-v2)\b/;

const KINDS_IN_WORDS = 'flowchart, sequenceDiagram or stateDiagram-v2';

/** A mistake that can be seen before Mermaid reads the source. */
export function mistakeIn(source: string): Mistake | undefined {
  if (source.length > LONGEST_SOURCE) {
    const [size, most] = [source.length, LONGEST_SOURCE].map((length) => length.toLocaleString('en-US'));
    return { line: undefined, text: `The source has ${size} characters. At most ${most} are drawn here.` };
  }
  const text = withoutComments(source);
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first !== -1 && lines[first]!.trim() === '---') {
    return {
      line: first + 1,
      text: 'The site decides how a diagram looks. Take what stands between --- and --- away.',
    };
  }
  for (const [what, why] of REFUSED) {
    const found = what.exec(text);
    if (found !== null) {
      return { line: text.slice(0, found.index).split('\n').length, text: why };
    }
  }
  if (first !== -1 && !KINDS.test(lines[first]!.trim())) {
    return { line: first + 1, text: `This says no kind of diagram that the site draws. Begin with ${KINDS_IN_WORDS}.` };
  }
  return undefined;
}

/**
 * The source as Mermaid gets it: it would cut comments and empty lines at the start away, and then
 * count the lines without them.
 */
export function withoutComments(source: string): string {
  return source
    .split(/\r\n?|\n/)
    .map((line) => (/^\s*%%(?!\{)/.test(line) ? '' : line))
    .join('\n');
}

/** What Mermaid's parsers throw. */
interface ParseError {
  readonly message?: unknown;
  readonly hash?: { readonly loc?: { readonly first_line?: unknown } };
}

/**
 * A mistake that Mermaid found.
 *
 * @param error - what it threw.
 * @param source - what {@link withoutComments} gave it.
 */
export function mistakeOf(error: unknown, source: string): Mistake {
  const { message, hash } = Object(error) as ParseError;
  const said = typeof message === 'string' ? message : String(error);
  const told = hash?.loc?.first_line ?? /\bon line (\d+)/.exec(said)?.[1];
  const lines = source.split('\n');
  const empty = lines.findIndex((line) => line.trim() !== '');
  // Empty lines at the start are cut off before a parser counts.
  const line = told === undefined ? undefined : Math.min(Number(told) + Math.max(empty, 0), lines.length);
  if (line === undefined) {
    return { line, text: `Mermaid cannot draw this: ${firstLine(said)}` };
  }
  const place = said.split('\n').slice(1, 3).join('\n').trimEnd();
  const text = lines[line - 1]!.trim();
  return {
    line,
    text: text === '' ? 'Mermaid expects something else here.' : `Mermaid does not understand: ${firstLine(text)}`,
    ...(/\^\s*$/.test(place) && { detail: place }),
  };
}

function firstLine(text: string): string {
  const [line] = text.split('\n');
  return line!.length > 200 ? `${line!.slice(0, 200)}…` : line!;
}
