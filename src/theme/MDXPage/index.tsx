import { HtmlClassNameProvider, PageMetadata, ThemeClassNames } from '@docusaurus/theme-common';
import Layout from '@theme/Layout';
import MDXContent from '@theme/MDXContent';
import type { Props } from '@theme/MDXPage';
import type { ReactNode } from 'react';
import { ContentsButton } from '../../ui/contents/ContentsButton.tsx';
import { PageContents } from '../../ui/contents/PageContents.tsx';
import { TwinLink } from '../../ui/twins/TwinLink.tsx';

/** A written page outside the versions: the same text styles as the documentation, and its twin in the head. */
export default function MdxPage({ content: Content }: Props): ReactNode {
  const { title, description, permalink } = Content.metadata;
  return (
    <HtmlClassNameProvider className={ThemeClassNames.page.mdxPage}>
      <Layout>
        <PageMetadata title={title} {...(description !== undefined && { description })} />
        <TwinLink permalink={permalink} />
        <main className="written-page">
          <article className="markdown">
            {Content.toc.length > 0 && <ContentsButton />}
            <MDXContent>
              <Content />
            </MDXContent>
          </article>
          {Content.toc.length > 0 && <PageContents toc={Content.toc} />}
        </main>
      </Layout>
    </HtmlClassNameProvider>
  );
}
