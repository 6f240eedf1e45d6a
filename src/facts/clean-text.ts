/**
 * What stands in pasted text and is no part of what the program said: control sequences of
 * terminals, invisible characters, halves of characters. Everything here reads its input once, from
 * front to back, so that no input is slow.
 */

const ESCAPE = '\u001b';
const BELL = '\u0007';

/** Anything that {@link cleanLine} would change; most lines have none of it. */
const UNCLEAN =
  // eslint-disable-next-line no-control-regex -- finding control characters is the purpose
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/;

/** Controls, marks of writing direction and characters without a width. */
const INVISIBLE =
  // eslint-disable-next-line no-control-regex -- finding control characters is the purpose
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g;

/**
 * Takes away colors and other control sequences, NULs, marks of writing direction and invisible
 * characters, and replaces halves of characters.
 *
 * @param line - one line as it was pasted.
 */
export function cleanLine(line: string): string {
  return UNCLEAN.test(line) ? wellFormed(withoutSequences(line).replace(INVISIBLE, '')) : line;
}

/** Replaces halves of characters, which no encoding can write. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Takes away the control sequences of terminals: colors, moves of the cursor, links. */
export function withoutSequences(text: string): string {
  let escape = text.indexOf(ESCAPE);
  if (escape === -1) {
    return text;
  }
  const kept: string[] = [];
  let position = 0;
  while (escape !== -1) {
    kept.push(text.slice(position, escape));
    position = endOfSequence(text, escape);
    escape = text.indexOf(ESCAPE, position);
  }
  kept.push(text.slice(position));
  return kept.join('');
}

/** The end of the control sequence that begins at an ESC character. */
function endOfSequence(line: string, escape: number): number {
  const kind = line[escape + 1];
  if (kind === '[') {
    let end = escape + 2;
    // Parameters and intermediates lie between SPACE and '?', the final byte between '@' and '~'.
    while (end < line.length && line[end]! >= ' ' && line[end]! <= '?') {
      end += 1;
    }
    return line[end]! >= '@' && line[end]! <= '~' ? end + 1 : end;
  }
  if (kind === ']' || kind === '_') {
    return endOfCommand(line, escape + 2);
  }
  return Math.min(line.length, escape + 2);
}

/**
 * A title, a link or a word to a program, as Buildkite puts before each line: it ends with BEL or with ESC and a
 * backslash, and does not go on for ever.
 */
function endOfCommand(line: string, from: number): number {
  const longest = Math.min(line.length, from + 4096);
  for (let end = from; end < longest; end += 1) {
    if (line[end] === BELL) {
      return end + 1;
    }
    if (line[end] === ESCAPE) {
      return line[end + 1] === '\\' ? end + 2 : end;
    }
  }
  return from;
}

/** Blanks of typesetting, of Word and of web pages. */
const BLANK = /[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]/;

/**
 * Quotes and those blanks, which stand for each other; each is one UTF-16 unit, so that offsets stay. Office programs,
 * phones and chats put in the quotes of the reader's language, or accents and primes that look like one.
 */
const LOOK_ALIKES =
  /["`\u00ab\u00b4\u00bb\u2018-\u201f\u2032\u2033\u300c\u300d\uff02\uff07\t\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;

/**
 * Makes texts comparable that differ in their quotes only: the program writes values with other
 * quotes to a terminal than to a file. Offsets stay the same.
 */
function foldQuotes(text: string): string {
  return text.replace(LOOK_ALIKES, (character) => (BLANK.test(character) ? ' ' : "'"));
}

/**
 * Dashes, arrows and check marks, and what a font or an encoding without them shows instead; each is one UTF-16 unit.
 * The program tells no two messages apart by these alone.
 */
const SIGNS = /[\u2010-\u2015\u2192\u203a\u2212\u25b6\u2713\u2717\ufffd]/g;

/** Makes texts comparable that differ in quotes, blanks and signs only, as tools on the way change them. Offsets stay. */
export function foldSigns(text: string): string {
  return foldQuotes(text).replace(SIGNS, '-');
}

/** Takes away the backslashes that logs put before quotes within quotes. */
export function unescapeQuotes(text: string): string {
  return text.includes('\\') ? text.replace(/\\(["'\\])/g, '$1') : text;
}
