import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { MaskIcon } from '../../ui/MaskIcon.tsx';
import { LazySearchBox } from '../../tools/search/ui/LazySearchBox.tsx';
import { repairSearchBox } from '../../tools/search/ui/repair-search-box.ts';
import { usePasteLimit } from '../../tools/search/ui/usePasteLimit.ts';

/** The search box, with roles that assistive technology understands; `/` leads to it from anywhere. */
export default function AccessibleSearchBar(): ReactNode {
  const boxRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = boxRef.current!;
    const observer = new MutationObserver(() => repairSearchBox(box));
    observer.observe(box, { subtree: true, childList: true, attributeFilter: ['role', 'aria-owns'] });
    return () => observer.disconnect();
  }, []);
  usePasteLimit(boxRef);
  useEffect(() => {
    const onSlash = (event: KeyboardEvent): void => {
      if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
        event.preventDefault();
        // By the reader's wish from wherever they are; see LazySearchBox.
        HTMLElement.prototype.focus.call(boxRef.current!.querySelector('input')!);
      }
    };
    document.addEventListener('keydown', onSlash);
    return () => document.removeEventListener('keydown', onSlash);
  }, []);
  return (
    <div ref={boxRef} className="search-box">
      <MaskIcon drawing="search" />
      <LazySearchBox />
    </div>
  );
}

/** Whether a key belongs to a field in which the reader writes. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
