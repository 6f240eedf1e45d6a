import SearchBar from '@theme-original/SearchBar';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { repairSearchBox } from '../../components/search/repair-search-box.ts';

/** The search box, with roles that assistive technology understands. */
export default function AccessibleSearchBar(props: object): ReactNode {
  const boxRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = boxRef.current!;
    const observer = new MutationObserver(() => repairSearchBox(box));
    observer.observe(box, { subtree: true, childList: true, attributeFilter: ['role', 'aria-owns'] });
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={boxRef} className="search-box">
      <SearchBar {...props} />
    </div>
  );
}
