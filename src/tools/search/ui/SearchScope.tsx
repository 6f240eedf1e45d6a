import Link from '@docusaurus/Link';
import { useLocation } from '@docusaurus/router';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import useIsBrowser from '@docusaurus/useIsBrowser';
import { Fragment, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { searchPath, searchedVersion } from '../search-scope.ts';
import { searchTotal, totalInWords } from '../search-total.ts';
import { SEARCH_TRACKS, trackAsked, trackPath } from '../search-tracks.ts';
import { usePublishedVersions } from '../../versions/usePublishedVersions.ts';

/** What somebody may type who does not know yet what can be found. */
const EXAMPLES = [
  'why does my step wait',
  'token leaked',
  'run on a specific machine',
  '--cache-dir',
  'SWAMP_WORKER_TOKEN',
  "Worker 'box' is already connected",
];

/**
 * Around the search page of the plugin: the version and the part of the docs that are searched, links that search the
 * others, how much was found, and examples for who has typed nothing.
 */
export function SearchScope({ children }: { readonly children: ReactNode }): ReactNode {
  const { baseUrl } = useDocusaurusContext().siteConfig;
  const facts = usePublishedVersions();
  // Where the page of the plugin is, too: it writes its words into the address that it knows.
  const address = useLocation().search;
  // The page as it was built has no words.
  const query = useIsBrowser() ? address : '';
  const total = useSyncExternalStore(searchTotal.subscribe, searchTotal.get, () => undefined);
  const searched = searchedVersion(facts, query);
  const track = trackAsked(query);
  const isEmpty = (new URLSearchParams(query).get('q') ?? '') === '';
  return (
    <>
      <nav className="search-scope" aria-label="What is searched">
        <ul aria-label="Version">
          {facts.map((version) => (
            <li key={version.name}>
              <Link to={searchPath(baseUrl, query, version)} aria-current={version === searched ? 'true' : undefined}>
                {version.label}
              </Link>
            </li>
          ))}
        </ul>
        <ul aria-label="Part of the docs" style={{ marginTop: '0.5rem' }}>
          {[{ name: undefined, label: 'All' }, ...SEARCH_TRACKS].map(({ name, label }) => (
            <li key={label}>
              <Link to={trackPath(baseUrl, query, name)} aria-current={name === track ? 'true' : undefined}>
                {label}
              </Link>
            </li>
          ))}
        </ul>
        {!isEmpty && <p role="status">{totalInWords(total)}</p>}
      </nav>
      {/* The page of the plugin searches again when its words change, and anew when the part does. */}
      <Fragment key={track}>{children}</Fragment>
      {isEmpty && (
        <div className="search-scope">
          <p>Type what you want to do, a word, a flag, or paste a line of a log. For example:</p>
          <ul>
            {EXAMPLES.map((example) => (
              <li key={example}>
                <Link to={`${baseUrl}search?${new URLSearchParams({ q: example }).toString()}`}>{example}</Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
