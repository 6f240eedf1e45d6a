import type { TOCItem } from '@docusaurus/mdx-loader';
import TOCItems from '@theme/TOCItems';
import type { ReactNode } from 'react';
import { PAGE_CONTENTS } from './page-contents.ts';

interface Props {
  readonly toc: readonly TOCItem[];
  readonly minHeadingLevel?: number | undefined;
  readonly maxHeadingLevel?: number | undefined;
  /** What can be done with the page as a whole, above the list. */
  readonly children?: ReactNode;
}

/**
 * The list of headings: beside the page where there is room, and a popover on a narrow screen. It is
 * the same element on both, so it is in the page once and needs no application.
 */
export function PageContents({ children, ...props }: Props): ReactNode {
  return (
    <nav
      id={PAGE_CONTENTS}
      popover="auto"
      tabIndex={-1}
      aria-label="On this page"
      className="page-contents thin-scrollbar"
    >
      {children}
      <TOCItems
        {...props}
        linkClassName="table-of-contents__link toc-highlight"
        linkActiveClassName="table-of-contents__link--active"
      />
    </nav>
  );
}
