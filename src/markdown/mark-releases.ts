import type { Parent, PhrasingContent, Root, Text } from 'mdast';
import type { Transformer } from 'unified';
import { parseRelease } from '../facts/release.ts';

/** How prose dates a statement: `since 20260812.195234`, `until 20260812.183910`. */
const DATED_WORDS = /\b(since|until) (\d{8}\.\d{6}(?:\.\d{1,9})?)(?![\d.]*\d)/gi;

/**
 * Remark plugin that gives the dates in prose the attributes which marks of facts have, so that the
 * page can hold them against the reader's release. The words stay as they are.
 */
export function markReleases(): Transformer<Root> {
  return (tree) => markWithin(tree);
}

function markWithin(parent: Parent): void {
  parent.children = parent.children.flatMap((child): Parent['children'] => {
    if (child.type === 'text') {
      return piecesOf(child);
    }
    // A heading is quoted in the table of contents, and a mark is one already.
    if ('children' in child && child.type !== 'heading' && !isMark(child)) {
      markWithin(child);
    }
    return [child];
  });
}

function isMark(node: { readonly data?: unknown }): boolean {
  const properties = (node.data as { hProperties?: Record<string, unknown> } | undefined)?.hProperties ?? {};
  return [properties['className']].flat().includes('since');
}

/** A text, cut around its dates. */
function piecesOf(node: Text): PhrasingContent[] {
  const pieces: PhrasingContent[] = [];
  let end = 0;
  for (const match of node.value.matchAll(DATED_WORDS)) {
    const [words, side, digits] = match;
    const release = parseRelease(digits!);
    if (release === undefined) {
      continue;
    }
    pieces.push({ ...node, value: node.value.slice(end, match.index) });
    pieces.push({
      type: 'text',
      value: words,
      data: {
        hName: 'span',
        hProperties: { className: ['since-words'], [`data-${side!.toLowerCase()}`]: release },
      },
    });
    end = match.index + words.length;
  }
  pieces.push({ ...node, value: node.value.slice(end) });
  return pieces.filter((piece) => !('value' in piece) || piece.value !== '');
}
