import { changesPage, stretchOf } from '../../facts/change-pages.ts';
import type { ReleaseChanges } from '../../facts/changes.ts';
import type { Headlines } from '../../facts/headlines.ts';
import { headlineOf, newsOf } from '../../facts/release-line.ts';
import { shortRelease } from '../../facts/release.ts';
import type { Protocol } from '../../facts/releases.ts';
import { anchorOfRelease } from '../../markdown/page-links.ts';
import type { DatedEntry } from './feed-entries.ts';

/** What each release of a protocol changed: one entry for each. */
export function releaseEntries(
  { pathName }: Pick<Protocol, 'pathName'>,
  changes: readonly ReleaseChanges[],
  headlines: Headlines,
): DatedEntry[] {
  return changes.map((each) => {
    const { release, breaking } = each;
    const headline = plain(headlineOf(each, headlines));
    const kinds = newsOf(each).join(', ');
    return {
      release,
      entry: {
        id: `${pathName}-changes-${shortRelease(release)}`,
        title: `${shortRelease(release)}: ${headline}`,
        text: [
          `${headline} (${kinds}).`,
          ...breaking.map(({ title, todo }) => `Breaking: ${plain(title)}. What to do: ${plain(todo)}`),
        ].join(' '),
        path: `/${pathName}/${changesPage(stretchOf(release))}#${anchorOfRelease(release)}`,
      },
    };
  });
}

/** Markdown of one paragraph as text. */
function plain(markdown: string): string {
  return markdown.replace(/[`*]/g, '').replace(/\s+/g, ' ');
}
