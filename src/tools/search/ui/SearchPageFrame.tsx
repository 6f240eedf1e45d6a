import { useLocation } from '@docusaurus/router';
import useIsBrowser from '@docusaurus/useIsBrowser';
import { Fragment, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type * as scope from './SearchScope.tsx';

type Parts = typeof scope;

/** Around the search page of the plugin. What stands above and below its field is loaded there alone, for this frame is on every page. */
export function SearchPageFrame({ children }: { readonly children: ReactNode }): ReactNode {
  const [parts, setParts] = useState<Parts>();
  const { search } = useLocation();
  // The page as it was built has no address.
  const track = useIsBrowser() ? new URLSearchParams(search).get('track') : null;
  useEffect(() => {
    import('./SearchScope.tsx').then(setParts, () => undefined);
  }, []);
  return (
    <main className="search-page" data-needs-app="address">
      {parts && <parts.SearchScope />}
      {/* The page searches again when its words change, and anew when the part of the docs does. */}
      <Fragment key={track}>{children}</Fragment>
      {parts && <parts.SearchExamples />}
    </main>
  );
}
