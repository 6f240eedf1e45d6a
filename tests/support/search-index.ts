import { INDEX_FORMAT } from '../../src/tools/search/index-file.ts';
import type { IndexedPage, SearchIndex } from '../../src/tools/search/index-file.ts';
import { packWords } from '../../src/tools/search/packed-words.ts';

/** A page for a test: its sections carry their words. */
export interface WrittenPage extends Omit<IndexedPage, 'sections' | 'track'> {
  readonly sections: readonly { readonly heading?: string; readonly id?: string; readonly text: string }[];
}

/** An index of a few pages, as a build would write it. */
export function searchIndexOf(written: readonly WrittenPage[], more: Partial<SearchIndex> = {}): SearchIndex {
  const sections = written.flatMap((page) =>
    page.sections.map(({ heading = '', text }, section) => ({ title: section === 0 ? page.title : '', heading, text })),
  );
  return {
    format: INDEX_FORMAT,
    protocol: 4,
    protocols: [
      { number: 4, url: '/protocol-4', first: '20260706.194109', last: '20260822.011157', ended: false },
      { number: 3, url: '/protocol-3', first: '20260705.174109', last: '20260706.191652', ended: true },
      { number: 2, url: '/protocol-2', first: '20260611.195256', last: '20260705.162356', ended: true },
    ],
    pages: written.map((page) => ({
      ...page,
      track: 'Operators',
      sections: page.sections.map(({ heading, id }) => (heading === undefined ? {} : { heading, id: id! })),
    })),
    words: packWords(sections.map((section, id) => ({ id, ...section }))),
    names: [],
    elsewhere: [],
    changes: [],
    synonyms: [],
    alike: [],
    ...more,
  };
}
