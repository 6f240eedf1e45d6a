/**
 * Answers "where is the next one, from here on?" for positions that only grow, and reads the text
 * once for all of these questions together. That is what makes matching linear for any input.
 */
export class Cursor {
  readonly #find: (from: number) => number;
  #from = 0;
  /** First place at or after `#from`; -1 when there is none; undefined before the first question. */
  #at: number | undefined;

  /** @param find - the first place at or after a position, or -1. */
  constructor(find: (from: number) => number) {
    this.#find = find;
  }

  /** The first place at or after `from`, or -1. */
  next(from: number): number {
    if (this.#at === undefined || from < this.#from || (this.#at !== -1 && this.#at < from)) {
      this.#from = from;
      this.#at = this.#find(from);
    }
    return this.#at;
  }
}
