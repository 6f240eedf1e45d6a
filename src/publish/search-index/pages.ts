import type { CheerioAPI } from 'cheerio';
import type { IndexedPage, IndexedSection } from '../../tools/search/index-file.ts';

/**
 * What is not searched word by word: tables of facts are found by their names, and code and output
 * by the messages in them. Other tables are written by hand and hold answers, such as those of symptoms.
 */
const LEFT_OUT =
  'table.facts, pre, svg, .diagram__frame, .diagram__tools, nav, script, style, .hash-link, .theme-code-block, .page-standing, .page-head';

const TRACKS: Readonly<Record<string, string>> = {
  operators: 'Operators',
  authors: 'Workflow authors',
  reference: 'Reference',
  concepts: 'Concepts',
};

/** The track to which a page belongs, from its path within its version. */
function trackOf(page: string): string {
  return TRACKS[page.split('/')[0]!] ?? 'Start';
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
 * @param page - path within its version.
 * @returns `undefined` for a page without an article, such as a redirect.
 */
export function readPage(document: CheerioAPI, page: string, url: string): IndexedPage | undefined {
  const article = document('article .markdown').first();
  const title = clean(article.find('h1').first().text());
  if (title === '') {
    return undefined;
  }
  article.find(LEFT_OUT).remove();
  const sections: { heading?: string; id?: string; text: string }[] = [{ text: '' }];
  article.find('h2, h3, p, li, dt, dd, summary, td').each((_, element) => {
    const node = document(element);
    if (element.tagName === 'h2' || element.tagName === 'h3') {
      sections.push({ heading: clean(node.text()), id: node.attr('id')!, text: '' });
    } else if (node.parents('p, li, dd, td').length === 0) {
      const last = sections.at(-1)!;
      last.text = `${last.text} ${clean(node.text())}`.trim();
    }
  });
  return { title, url, track: trackOf(page), sections: sections satisfies IndexedSection[] };
}

function clean(text: string): string {
  return text.replace(/[\s\u200b]+/g, ' ').trim();
}
