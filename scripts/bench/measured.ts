/** What a measurement gave: figures by name with their unit, or why there are none. */
export type Measured = { readonly figures: Readonly<Record<string, number>> } | { readonly notRun: string };

/** The value in the middle of an odd number of values. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The size below which a share of all values lies; each value counts, however large. */
export function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1]!;
}

/** A figure as it is printed, with one digit behind the point. */
export function rounded(value: number): number {
  return Number(value.toFixed(1));
}
