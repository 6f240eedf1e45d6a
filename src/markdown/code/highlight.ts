import { normalizeTokens, Prism } from 'prism-react-renderer';
import { findPlaces } from './find-places.ts';
import type { ExamplePlace } from './find-places.ts';
import { grammars } from './languages.ts';

/** Languages that have no colors: what a program printed, keys to press, and plain text. */
const PLAIN = new Set(['output', 'keys', 'text']);

/**
 * What a kind of token, as Prism names it, looks like: a class of `src/css/code.css`. A kind that is
 * not here looks like what is around it.
 */
const LOOKS: Readonly<Record<string, readonly string[]>> = {
  c: ['comment'],
  s: ['string', 'attr-value', 'char'],
  n: ['number', 'boolean', 'constant'],
  k: ['keyword', 'atrule', 'property', 'key', 'attr-name'],
  f: ['function', 'builtin', 'variable', 'parameter'],
  p: ['punctuation', 'operator'],
};

const lookOfKind = new Map(Object.entries(LOOKS).flatMap(([look, kinds]) => kinds.map((kind) => [kind, look])));

/** A piece of code of one look. */
interface Run {
  readonly look: string | undefined;
  readonly text: string;
}

/**
 * Colors code while the site is built, so that a reader loads no program for it, and marks the examples in it that a
 * reader may replace by values of their own: `<data value="n">alpha</data>` (`example-values.ts` says what the value means).
 *
 * @param code - the text of a block.
 * @param language - the word behind its fence.
 * @returns HTML whose text is exactly `code`.
 * @throws Error when no such language is known.
 */
export function highlight(code: string, language: string): string {
  return withMarks(coloredRuns(code, language), findPlaces(code, language));
}

/**
 * Marks the examples in a command within a sentence, as {@link highlight} does, without colors.
 *
 * @returns HTML, or undefined when there is none in it.
 */
export function markExamples(command: string): string | undefined {
  const places = findPlaces(command, 'bash');
  return places.length === 0 ? undefined : withMarks([{ look: undefined, text: command }], places);
}

function coloredRuns(code: string, language: string): readonly Run[] {
  if (PLAIN.has(language)) {
    return [{ look: undefined, text: code }];
  }
  const grammar = grammars.get(language);
  if (grammar === undefined) {
    const known = [...PLAIN, ...grammars.keys()].sort().join(', ');
    throw new Error(
      `There is no language "${language}" for code. Known: ${known}; src/markdown/code/languages.ts adds another.`,
    );
  }
  return runsOf(code, grammar);
}

/** HTML of the runs. A mark stands within one run, or around the pieces of several. */
function withMarks(runs: readonly Run[], places: readonly ExamplePlace[]): string {
  let html = '';
  let position = 0;
  let rest = [...runs];
  for (const { start, end, mark, place } of places) {
    const [before, from] = splitAt(rest, start - position);
    const [within, after] = splitAt(from, end - start);
    html += `${htmlOf(before)}<data value="${mark}${place}">${htmlOf(within)}</data>`;
    rest = after;
    position = end;
  }
  return shortened(html + htmlOf(rest));
}

function splitAt(runs: readonly Run[], length: number): [Run[], Run[]] {
  const before: Run[] = [];
  let left = length;
  for (const [index, run] of runs.entries()) {
    if (left < run.text.length) {
      const parts = [run.text.slice(0, left), run.text.slice(left)];
      return [
        [...before, ...(left > 0 ? [{ ...run, text: parts[0]! }] : [])],
        [{ ...run, text: parts[1]! }, ...runs.slice(index + 1)],
      ];
    }
    before.push(run);
    left -= run.text.length;
  }
  return [before, []];
}

function htmlOf(runs: readonly Run[]): string {
  return runs
    .map(({ look, text }) => (look === undefined ? escaped(text) : `<span class="${look}">${escaped(text)}</span>`))
    .join('');
}

/** The secret of a token, of which its first digits are enough to know it again. */
const SECRET = /(?<=[\w>-])(\.[0-9a-f]{4})([0-9a-f]{60})\b/g;

/** Code in which the rest of each secret is out of sight (`src/css/code.css`); it is copied with the whole. */
function shortened(html: string): string {
  return html.replace(SECRET, '$1<span class="rest">$2</span>');
}

/** The code in as few pieces as its looks allow: a line break parts none. */
function runsOf(code: string, grammar: Parameters<typeof Prism.tokenize>[1]): Run[] {
  const runs: Run[] = [];
  const add = (text: string, look: string | undefined): void => {
    const last = runs.at(-1);
    if (last !== undefined && last.look === look) {
      runs[runs.length - 1] = { look, text: last.text + text };
    } else if (text !== '') {
      runs.push({ look, text });
    }
  };
  for (const [index, line] of normalizeTokens(Prism.tokenize(code, grammar)).entries()) {
    const tokens = line.filter(({ empty, content }) => !empty && content !== '');
    if (index > 0) {
      const before = runs.at(-1)?.look;
      add('\n', lookOf(tokens[0]?.types) === before ? before : undefined);
    }
    tokens.forEach(({ types, content }) => add(content, lookOf(types)));
  }
  return runs;
}

/** The look of the innermost kind that has one. */
function lookOf(kinds: readonly string[] = []): string | undefined {
  const kind = kinds.findLast((name) => lookOfKind.has(name));
  return kind === undefined ? undefined : lookOfKind.get(kind);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
