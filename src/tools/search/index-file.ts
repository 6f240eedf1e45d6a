/** Version of this shape; the client refuses another one. */
export const INDEX_FORMAT = 1;

/** A heading of a page with the words below it. */
export interface IndexedSection {
  /** Absent for what stands before the first heading. */
  readonly heading?: string;
  /** Anchor of the heading. */
  readonly id?: string;
  readonly text: string;
}

/** A page of a version. */
export interface IndexedPage {
  readonly title: string;
  /** Path with the site's base. */
  readonly url: string;
  /** `Operators`, `Workflow authors`, `Reference`, `Concepts`. */
  readonly track: string;
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

/** Everything that the search in one version needs, in one file. */
export interface SearchIndex {
  readonly format: number;
  readonly pages: readonly IndexedPage[];
  readonly names: readonly IndexedName[];
}

/**
 * Name of a version's index, beside its pages. The search box knows the newest version by the base of
 * the site alone, so its index stands there.
 */
export const INDEX_FILE = 'search-data.json';
