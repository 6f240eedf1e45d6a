import type { Root, RootContent } from 'hast';
import type { Transformer } from 'unified';
import { visit } from 'unist-util-visit';

/**
 * Rehype plugin that makes one text of texts that stand side by side, as facts within a sentence
 * leave them: React would write a comment between any two of them into the page.
 */
export function joinTexts(): Transformer<Root> {
  return (tree) => {
    visit(tree, (node) => {
      if ('children' in node) {
        node.children = joined(node.children as RootContent[]) as never;
      }
    });
  };
}

function joined(nodes: readonly RootContent[]): RootContent[] {
  const result: RootContent[] = [];
  for (const node of nodes) {
    const before = result.at(-1);
    if (node.type === 'text' && before?.type === 'text') {
      result[result.length - 1] = { ...before, value: before.value + node.value };
    } else {
      result.push(node);
    }
  }
  return result;
}
