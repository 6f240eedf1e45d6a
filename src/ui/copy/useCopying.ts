import { useCallback, useEffect, useRef, useState } from 'react';
import { copyText } from './copy-text.ts';

/** How the last attempt to copy went. */
export type CopyOutcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'copied'; readonly what: string }
  | { readonly kind: 'failed'; readonly what: string; readonly text: string | undefined };

/** How long the success is shown, in milliseconds. */
const SHOWN_FOR = 4000;

/**
 * Copies texts and remembers how it went, for a message to the reader.
 *
 * @returns the outcome, and a function that copies a text under a name such as "Mermaid source".
 */
export function useCopying(): [CopyOutcome, (what: string, text: string | Promise<string>) => void] {
  const [outcome, setOutcome] = useState<CopyOutcome>({ kind: 'none' });
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const copy = useCallback((what: string, text: string | Promise<string>) => {
    window.clearTimeout(timer.current);
    copyText(text).then(
      () => {
        setOutcome({ kind: 'copied', what });
        timer.current = window.setTimeout(() => setOutcome({ kind: 'none' }), SHOWN_FOR);
      },
      async () => {
        // Nothing is lost: what could not be copied is shown to be selected by hand.
        const shown = await Promise.resolve(text).catch(() => undefined);
        setOutcome({ kind: 'failed', what, text: shown });
      },
    );
  }, []);
  return [outcome, copy];
}
