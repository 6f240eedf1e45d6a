import { Feed } from 'feed';
import type { FeedEntry } from './feed-entries.ts';

/** What the feed says of itself. */
export interface FeedPlace {
  readonly title: string;
  /** Public address of the site, with a slash at its end. */
  readonly site: string;
  /** Name of the feed below it. */
  readonly file: string;
}

/** Writes the feed as Atom, from its entries, newest first. */
export function changesFeed(entries: readonly FeedEntry[], { title, site, file }: FeedPlace): string {
  const address = `${site}${file}`;
  const feed = new Feed({
    id: address,
    link: site,
    title,
    description: 'What each release changed, new protocols, and releases against which the pages are verified.',
    language: 'en',
    copyright: '',
    updated: entries[0]!.date,
    generator: title,
    feedLinks: { atom: address },
  });
  for (const { id, title: entryTitle, text, path, date } of entries) {
    feed.addItem({
      id: `${address}#${id}`,
      title: entryTitle,
      link: `${site}${path.slice(1)}`,
      // Readers take it for HTML.
      description: escapeHtml(text),
      date,
    });
  }
  return feed.atom1();
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
