import type { CheerioAPI } from 'cheerio';
import { EXPLAIN_LINK } from '../../markdown/message-entry.ts';
import type { IndexedPage, IndexedSection, PageKind } from '../../tools/search/index-file.ts';

/** A page as it is indexed, with the text of each section. */
export interface ReadPage {
  readonly page: IndexedPage;
  /** What the page says about itself. */
  readonly description: string;
  readonly texts: readonly string[];
  /** Keys and names in the code of each section, which are searched and not shown. */
  readonly codeNames: readonly string[];
}

/**
 * What is not searched word by word: tables of facts are found by their names, and code and output
 * by the messages in them. Other tables are written by hand and hold answers, such as those of symptoms.
 */
const LEFT_OUT = `table.facts, pre, svg, .diagram__frame, .diagram__tools, nav, script, style, .hash-link, .theme-code-block, .page-standing, .page-head, .${EXPLAIN_LINK}`;

/** A key such as `modelIdOrName`, which stands in no sentence. Other words of code are those of every page. */
const CODE_NAME = /\b[a-z]+(?:[A-Z][a-z]*)+\b/g;

/** Heading of the links at the end of a page, which has the words of other pages. */
const LINKS_TO_OTHERS = 'Related pages';

const TRACKS: Readonly<Record<string, string>> = {
  operators: 'Operators',
  authors: 'Workflow authors',
  reference: 'Reference',
  concepts: 'Concepts',
};

/** The track to which a page belongs, from its path within its version. */
export function trackOf(page: string): string {
  return TRACKS[page.split('/')[0]!] ?? 'Start';
}

/** Pages that list everything: they have every word, and seldom the answer. */
const DETAILS = /^reference\/(diagrams|wire-protocol|output-schemas)$/;

/** What sort of page it is, from its path within its version. */
export function kindOf(page: string): PageKind {
  const kinds: readonly (readonly [RegExp, PageKind])[] = [
    [DETAILS, 'detail'],
    [/^reference\/cli\//, 'command'],
    [/^reference\/messages(\/|$)/, 'message'],
    [/^reference\/changes\//, 'change'],
    [/^reference\//, 'reference'],
    [/^operators\/known-problems/, 'known problem'],
    [/^concepts\/glossary$/, 'term'],
    [/^concepts\//, 'concept'],
  ];
  return kinds.find(([pattern]) => pattern.test(page))?.[1] ?? 'guide';
}

/** Ids that a built page offers as anchors. */
export function anchorsIn(document: CheerioAPI): Set<string> {
  return new Set(
    document('main [id]')
      .map((_, element) => document(element).attr('id')!)
      .get(),
  );
}

/**
 * Reads a built page: its title, and its words under each heading. What is not searched is removed
 * from the document, so it is of no use afterwards.
 *
 * @param about - where it belongs.
 * @returns `undefined` for a page without a title, such as a redirect.
 */
export function readPage(
  document: CheerioAPI,
  about: Pick<IndexedPage, 'url' | 'track' | 'kind'>,
): ReadPage | undefined {
  const written = document('article .markdown').first();
  // Pages of a tool are no article; what they say is all that is in them.
  const article = written.length > 0 ? written : document('main').first();
  const title = clean(article.find('h1').first().text());
  if (title === '') {
    return undefined;
  }
  article.find('pre').each((_, element) => {
    const code = document(element);
    const names = new Set(code.text().match(CODE_NAME));
    const frame = code.closest('.theme-code-block');
    (frame.length > 0 ? frame : code).before(`<samp>${[...names].join(' ')}</samp>`);
  });
  article.find(LEFT_OUT).remove();
  // What stands behind a button is no part of its name.
  article.find('button').append('. ');
  const description = clean(document('meta[name="description"]').attr('content') ?? '');
  const read: { section: IndexedSection; text: string; codeNames: string }[] = [
    { section: {}, text: description, codeNames: '' },
  ];
  article.find('h2, h3, p, li, dt, dd, :not(.section) > summary, td, samp').each((_, element) => {
    const node = document(element);
    if (element.tagName === 'h2' || element.tagName === 'h3') {
      read.push({ section: { heading: clean(node.text()), id: node.attr('id')! }, text: '', codeNames: '' });
    } else if (element.tagName === 'samp') {
      const last = read.at(-1)!;
      last.codeNames = `${last.codeNames} ${node.text()}`.trim();
      node.remove();
    } else if (node.parents('p, li, dd, td').length === 0) {
      const last = read.at(-1)!;
      // A line for each: no row of a list shows two of them as one sentence.
      last.text = `${last.text}\n${clean(node.text())}`.trim();
    }
  });
  const kept = read.filter(({ section }) => section.heading !== LINKS_TO_OTHERS);
  return {
    page: { title, ...about, sections: kept.map(({ section }) => section) },
    description,
    texts: kept.map(({ text }) => text),
    codeNames: kept.map(({ codeNames }) => codeNames),
  };
}

function clean(text: string): string {
  return text.replace(/[\s\u200b]+/g, ' ').trim();
}
