import type { ReactNode } from 'react';
import { flagsApart } from './unbreakable-code.ts';

/** A text in which every flag stays on one line, for a line that ends in `--` reads as something else. */
export function UnbrokenFlags({ children: text }: { readonly children: string }): ReactNode {
  return flagsApart(text).map((piece, index) =>
    // Every second piece is a flag.
    index % 2 === 1 ? (
      <span key={index} className="whole">
        {piece}
      </span>
    ) : (
      piece
    ),
  );
}
