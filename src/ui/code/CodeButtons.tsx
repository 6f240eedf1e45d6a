import type { ReactNode } from 'react';
import { NativeStatus } from '../native/NativeStatus.tsx';

/** Buttons of a block of code: copy it, and wrap its lines where they are wider than the block (`src/ui/native/`). */
export function CodeButtons(): ReactNode {
  return (
    <div className="code-buttons needs-script">
      <button type="button" data-act="wrap" aria-pressed={false}>
        Wrap
      </button>
      <button type="button" data-act="copy-code">
        Copy
      </button>
      <NativeStatus />
    </div>
  );
}
