import type { ReactNode } from 'react';

/** A sentence of the facts, in which only code is marked: `` `--cache-dir` ``. */
export function MarkedText({ children }: { readonly children: string }): ReactNode {
  return children.split('`').map((part, position) =>
    // split() puts what stood between grave accents at the odd positions.
    position % 2 === 0 ? part : <code key={position}>{part}</code>,
  );
}
