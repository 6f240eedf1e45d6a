import type { ReactNode } from 'react';
import type { Outline } from '../drawing.ts';

/** What a diagram says, as lists: the same as `words.ts` writes into a page. */
export function OutlineList({ parts }: { readonly parts: readonly Outline[] }): ReactNode {
  return parts.map((part, index) =>
    'steps' in part ? (
      <ol key={index} start={part.first}>
        {part.steps.map((step, position) => (
          <li key={position}>{step}</li>
        ))}
      </ol>
    ) : (
      <ul key={index}>
        <li>
          {part.label}
          <OutlineList parts={part.parts} />
        </li>
      </ul>
    ),
  );
}
