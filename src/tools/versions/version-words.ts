import type { PageMatch } from './version-choices.ts';

/**
 * What an entry of the version switcher says when it does not lead to the page that the reader has
 * open.
 *
 * @returns nothing when there is nothing to say.
 */
export function matchNote(match: PageMatch, readerIsInVersion: boolean): string | undefined {
  if (match.kind === 'nearest-page') {
    return `This page is not in it. Nearest: ${match.address}`;
  }
  return match.kind === 'start-page' && readerIsInVersion
    ? 'This page is not in it. Leads to its start page'
    : undefined;
}

/** The label of a link from an older protocol to the newest one. */
export function newestLinkLabel(match: PageMatch, label: string): string {
  switch (match.kind) {
    case 'same-page':
      return `This page in ${label}`;
    case 'nearest-page':
      return `The nearest page in ${label}: ${match.address}`;
    case 'start-page':
      return `The start page of ${label}`;
  }
}
