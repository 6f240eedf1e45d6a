import { useEffect, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useCopying } from '../copy/useCopying.ts';

interface CodeButtonsProps {
  readonly code: RefObject<HTMLElement | null>;
  /** Whether the lines of the code are wrapped now. */
  readonly wraps: boolean;
  readonly onWrap: (wraps: boolean) => void;
}

/** Buttons of a block of code: copy it, and wrap its lines where they are wider than the block. */
export function CodeButtons({ code, wraps, onWrap }: CodeButtonsProps): ReactNode {
  const [outcome, copy] = useCopying();
  const isWide = useIsWide(code);
  useEffect(() => {
    if (outcome.kind === 'failed') {
      // Nothing is lost: the text is selected, to be copied by hand.
      window.getSelection()?.selectAllChildren(code.current!);
    }
  }, [code, outcome]);
  return (
    <div className="code-buttons needs-script">
      {(isWide || wraps) && (
        <button type="button" aria-pressed={wraps} onClick={() => onWrap(!wraps)}>
          Wrap
        </button>
      )}
      <button type="button" onClick={() => copy('code', code.current!.textContent)}>
        Copy
      </button>
      <span role="status">
        {outcome.kind === 'copied' && 'Copied'}
        {outcome.kind === 'failed' && 'Press Ctrl+C'}
      </span>
    </div>
  );
}

/** Whether lines are wider than their block, which changes with the width of the window. */
function useIsWide(code: RefObject<HTMLElement | null>): boolean {
  const [isWide, setWide] = useState(false);
  useEffect(() => {
    const pre = code.current!.parentElement!;
    const observer = new ResizeObserver(() => setWide(pre.scrollWidth > pre.clientWidth));
    observer.observe(pre);
    return () => observer.disconnect();
  }, [code]);
  return isWide;
}
