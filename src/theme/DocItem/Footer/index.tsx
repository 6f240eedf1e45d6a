import { useDocsVersion } from '@docusaurus/plugin-content-docs/client';
import Footer from '@theme-original/DocItem/Footer';
import type { ReactNode } from 'react';
import { usePublishedVersion } from '../../../components/versions/usePublishedVersions.ts';

/** The footer of a page, with the release against which it was verified. */
export default function DocItemFooter(): ReactNode {
  const { label, verified } = usePublishedVersion(useDocsVersion().version);
  return (
    <>
      <p className="page-standing">
        <span>{label}</span> <span>Verified against {verified}</span>
      </p>
      <Footer />
    </>
  );
}
