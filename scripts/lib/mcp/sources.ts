/** Where the server finds what it serves. */
export interface Sources {
  /** The project's folder, with the facts. */
  readonly root: string;
  /** The built site, with its pages and search indexes. */
  readonly build: string;
}
