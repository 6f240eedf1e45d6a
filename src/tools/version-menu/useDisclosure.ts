import { useEffect, useId, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent, RefObject } from 'react';

interface Disclosure {
  readonly open: boolean;
  readonly panelId: string;
  readonly rootRef: RefObject<HTMLDivElement | null>;
  readonly buttonRef: RefObject<HTMLButtonElement | null>;
  toggle(): void;
  close(): void;
  readonly rootHandlers: {
    onKeyDown(event: KeyboardEvent): void;
    onBlur(event: FocusEvent): void;
  };
}

/**
 * State of a button that shows and hides a panel: it closes with Escape (the focus goes back to the
 * button), when the focus leaves it and when the reader presses elsewhere.
 */
export function useDisclosure(): Disclosure {
  const [open, setOpen] = useState(false);
  const panelId = useId();
  const rootRef = useRef<HTMLDivElement>(null);
  const buttonRef = useRef<HTMLButtonElement>(null);
  const isInside = (target: EventTarget | null): boolean => rootRef.current?.contains(target as Node | null) ?? false;

  useEffect(() => {
    if (!open) {
      return undefined;
    }
    const closeFromOutside = (event: PointerEvent): void => {
      if (!isInside(event.target)) {
        setOpen(false);
      }
    };
    document.addEventListener('pointerdown', closeFromOutside);
    return () => document.removeEventListener('pointerdown', closeFromOutside);
  }, [open]);

  return {
    open,
    panelId,
    rootRef,
    buttonRef,
    toggle: () => setOpen(!open),
    close: () => setOpen(false),
    rootHandlers: {
      onKeyDown: (event) => {
        if (event.key === 'Escape' && open) {
          setOpen(false);
          buttonRef.current?.focus();
        }
      },
      onBlur: (event) => {
        // Without a next element the window lost the focus, or a browser does not focus what is pressed.
        if (event.relatedTarget !== null && !isInside(event.relatedTarget)) {
          setOpen(false);
        }
      },
    },
  };
}
