import type { MarkCounts } from './page-marks.ts';

/** What the line says of what is hidden on the page. */
export function countWords({ hidden }: MarkCounts): string {
  if (hidden === 0) {
    return 'Nothing here is of other releases.';
  }
  return `${hidden} ${hidden === 1 ? 'statement' : 'statements'} for other releases hidden.`;
}
