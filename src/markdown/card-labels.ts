/** Columns whose text describes the row's name: it follows the name on a card, without a label. */
const DESCRIBING: ReadonlySet<string> = new Set(['What it does', 'Meaning']);

/** The heading of a column that says nothing of its own when the row's name alone stands before it. */
const PLAIN_VALUE = 'Value';

/** The column whose text follows the row's name on a card without a label, and which a wide screen gives most room. */
export function describingColumn(headings: readonly string[]): number | undefined {
  const column = headings.findIndex(
    (heading) => DESCRIBING.has(heading) || (headings.length === 2 && heading === PLAIN_VALUE),
  );
  return column < 0 ? undefined : column;
}

/**
 * The labels of the columns of a table of facts as custom properties, for the case that a narrow screen
 * shows its rows as cards (`src/css/tables.css`): once for the table and not for each of its cells. The
 * first column is the card's title.
 *
 * @param headings - of all columns, in their order.
 */
export function cardLabels(headings: readonly string[]): Readonly<Record<`--label-${number}`, string>> {
  const describing = describingColumn(headings);
  const labeled = headings
    .map((heading, index) => [`--label-${index + 1}`, `'${heading.replace(/['\\]/g, '\\$&')}'`] as const)
    .filter((_, index) => index > 0 && index !== describing);
  return Object.fromEntries(labeled);
}
