import type { ReactNode } from 'react';

/** A sentence of the specification: what stands between backticks is code. */
export function FactText({ children }: { readonly children: string }): ReactNode {
  return children.split('`').map((piece, index) =>
    // split() puts what stood between backticks at the odd positions.
    index % 2 === 0 ? piece : <code key={index}>{piece}</code>,
  );
}
