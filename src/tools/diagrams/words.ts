import type { BlockContent, List } from 'mdast';
import { paragraph, text } from '../../markdown/nodes.ts';
import type { DiagramWords, Outline } from './drawing.ts';

/** What a diagram says, as Markdown: its description, then every statement of it in order. */
export function saidBlocks({ description, outline }: DiagramWords): BlockContent[] {
  return [paragraph(text(description)), ...outlineBlocks(outline)];
}

function outlineBlocks(parts: readonly Outline[]): BlockContent[] {
  return parts.map((part) =>
    'steps' in part
      ? list(
          part.steps.map((step) => [paragraph(text(step))]),
          part.first,
        )
      : list([[paragraph(text(part.label)), ...outlineBlocks(part.parts)]]),
  );
}

function list(items: BlockContent[][], first?: number): List {
  return {
    type: 'list',
    ordered: first !== undefined,
    ...(first !== undefined && { start: first }),
    spread: false,
    children: items.map((children) => ({ type: 'listItem', spread: false, children })),
  };
}
