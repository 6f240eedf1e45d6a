import { useActiveDocContext } from '@docusaurus/plugin-content-docs/client';
import type { Props } from '@theme/DocsRoot';
import NotFound from '@theme/NotFound';
import DocsRoot from '@theme-original/DocsRoot';
import type { ReactNode } from 'react';
import { PageWithSidebar } from '../../ui/menu/SidebarContext.ts';

/**
 * The root of all documentation routes. It stands at `/`, so it also takes every address without a
 * page, for which Docusaurus would render an empty page: those get the page for missing addresses.
 */
export default function DocsRootOrNotFound(props: Props): ReactNode {
  const { activeDoc } = useActiveDocContext(undefined);
  return activeDoc === undefined ? (
    <NotFound />
  ) : (
    <PageWithSidebar value={true}>
      <DocsRoot {...props} />
    </PageWithSidebar>
  );
}
