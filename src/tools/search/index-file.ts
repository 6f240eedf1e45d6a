import type { PackedWords } from './word-index.ts';

/** Version of this shape; the client refuses another one. */
export const INDEX_FORMAT = 3;

/** A heading of a page, or what stands before the first one. */
export interface IndexedSection {
  /** Absent for what stands before the first heading. */
  readonly heading?: string;
  /** Anchor of the heading. */
  readonly id?: string;
}

/** What sort of page answers; it decides how much a word on it counts. */
export type PageKind =
  | 'guide'
  | 'concept'
  | 'term'
  | 'about'
  | 'known problem'
  | 'command'
  | 'reference'
  | 'message'
  | 'change'
  | 'detail'
  | 'tool'
  | 'upgrade';

/** A page of a version, or one outside the versions. */
export interface IndexedPage {
  readonly title: string;
  /** Path with the site's base. */
  readonly url: string;
  /** `Operators`, `Workflow authors`, `Reference`, `Concepts`, `Tools`. */
  readonly track: string;
  readonly kind: PageKind;
  /** Questions that it answers, in readers' words. */
  readonly asked?: readonly string[];
  readonly sections: readonly IndexedSection[];
}

/** What a name is the name of, in the reader's words. */
export type NameKind =
  'command' | 'flag' | 'environment variable' | 'JSON field' | 'workflow field' | 'stored field' | 'state' | 'message';

/** A name that readers look up exactly, and where it is explained. */
export interface IndexedName {
  readonly kind: NameKind;
  /** As it is typed: `--cache-dir`, `workers[].labels`. The text of a message has `{parameters}`. */
  readonly name: string;
  /** Where it belongs, if the kind alone does not tell: `swamp worker connect`. */
  readonly of?: string;
  /** Path with anchor and the site's base. */
  readonly url: string;
}

/** A protocol with its releases, as people write them. */
export interface IndexedProtocol {
  readonly number: number;
  readonly url: string;
  readonly first: string;
  readonly last: string;
  readonly ended: boolean;
}

/** Words of readers and the words that the pages use for them. */
export interface Synonym {
  readonly say: readonly string[];
  readonly means: readonly string[];
}

/** Everything that the search in one version needs, in one file. */
export interface SearchIndex {
  readonly format: number;
  /** The protocol that is searched. */
  readonly protocol: number;
  readonly protocols: readonly IndexedProtocol[];
  readonly pages: readonly IndexedPage[];
  readonly words: PackedWords;
  readonly names: readonly IndexedName[];
  /** Names that only other protocols have, with the number of the protocol. */
  readonly elsewhere: readonly (IndexedName & { readonly protocol: number })[];
  /** Releases that changed something, with the place where it is listed. */
  readonly changes: readonly (readonly [release: string, url: string])[];
  readonly synonyms: readonly Synonym[];
  /** Words that stand for each other in questions. */
  readonly alike: readonly (readonly string[])[];
}

/**
 * Name of a version's index, beside its pages. The search box knows the newest version by the base of
 * the site alone, so its index stands there.
 */
export const INDEX_FILE = 'search-data.json';

/** Folder beside the index with the texts of each page, from which a result shows the line that matches. */
export const TEXTS_FOLDER = 'search-texts';

/** File of a page's texts, one for each of its sections, in {@link TEXTS_FOLDER}. */
export function textsFile(page: number): string {
  return `${page}.json`;
}
