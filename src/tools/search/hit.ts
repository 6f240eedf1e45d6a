import type { NameKind, PageKind } from './index-file.ts';

/** A place that answers a question, best first. */
export interface Hit {
  /** What it is called, as the list shows it. */
  readonly title: string;
  /** Path with anchor. */
  readonly url: string;
  /** The track of its page. */
  readonly track: string;
  /** What sort of answer it is. */
  readonly kind: PageKind | NameKind | 'release';
  /** Title of its page, when it is a part of one. */
  readonly page?: string;
  /** The name that was found, when one was. */
  readonly name?: string;
  /** Where its text is: number of the page and of the section, in the order of the index. */
  readonly text?: readonly [page: number, section: number];
}
