import { highlight } from '@easyops-cn/docusaurus-search-local/dist/client/client/utils/highlight';
import { wordsFor } from '../search-by-worker.ts';
import type { PluginResult } from '../search-by-worker.ts';

/**
 * Stands in for the module of the same name in docusaurus-search-local, which shows either a title or a
 * line: a row of ours says what it is, its title, its path, and the line that matches.
 */
export function SuggestionTemplate({ row, tokens }: PluginResult): string {
  const { kind, title, track, page, line } = row;
  const marked = (text: string): string => highlight(text, [...tokens]);
  if (kind === 'note') {
    return `<span class="search-row search-row--note"><span class="search-row__title">${highlight(title, [])}</span><span class="search-row__line">${highlight(line ?? '', [])}</span></span>`;
  }
  const path = [track, ...(page === undefined ? [] : [page])].map((part) => highlight(part, [])).join(' › ');
  const shownLine = line === undefined ? '' : `<span class="search-row__line">${marked(line)}</span>`;
  return `<span class="search-row"><span class="search-row__title">${marked(title)}</span><span class="search-row__path"><span class="search-row__kind">${wordsFor(kind)}</span> ${path}</span>${shownLine}</span>`;
}
