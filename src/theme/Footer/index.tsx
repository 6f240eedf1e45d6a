import Link from '@docusaurus/Link';
import useBaseUrl from '@docusaurus/useBaseUrl';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import type { ReactNode } from 'react';
import { FooterVersionList } from '../../tools/versions/FooterVersionList.tsx';
import { siteLinks } from './site-links.ts';

/** The footer of the site: every version as a plain link, the pages outside versions, and the published specification. */
export default function Footer(): ReactNode {
  const { siteConfig } = useDocusaurusContext();
  // Files of the build, not routes: a plain link is not followed by the router or the link check.
  const releasesFile = useBaseUrl('/spec/releases.json');
  const feedFile = useBaseUrl('/changes.xml');
  return (
    <footer className="theme-layout-footer site-footer">
      <div className="site-footer__columns">
        <div>
          <p className="site-footer__title">{siteConfig.title}</p>
          <p>{siteConfig.tagline}.</p>
          <p>
            All facts as data: <a href={releasesFile}>releases.json</a>
          </p>
          <p>
            New protocols and verified releases: <a href={feedFile}>changes.xml</a>
          </p>
        </div>
        <nav aria-label="Site">
          <p className="site-footer__title">Tools and site</p>
          <ul className="site-footer__list site-footer__links">
            {siteLinks.map(({ path, label }) => (
              <li key={path}>
                <Link to={path}>{label}</Link>
              </li>
            ))}
          </ul>
        </nav>
        <nav aria-label="Versions">
          <p className="site-footer__title">Versions</p>
          <FooterVersionList />
        </nav>
      </div>
    </footer>
  );
}
