import type { ReactNode } from 'react';
import type { CopyOutcome } from './useCopying.ts';

/** Says, also to a screen reader, how copying went; shows the text when it could not be copied. */
export function CopyMessage({ outcome }: { readonly outcome: CopyOutcome }): ReactNode {
  return (
    <>
      <span className="copy-message" role="status">
        {outcome.kind === 'copied' && `Copied: ${outcome.what}`}
        {outcome.kind === 'failed' &&
          (outcome.text === undefined
            ? `Could not load: ${outcome.what}`
            : `The browser does not let this page copy. Select it here: ${outcome.what}`)}
      </span>
      {outcome.kind === 'failed' && outcome.text !== undefined && (
        <textarea className="copy-fallback" readOnly rows={6} aria-label={outcome.what} value={outcome.text} />
      )}
    </>
  );
}
