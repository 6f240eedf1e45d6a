import type { ReactNode } from 'react';
import { NativeStatus } from '../native/NativeStatus.tsx';

/**
 * Opens the panel in which readers set what commands and files of all pages hold in place of the examples. The panel, and
 * what stands beside the button while values are set, is of `src/tools/values/`; React leaves it alone.
 */
export function YourValues(): ReactNode {
  return (
    <div className="page-tools needs-script">
      <button data-act="values">Use your own values</button>
      <NativeStatus />
    </div>
  );
}
