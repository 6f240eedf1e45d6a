import { useDoc, useDocsVersion } from '@docusaurus/plugin-content-docs/client';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import Footer from '@theme-original/DocItem/Footer';
import type { ReactNode } from 'react';
import { usePublishedVersion } from '../../../tools/versions/usePublishedVersions.ts';
import { reportLink } from '../../../site/report-link.ts';

/** The footer of a page: the release and day of its last verification, and the way to report a fault. */
export default function DocItemFooter(): ReactNode {
  const { siteConfig } = useDocusaurusContext();
  const { metadata } = useDoc();
  const { label, verified, verifiedOn, carriedOut } = usePublishedVersion(useDocsVersion().version);
  const repositoryUrl = siteConfig.customFields?.['repositoryUrl'] as string | undefined;
  return (
    <>
      <p className="page-standing">
        <span>{label}</span>{' '}
        <span>
          Facts verified against {verified}
          {verifiedOn !== undefined && (
            <>
              {' '}
              on <time dateTime={verifiedOn}>{verifiedOn}</time>
            </>
          )}
          {carriedOut.includes(metadata.id) && ', its steps carried out'}
        </span>{' '}
        {repositoryUrl !== undefined && (
          <a
            href={reportLink(repositoryUrl, {
              title: metadata.title,
              address: metadata.permalink,
              version: label,
              verified,
            })}
          >
            Say something is wrong
          </a>
        )}
      </p>
      <Footer />
    </>
  );
}
