import { useLocation } from '@docusaurus/router';
import { useLayoutEffect, useState } from 'react';
import { markPage } from '../page-marks.ts';
import type { MarkCounts } from '../page-marks.ts';
import type { Release } from '../../../facts/release.ts';

/**
 * Shows the open page for a release, and counts what that hides. It counts before the page is drawn: the line that
 * tells the number would move if it got other words after that.
 */
export function usePageMarks(release: Release | undefined): MarkCounts {
  const { pathname } = useLocation();
  const [counts, setCounts] = useState<MarkCounts>({ hidden: 0 });
  useLayoutEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- what is counted is in the document, as a layout is
    setCounts(markPage(document.querySelector('main') ?? document, release));
  }, [release, pathname]);
  return counts;
}
