import type { BlockContent, Paragraph, PhrasingContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { shortRelease } from '../../facts/release.ts';
import type { ReleaseSpan } from '../../facts/release.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import { blockElement, inlineElement, inlineSummary, linksIn, summaryBlock } from '../elements.ts';
import { inlineCode, join, paragraph, sinceMark, spanAttributes, spanWords, text } from '../nodes.ts';
import { isShown, releaseAfter } from './forms.ts';
import type { Form } from './forms.ts';

/** Up to so many characters, what was before stands open: a line to open would take as much room. */
const SHORT = 60;

/** Up to so many characters the line that opens the rest says what was before; more would stand in the way of today. */
const LONGEST_LINE = 120;

/** Class of what holds only for older releases, for `src/tools/reading/`. */
const CLASS = 'was';

/** What was said before of something, newest first: the first part is in view, and the rest is folded. */
export interface Before {
  readonly span: ReleaseSpan;
  readonly parts: readonly (readonly PhrasingContent[])[];
}

/** What was before, within a cell or an item of a list. */
export function inlineBefore(before: readonly Before[], spec: ProtocolSpec): PhrasingContent[] {
  const [latest, ...older] = before;
  if (latest === undefined) {
    return [];
  }
  const [first, ...rest] = latest.parts;
  const when = whenWords(latest.span, spec);
  const line = [when, ...dated(latest.span, first!)];
  if (older.length + rest.length === 0 && toString(first).length <= SHORT) {
    return [text(' '), inlineElement('div', { className: CLASS }, line)];
  }
  const isLine = toString(first).length <= LONGEST_LINE;
  const below = isLine ? linksOfLine(first!) : first!;
  return [
    text(' '),
    inlineElement('details', { className: CLASS }, [
      inlineSummary(isLine ? line : [when]),
      ...(below.length === 0 ? [] : [text(' '), ...dated(latest.span, below)]),
      ...rest.flatMap((part) => [text(' '), ...dated(latest.span, part)]),
      ...older.flatMap(({ span, parts }) => [
        text(' '),
        inlineElement('div', spanAttributes(span), [
          whenWords(span, spec),
          ...parts.flatMap((part, position) => (position === 0 ? part : [text(' '), ...part])),
        ]),
      ]),
    ]),
  ];
}

/** What was before, as blocks: the line that is seen holds the first paragraph of the latest, if that is short. */
export function blocksBefore(before: readonly Form<readonly BlockContent[]>[], spec: ProtocolSpec): BlockContent[] {
  const [latest, ...older] = before;
  if (latest === undefined) {
    return [];
  }
  const [first, ...rest] = latest.content;
  const gist = gistOf(first);
  const isLine = toString(gist).length <= LONGEST_LINE;
  const below = first?.type === 'paragraph' && isLine ? [...leadsOf(first), ...rest] : latest.content;
  return [
    blockElement('details', { className: CLASS }, [
      summaryBlock([whenWords(latest.span, spec), ...(isLine ? dated(latest.span, gist) : [])]),
      ...datedDiv(latest.span, below),
      ...older.flatMap(({ span, content }) =>
        datedDiv(span, [paragraph({ type: 'strong', children: [whenWords(span, spec)] }), ...content]),
      ),
    ]),
  ];
}

/** Where the line that is seen leads, for within a line that opens there is no link. */
function linksOfLine(line: readonly PhrasingContent[]): PhrasingContent[] {
  return join(
    linksIn(line).map((link) => [link]),
    ', ',
  );
}

/** As {@link linksOfLine}, for blocks. */
function leadsOf({ children }: Paragraph): BlockContent[] {
  const links = linksOfLine(children);
  return links.length === 0 ? [] : [paragraph(...links)];
}

/** What the line that is seen says of blocks: their first paragraph, or the first line of code. */
function gistOf(first: BlockContent | undefined): PhrasingContent[] {
  switch (first?.type) {
    case 'paragraph':
      return first.children;
    case 'code':
      return [inlineCode(first.value.split('\n')[0]!)];
    default:
      return [];
  }
}

/**
 * One part of an entry: as it is, then what it was before. A part that is no longer there is folded
 * as a whole, and one that came has a small mark.
 *
 * @param forms - newest first, each with blocks of its own.
 */
export function datedPart(forms: readonly Form<readonly BlockContent[]>[], spec: ProtocolSpec): BlockContent[] {
  const [newest, ...before] = forms;
  if (newest === undefined) {
    return [];
  }
  if (!isShown(newest.span, spec)) {
    return blocksBefore(forms, spec);
  }
  const [first, ...rest] = newest.content;
  const mark = before.length === 0 ? sinceMark(newest.span) : [];
  const marked =
    mark.length > 0 && first?.type === 'paragraph'
      ? [paragraph(...first.children, text(' '), ...mark), ...rest]
      : newest.content;
  return [...datedDiv(newest.span, marked), ...blocksBefore(before, spec)];
}

/** Blocks that hold for a span of releases only. */
export function datedDiv(span: ReleaseSpan, content: readonly BlockContent[]): BlockContent[] {
  return isDated(span) && content.length > 0 ? [blockElement('div', spanAttributes(span), content)] : [...content];
}

/** Words that hold for a span of releases only. */
export function dated(span: ReleaseSpan, content: readonly PhrasingContent[]): PhrasingContent[] {
  return isDated(span) ? [inlineElement('span', spanAttributes(span), content)] : [...content];
}

function isDated({ since, until }: ReleaseSpan): boolean {
  return since !== undefined || until !== undefined;
}

/** `Before 20260812.195234: `, for a reader of the newest release; a reader of that release needs none. */
function whenWords(span: ReleaseSpan, spec: ProtocolSpec): PhrasingContent {
  const next = span.until && releaseAfter(span.until, spec);
  const words =
    span.since === undefined && next !== undefined ? `Before ${shortRelease(next)}` : (spanWords(span) ?? '');
  return {
    type: 'emphasis',
    data: { hName: 'span', hProperties: { className: [`${CLASS}__when`] } },
    children: [text(`${words}: `)],
  };
}

/** The span of a fact, without the rest of it. */
export function spanOf({ since, until }: ReleaseSpan): ReleaseSpan {
  return { since, until };
}
