import type { MarkCounts } from './page-marks.ts';

/** What the line says of the marks on the page. */
export function countWords({ newer, gone }: MarkCounts): string {
  const parts = [
    ...(newer === 0 ? [] : [`${newer} ${newer === 1 ? 'statement is' : 'statements are'} newer`]),
    ...(gone === 0 ? [] : [`${gone} ${gone === 1 ? 'was' : 'were'} gone by then`]),
  ];
  return parts.length === 0 ? 'Nothing marked here.' : `Marked: ${parts.join(', ')}.`;
}
