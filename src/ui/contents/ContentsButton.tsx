import type { ReactNode } from 'react';
import { PAGE_CONTENTS } from './page-contents.ts';

/** Opens the list of headings on a narrow screen; on a wide one a link leads the keyboard there. The browser does both. */
export function ContentsButton(): ReactNode {
  return (
    <>
      <button type="button" className="contents-button" popoverTarget={PAGE_CONTENTS}>
        On this page
      </button>
      <a className="contents-link" href={`#${PAGE_CONTENTS}`}>
        On this page
      </a>
    </>
  );
}
