import Link from '@docusaurus/Link';
import { useLocation } from '@docusaurus/router';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { useSyncExternalStore } from 'react';
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

/** Above the search page of the plugin: the version and the part of the docs that are searched, links that search the others, and how much was found. */
export function SearchScope(): ReactNode {
  const { baseUrl } = useDocusaurusContext().siteConfig;
  const facts = usePublishedVersions();
  // Where the page of the plugin is, too: it writes its words into the address that it knows.
  const query = useLocation().search;
  const total = useSyncExternalStore(searchTotal.subscribe, searchTotal.get, () => undefined);
  const searched = searchedVersion(facts, query);
  const track = trackAsked(query);
  return (
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
      {hasWords(query) && <p role="status">{totalInWords(total)}</p>}
    </nav>
  );
}

/** Below the field of the search page, while nothing is typed. */
export function SearchExamples(): ReactNode {
  const { baseUrl } = useDocusaurusContext().siteConfig;
  return hasWords(useLocation().search) ? null : (
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
  );
}

function hasWords(query: string): boolean {
  return (new URLSearchParams(query).get('q') ?? '') !== '';
}
