import MiniSearch from 'minisearch';
import { cleanLine, foldQuotes } from '../explain/clean-text.ts';
import { Pattern } from '../explain/pattern.ts';
import { showText } from '../../facts/message-text.ts';
import type { IndexedName, IndexedPage, NameKind, SearchIndex } from './index-file.ts';

/** A place that answers a query, best first. */
export interface Hit {
  /** What it is called, as the list shows it. */
  readonly title: string;
  /** Path with anchor. */
  readonly url: string;
  /** The track of its page. */
  readonly track: string;
  /** Title of its page, when it is a part of one. */
  readonly page?: string;
  /** The name that was found, when one was, and what kind it is. */
  readonly name?: string;
  readonly kind?: NameKind;
}

/** Longer queries are pasted lines; their beginning says enough, and the box stays quick. */
const LONGEST_QUERY = 4_000;

/** Words of a query beyond these find nothing more. */
const MOST_WORDS = 12;

interface Document {
  readonly id: number;
  readonly title: string;
  readonly heading: string;
  readonly text: string;
}

/** A section of a page, under the number by which the word index knows it. */
interface Section {
  readonly page: IndexedPage;
  readonly heading?: string | undefined;
  readonly id?: string | undefined;
}

/** Kinds in the order in which names that are spelled alike are shown. */
const ORDER: readonly NameKind[] = [
  'message',
  'command',
  'flag',
  'environment variable',
  'workflow field',
  'state',
  'JSON field',
  'stored field',
];

/** Searches one version: first names and messages exactly, then words. */
export class SearchEngine {
  readonly #words: MiniSearch<Document>;
  readonly #sections: readonly Section[];
  readonly #names = new Map<string, IndexedName[]>();
  readonly #messages: readonly { readonly name: IndexedName; readonly pattern: Pattern }[];
  readonly #tracks: ReadonlyMap<string, IndexedPage>;

  constructor(index: SearchIndex) {
    this.#tracks = new Map(index.pages.map((page) => [page.url, page]));
    this.#sections = index.pages.flatMap((page) => page.sections.map(({ heading, id }) => ({ page, heading, id })));
    this.#words = new MiniSearch<Document>({
      fields: ['title', 'heading', 'text'],
      tokenize: searchWords,
      searchOptions: {
        boost: { title: 3, heading: 4 },
        prefix: true,
        fuzzy: (word) => (word.length > 4 ? 0.2 : false),
      },
    });
    const texts = index.pages.flatMap(({ title, sections }) =>
      sections.map(({ heading = '', text }) => ({ title, heading, text })),
    );
    this.#words.addAll(texts.map((text, id) => ({ id, ...text })));
    for (const name of index.names) {
      for (const spelling of spellingsOf(name)) {
        this.#names.set(spelling, [...(this.#names.get(spelling) ?? []), name]);
      }
    }
    this.#messages = index.names
      .filter(({ kind }) => kind === 'message')
      .map((name) => ({ name, pattern: new Pattern(name.name, {}) }))
      .sort((a, b) => b.pattern.weight - a.pattern.weight);
  }

  /**
   * @param query - what was typed or pasted, of any length.
   * @param limit - hits at most; names and messages come before pages that have the words.
   */
  search(query: string, limit: number): Hit[] {
    const text = cleanLine(query.slice(0, LONGEST_QUERY).replace(/[\r\n]+/g, ' ')).trim();
    if (text === '') {
      return [];
    }
    const hits = [...this.#exact(text), ...this.#messagesIn(text), ...this.#byWords(text, limit)];
    const byUrl = new Map<string, Hit>();
    for (const hit of hits) {
      byUrl.set(hit.url, byUrl.get(hit.url) ?? hit);
    }
    return [...byUrl.values()].slice(0, limit);
  }

  #exact(text: string): Hit[] {
    const names = this.#names.get(spelled(text)) ?? [];
    return [...names].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)).map((name) => this.#nameHit(name));
  }

  /** Messages in a pasted line, the most exact first. */
  #messagesIn(text: string): Hit[] {
    const folded = foldQuotes(text);
    return this.#messages
      .filter(({ pattern }) => pattern.weight >= 8 && pattern.findAll(folded, 0).length > 0)
      .map(({ name }) => this.#nameHit(name));
  }

  #byWords(text: string, limit: number): Hit[] {
    const query = searchWords(text).slice(0, MOST_WORDS).join(' ');
    const all = this.#words.search(query, { combineWith: 'AND' });
    const found = all.length > 0 ? all : this.#words.search(query, { combineWith: 'OR' });
    return found.slice(0, limit).map(({ id }) => this.#sectionHit(this.#sections[id as number]!));
  }

  #nameHit({ kind, name, of, url }: IndexedName): Hit {
    const page = this.#tracks.get(url.split('#')[0]!);
    return {
      kind,
      name,
      title: `${showText(name)} — ${kind}${of === undefined ? '' : `, ${of}`}`,
      url,
      track: page?.track ?? 'Reference',
      ...(page && { page: page.title }),
    };
  }

  #sectionHit({ page, heading, id }: Section): Hit {
    return heading === undefined
      ? { title: page.title, url: page.url, track: page.track }
      : { title: heading, url: `${page.url}#${id}`, track: page.track, page: page.title };
  }
}

/** How a name may be typed: in any case, with or without its path, its brackets or `swamp`. */
function spellingsOf({ kind, name }: IndexedName): Set<string> {
  const spellings = [name, showText(name)];
  if (kind === 'command') {
    spellings.push(name.replace(/^swamp /, ''));
  }
  // Readers leave the dashes out. A flag of one word, such as `--server`, is a word of many pages as well.
  if (kind === 'flag' && /^--\w+-/.test(name)) {
    spellings.push(name.replace(/^--/, ''));
  }
  if (kind === 'JSON field' || kind === 'stored field' || kind === 'workflow field') {
    spellings.push(name.replaceAll('[]', ''), name.split('.').at(-1)!.replaceAll('[]', ''));
  }
  return new Set(spellings.map(spelled).filter((spelling) => spelling !== ''));
}

function spelled(text: string): string {
  return foldQuotes(text).replace(/\s+/g, ' ').replace(/^'|'$/g, '').toLowerCase().trim();
}

/** Words with the signs that belong to names: `--cache-dir`, `SWAMP_WORKER_TOKEN`, `wss`. */
function searchWords(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+(?:[.-][\p{L}\p{N}_]+)*/gu)?.flatMap(withParts) ?? [];
}

/** `cache-dir` is found by `cache`, too. */
function withParts(word: string): string[] {
  const parts = word.split(/[.-]/);
  return parts.length > 1 ? [word, ...parts] : [word];
}
