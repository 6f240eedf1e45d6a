import { Collector } from './collector.ts';
import { Cursor } from './cursor.ts';
import type { Explanation } from './explanation.ts';
import { LineReader } from './line-reader.ts';
import type { Matcher } from './matcher.ts';

/** Between two reports of progress lies so much text, some milliseconds of work. */
const STEP = 16_384;

/** LF, CR, and what office programs and chats put in their place: VT, NEL, LS and PS. */
const LINE_ENDS = ['\n', '\r', '\v', '\u0085', '\u2028', '\u2029'] as const;

/**
 * Explains a text. The time grows with its length, whatever it holds: megabytes take seconds.
 *
 * @param text - lines of a worker, of `swamp serve` or of a command, in any mixture.
 * @param tell - is told now and then how many UTF-16 units are read.
 */
export function explain(text: string, matcher: Matcher, tell?: (read: number) => void): Explanation {
  const collector = new Collector(matcher);
  const reader = new LineReader((line) => collector.take(line));
  const lineEnds = LINE_ENDS.map((sign) => new Cursor((from) => text.indexOf(sign, from)));
  let told = 0;
  let number = 0;
  let start = 0;
  // A line may end with CRLF, too; the end of the text after a line end is no line.
  while (start < text.length) {
    const ends = lineEnds.map((cursor) => cursor.next(start)).filter((end) => end !== -1);
    const end = ends.length === 0 ? text.length : Math.min(...ends);
    number += 1;
    reader.push(text.slice(start, end), number);
    start = end + (text.startsWith('\r\n', end) ? 2 : 1);
    if (end - told >= STEP) {
      told = end;
      tell?.(end);
    }
  }
  reader.finish();
  return collector.finish(number);
}
