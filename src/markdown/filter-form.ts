import type { BlockContent } from 'mdast';
import { blockElement } from './elements.ts';
import { text } from './nodes.ts';

/** A choice of a filter: what an item must say in `data-<name>`, or in its `text`, to be shown, and how the reader reads that. */
export interface FilterChoice {
  readonly name: string;
  readonly label: string;
  /** Each value with its words. */
  readonly values: readonly (readonly [value: string, words: string])[];
}

/** What a filter looks at. */
export interface FilterOptions {
  /** Selector of the items, which stand in the same text as the filter. */
  readonly items: string;
  /** What the items are, in the plural, as in "12 of 80 releases". */
  readonly noun: string;
  readonly choices?: readonly FilterChoice[];
}

/**
 * Fields that leave of a list or a table only what the reader looks for. Without a script the fields are not shown, and
 * all is listed: `src/ui/native/filter.ts` does the rest.
 */
export function filterForm({ items, noun, choices = [] }: FilterOptions): BlockContent {
  return blockElement('div', { className: 'filter needs-script', 'data-filter': items, 'data-noun': noun }, [
    ...choices
      .filter(({ values }) => values.length > 1)
      .map(({ name, label, values }) =>
        labelled(
          label,
          blockElement(
            'select',
            { 'data-by': name },
            [['', 'all'] as const, ...values].map(([value, words]) =>
              blockElement('option', { value: value === words ? undefined : value }, [text(words) as never]),
            ),
          ),
        ),
      ),
    labelled('Words', blockElement('input', { type: 'search', 'data-by': 'words', autoComplete: 'off' }, [])),
    blockElement('output', {}, []),
  ]);
}

function labelled(label: string, field: BlockContent): BlockContent {
  return blockElement('label', {}, [text(label) as never, field]);
}
