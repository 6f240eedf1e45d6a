import type { ReactNode } from 'react';

/** Where a button of `src/ui/native/` says how it went. React leaves alone what stands in it. */
export function NativeStatus(): ReactNode {
  return <span role="status" dangerouslySetInnerHTML={{ __html: '' }} />;
}
