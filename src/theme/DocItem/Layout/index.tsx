import { useDoc } from '@docusaurus/plugin-content-docs/client';
import ContentVisibility from '@theme/ContentVisibility';
import DocBreadcrumbs from '@theme/DocBreadcrumbs';
import DocItemContent from '@theme/DocItem/Content';
import DocItemFooter from '@theme/DocItem/Footer';
import type { Props } from '@theme/DocItem/Layout';
import DocItemPaginator from '@theme/DocItem/Paginator';
import DocVersionBanner from '@theme/DocVersionBanner';
import type { ReactNode } from 'react';
import { PageContents } from '../../../ui/contents/PageContents.tsx';
import { usePublishedVersion } from '../../../tools/versions/usePublishedVersions.ts';
import { PageTools } from '../../../ui/twins/PageTools.tsx';
import { useHasContents } from '../../../ui/contents/useHasContents.ts';

/** A page of the docs with its list of headings, which is in the page once, for wide and for narrow screens. */
export default function DocItemLayout({ children }: Props): ReactNode {
  const { metadata, frontMatter, toc } = useDoc();
  const version = usePublishedVersion(metadata.version);
  return (
    <div className="doc-page" data-first={version.first} data-last={version.ended ? version.last : undefined}>
      <div className="doc-page__text">
        <ContentVisibility metadata={metadata} />
        <DocVersionBanner />
        <article>
          <DocBreadcrumbs />
          <DocItemContent>{children}</DocItemContent>
          <DocItemFooter />
        </article>
        <DocItemPaginator />
      </div>
      {useHasContents() && (
        <PageContents
          toc={toc}
          minHeadingLevel={frontMatter.toc_min_heading_level}
          maxHeadingLevel={frontMatter.toc_max_heading_level}
        >
          <PageTools permalink={metadata.permalink} />
        </PageContents>
      )}
    </div>
  );
}
