import type { Element, Root } from 'hast';
import { toString } from 'mdast-util-to-string';
import type { Transformer } from 'unified';
import { visit } from 'unist-util-visit';
import { cardLabels } from './card-labels.ts';

/** Two columns fit side by side on the narrowest screen. */
const FEWEST_COLUMNS = 3;

/** In characters: cells of a matrix are marks and single words, and a reader compares them in their columns. */
const LONGEST_MARK = 20;

/**
 * Rehype plugin that lets a narrow screen show the rows of a written table as cards, as it shows tables of facts, where
 * three or more columns of text would have to be scrolled sideways.
 */
export function cardTables(): Transformer<Root> {
  return (tree) => {
    visit(tree, 'element', (table) => {
      if (table.tagName !== 'table' || table.properties.className !== undefined) {
        return;
      }
      const [headings, ...rows] = rowsOf(table);
      if (headings !== undefined && headings.length >= FEWEST_COLUMNS && hasTexts(rows)) {
        table.properties.className = ['stacks'];
        table.properties.style = Object.entries(cardLabels(headings.map((heading) => toString(heading))))
          .map((property) => property.join(':'))
          .join(';');
      }
    });
  };
}

/** The cells of each row, that of the headings first. */
function rowsOf(table: Element): Element[][] {
  const rows: Element[][] = [];
  visit(table, 'element', (element) => {
    if (element.tagName === 'tr') {
      rows.push(element.children.filter((child) => child.type === 'element'));
    }
  });
  return rows;
}

/** Whether a cell beside the names of the rows holds more than a mark. */
function hasTexts(rows: readonly Element[][]): boolean {
  return rows.some(([, ...cells]) => cells.some((cell) => toString(cell).length > LONGEST_MARK));
}
