import type { Nodes, Root } from 'mdast';

/** Blocks that hold only text and what stands within text; most of a page is in them. */
const WITHOUT_BLOCKS: ReadonlySet<string> = new Set(['heading', 'paragraph', 'table']);

/**
 * Visits the blocks of one type in the order of the page. What stands within sentences and tables is
 * passed over, which makes this several times as fast as a visit to every node.
 */
export function visitBlocks<Type extends 'code' | 'heading'>(
  tree: Root,
  type: Type,
  see: (block: Extract<Nodes, { type: Type }>) => void,
): void {
  const walk = (node: Nodes): void => {
    if (node.type === type) {
      see(node as Extract<Nodes, { type: Type }>);
    }
    if ('children' in node && !WITHOUT_BLOCKS.has(node.type)) {
      node.children.forEach(walk);
    }
  };
  walk(tree);
}
