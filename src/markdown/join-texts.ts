import type { Parent, Root, RootContent } from 'hast';
import type { Transformer } from 'unified';

/**
 * Rehype plugin that makes one text of texts that stand side by side, as facts within a sentence
 * leave them: React would write a comment between any two of them into the page.
 */
export function joinTexts(): Transformer<Root> {
  return (tree) => joinWithin(tree);
}

function joinWithin(parent: Parent): void {
  parent.children = joined(parent.children);
  for (const child of parent.children) {
    if ('children' in child) {
      joinWithin(child);
    }
  }
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
