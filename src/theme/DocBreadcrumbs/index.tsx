import { useDoc } from '@docusaurus/plugin-content-docs/client';
import DocBreadcrumbs from '@theme-original/DocBreadcrumbs';
import type { ReactNode } from 'react';
import { ContentsButton } from '../../ui/contents/ContentsButton.tsx';
import { useHasContents } from '../../ui/contents/useHasContents.ts';
import { PageTools } from '../../ui/twins/PageTools.tsx';

/** Where the page stands, and beside it the way to its headings; where it has none, what can be done with it as a whole. */
export default function PageHead(): ReactNode {
  const { permalink } = useDoc().metadata;
  return (
    <div className="page-head">
      <DocBreadcrumbs />
      {useHasContents() ? <ContentsButton /> : <PageTools permalink={permalink} />}
    </div>
  );
}
