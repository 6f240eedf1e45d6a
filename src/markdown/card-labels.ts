/** Columns whose text describes the row's name: it follows the name on a card, without a label. */
const DESCRIBING: ReadonlySet<string> = new Set(['What it does', 'Meaning']);

/**
 * What a table of facts says about its columns for the case that a narrow screen shows its rows as
 * cards (`src/css/tables.css`): once for the table and not for each of its cells.
 */
export interface CardLabels {
  /** `describes-N` where column N describes the row's name. */
  readonly classNames: readonly string[];
  /** The labels of the other columns as custom properties; the first column is the card's title. */
  readonly properties: Readonly<Record<`--label-${number}`, string>>;
}

/** @param headings - of all columns, in their order. */
export function cardLabels(headings: readonly string[]): CardLabels {
  const describing = headings.findIndex((heading) => DESCRIBING.has(heading));
  const labeled = headings
    .map((heading, index) => [`--label-${index + 1}`, `'${heading.replace(/['\\]/g, '\\$&')}'`] as const)
    .filter((_, index) => index > 0 && index !== describing);
  return {
    classNames: describing === -1 ? [] : [`describes-${describing + 1}`],
    properties: Object.fromEntries(labeled),
  };
}
