import { useEffect } from 'react';
import type { RefObject } from 'react';

/** A line of a log fits; a whole file would make the box slow and find nothing more. */
const LONGEST_PASTE = 2_000;

/** Lets a search box inside an element take only the beginning of what is pasted. */
export function usePasteLimit(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const shorten = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const input = event.target;
      if (text.length <= LONGEST_PASTE || !(input instanceof HTMLInputElement)) {
        return;
      }
      event.preventDefault();
      input.setRangeText(
        text.slice(0, LONGEST_PASTE).replace(/\s+/g, ' '),
        input.selectionStart ?? 0,
        input.selectionEnd ?? 0,
        'end',
      );
      input.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const box = element.current;
    box?.addEventListener('paste', shorten, true);
    return () => box?.removeEventListener('paste', shorten, true);
  }, [element]);
}
