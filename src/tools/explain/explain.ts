import { Collector, STEP } from './collector.ts';
import { Cursor } from './cursor.ts';
import type { Explanation } from './explanation.ts';
import type { Matcher } from './matcher.ts';

/** How far a running explanation is. */
export interface Progress {
  /** UTF-16 units that are read. */
  readonly done: number;
  readonly total: number;
}

/**
 * Explains a text at once.
 *
 * @param text - lines of a worker, of `swamp serve` or of a command, in any mixture.
 */
export function explain(text: string, matcher: Matcher): Explanation {
  const steps = explainInSteps(text, matcher);
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
  }
}

/**
 * Explains a text in small steps, so that whoever drives them can do something else in between, or
 * stop. Every step takes a few milliseconds, whatever the text holds.
 */
export function* explainInSteps(text: string, matcher: Matcher): Generator<Progress, Explanation> {
  const collector = new Collector(matcher);
  let reported = 0;
  let number = 0;
  for (const { line, end } of linesOf(text)) {
    number += 1;
    for (const _ of collector.take(line, number)) {
      yield { done: end - line.length, total: text.length };
    }
    if (end - reported >= STEP) {
      reported = end;
      yield { done: end, total: text.length };
    }
  }
  const last = collector.finish(number);
  for (;;) {
    const step = last.next();
    if (step.done === true) {
      return step.value;
    }
    yield { done: text.length, total: text.length };
  }
}

/** Lines that end with LF, CRLF or CR; the end of the text after a line end is no line. */
function* linesOf(text: string): Generator<{ line: string; end: number }> {
  const feeds = new Cursor((from) => text.indexOf('\n', from));
  const returns = new Cursor((from) => text.indexOf('\r', from));
  let start = 0;
  while (start < text.length) {
    const ends = [feeds.next(start), returns.next(start)].filter((end) => end !== -1);
    const end = ends.length === 0 ? text.length : Math.min(...ends);
    yield { line: text.slice(start, end), end };
    start = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
}
