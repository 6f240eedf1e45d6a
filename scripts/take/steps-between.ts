import type { Release } from '../../src/facts/release.ts';

/** A thing became otherwise between two releases. */
export interface Step<Value> {
  /** The last release that is known to have it as before. */
  readonly last: Release;
  /** The first release that is known to have it as it is now. */
  readonly first: Release;
  readonly value: Value;
}

/** Something that releases have, and what is known of it at both ends of a stretch of releases. */
export interface Stretch<Value> {
  readonly from: { readonly release: Release; readonly value: Value };
  readonly to: { readonly release: Release; readonly value: Value };
  /** Releases in between, oldest first. */
  readonly between: readonly Release[];
  /** Looks at one release; undefined when it cannot be looked at. */
  valueAt(release: Release): Promise<Value | undefined>;
  same(before: Value, after: Value): boolean;
}

/**
 * Finds the releases at which a thing became otherwise, by halving. What changes and changes back within a stretch whose
 * ends are the same is not found.
 *
 * @returns oldest first; a step whose two releases do not follow each other is known no better.
 */
export async function stepsBetween<Value>(stretch: Stretch<Value>): Promise<Step<Value>[]> {
  const { from, to, between } = stretch;
  if (stretch.same(from.value, to.value)) {
    return [];
  }
  for (const position of fromTheMiddle(between.length)) {
    const release = between[position]!;
    const value = await stretch.valueAt(release);
    if (value !== undefined) {
      const middle = { release, value };
      return [
        ...(await stepsBetween({ ...stretch, to: middle, between: between.slice(0, position) })),
        ...(await stepsBetween({ ...stretch, from: middle, between: between.slice(position + 1) })),
      ];
    }
  }
  return [{ last: from.release, first: to.release, value: to.value }];
}

/** All positions of a list, the middle first, then its neighbors on both sides. */
function fromTheMiddle(length: number): number[] {
  const middle = (length - 1) / 2;
  return Array.from({ length }, (_, position) => position).sort(
    (a, b) => Math.abs(a - middle) - Math.abs(b - middle) || a - b,
  );
}
