import useRouteContext from '@docusaurus/useRouteContext';
import type { Props } from '@theme/Layout';
import Layout from '@theme-original/Layout';
import type { ReactNode } from 'react';
import { ReleaseFromAddress } from '../../tools/reading/ui/ReleaseFromAddress.tsx';
import { SearchPageFrame } from '../../tools/search/ui/SearchPageFrame.tsx';

const SEARCH_PLUGIN = '@easyops-cn/docusaurus-search-local';

/** The frame of all pages. It takes the reader's release from the address, and gives the search page, which has none, a main landmark and its versions. */
export default function LayoutWithLandmark({ children, ...props }: Props): ReactNode {
  const isSearchPage = useRouteContext().plugin.name === SEARCH_PLUGIN;
  return (
    <Layout {...props}>
      <ReleaseFromAddress />
      {isSearchPage ? <SearchPageFrame>{children}</SearchPageFrame> : children}
    </Layout>
  );
}
