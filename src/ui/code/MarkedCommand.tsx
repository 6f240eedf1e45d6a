import type { ReactNode } from 'react';

/**
 * A command within a sentence, in which a reader's own values may stand already: the application takes over what it finds.
 *
 * @param html - with marks of `src/markdown/code/highlight.ts`.
 */
export function MarkedCommand({ html }: { readonly html: string }): ReactNode {
  return <code dangerouslySetInnerHTML={{ __html: html }} />;
}
