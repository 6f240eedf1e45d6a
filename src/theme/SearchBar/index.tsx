import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { MaskIcon } from '../../ui/MaskIcon.tsx';
import { LazySearchBox } from '../../tools/search/ui/LazySearchBox.tsx';
import { repairSearchBox } from '../../tools/search/ui/repair-search-box.ts';
import { usePasteLimit } from '../../tools/search/ui/usePasteLimit.ts';

/** The search box, with roles that assistive technology understands; `src/ui/native/keys.ts` leads to it from anywhere. */
export default function AccessibleSearchBar(): ReactNode {
  const boxRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = boxRef.current!;
    const observer = new MutationObserver(() => repairSearchBox(box));
    observer.observe(box, {
      subtree: true,
      childList: true,
      attributeFilter: ['role', 'aria-owns', 'aria-activedescendant'],
    });
    return () => observer.disconnect();
  }, []);
  usePasteLimit(boxRef);
  return (
    <div ref={boxRef} className="search-box">
      <MaskIcon drawing="search" />
      <LazySearchBox />
      <button type="button" className="clean-btn search-close" data-act="close-search">
        Close
      </button>
    </div>
  );
}
