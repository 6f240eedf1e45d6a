/** The releases of a protocol, as pages show them. */
export interface ReleaseRange {
  readonly first: string;
  readonly last: string;
  /** True when a later protocol exists, so that `last` never moves. */
  readonly ended: boolean;
}

/** The releases that speak a protocol, in words that stay true when a newer release comes. */
export function releaseRange({ first, last, ended }: ReleaseRange): string {
  return ended ? `${first} to ${last}` : `${first} and later`;
}
