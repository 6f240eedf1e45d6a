import type { BlockContent } from 'mdast';
import { blockElement, summaryBlock } from './elements.ts';
import { code, text } from './nodes.ts';

/** What has more lines than this is folded: its first lines are in view. */
const MOST_LINES = 15;

/** What the program printed. */
export function printedCode(lang: 'output' | 'json', printed: string): BlockContent {
  const block = code(lang, printed);
  const lines = printed.trimEnd().split('\n').length;
  return lines <= MOST_LINES
    ? block
    : blockElement('details', { className: 'long' }, [summaryBlock([text(`All ${lines} lines`)]), block]);
}
