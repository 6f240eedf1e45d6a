/** What a measurement gave: figures by name with their unit, or why there are none. */
export type Measured = { readonly figures: Readonly<Record<string, number>> } | { readonly notRun: string };

/** The value in the middle of an odd number of values. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
