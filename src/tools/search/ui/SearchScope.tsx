import Link from '@docusaurus/Link';
import { useHistorySelector } from '@docusaurus/theme-common';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import type { ReactNode } from 'react';
import { searchPath, searchedVersion } from '../search-scope.ts';
import { usePublishedVersions } from '../../versions/usePublishedVersions.ts';

/** On the search page: the version that is searched, and links that search the others. */
export function SearchScope(): ReactNode {
  const { baseUrl } = useDocusaurusContext().siteConfig;
  const facts = usePublishedVersions();
  const query = useHistorySelector((history) => history.location.search);
  const searched = searchedVersion(facts, query);
  return (
    <nav className="search-scope" aria-label="Searched version">
      <ul>
        {facts.map((version) => (
          <li key={version.name}>
            <Link to={searchPath(baseUrl, query, version)} aria-current={version === searched ? 'true' : undefined}>
              {version.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
