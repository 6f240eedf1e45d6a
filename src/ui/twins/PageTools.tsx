import type { ReactNode } from 'react';
import { NativeStatus } from '../native/NativeStatus.tsx';
import { twinOfPermalink } from './TwinLink.tsx';

/** Copies the page as Markdown, for a review or for a program that reads along (`src/ui/native/copy.ts`). */
export function PageTools({ permalink }: { readonly permalink: string }): ReactNode {
  return (
    <div className="page-tools">
      <button type="button" data-act="copy-page">
        Copy page as Markdown
      </button>
      <a href={twinOfPermalink(permalink)}>Markdown</a>
      <NativeStatus />
    </div>
  );
}
