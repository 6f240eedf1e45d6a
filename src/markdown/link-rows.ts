import type { Element, Root } from 'hast';
import type { MdxJsxTextElementHast } from 'mdast-util-mdx-jsx';
import type { Transformer } from 'unified';
import { visit } from 'unist-util-visit';

/**
 * Rehype plugin that gives every row with an anchor a link to itself, as headings have one. It stands in the page alone:
 * neither twins nor the search need it.
 */
export function linkRows(): Transformer<Root> {
  return (tree) => {
    visit(tree, 'element', (row) => {
      const first = row.children.find(isCell);
      if (row.tagName === 'tr' && typeof row.properties.id === 'string' && first !== undefined) {
        first.children.push(linkTo(row.properties.id) as never);
      }
    });
  };
}

function isCell(node: Element['children'][number]): node is Element {
  return node.type === 'element' && (node.tagName === 'td' || node.tagName === 'th');
}

/**
 * All have one name, which the row completes: a name of its own would cost a page of 70 rows 0.4 kB. It is an element as
 * it stands, by the mark of MDX for those: what it makes of Markdown's links looks up where they lead.
 */
function linkTo(id: string): MdxJsxTextElementHast {
  const values = { className: 'hash-link', href: `#${id}`, 'aria-label': 'Link to this row' };
  return {
    type: 'mdxJsxTextElement',
    name: 'a',
    attributes: Object.entries(values).map(([attribute, value]) => ({
      type: 'mdxJsxAttribute',
      name: attribute,
      value,
    })),
    children: [],
    data: { _mdxExplicitJsx: true },
  };
}
