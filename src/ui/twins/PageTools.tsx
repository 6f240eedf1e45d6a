import type { ReactNode } from 'react';
import { CopyMessage } from '../copy/CopyMessage.tsx';
import { useCopying } from '../copy/useCopying.ts';
import { twinOfPermalink } from './TwinLink.tsx';

/** Copies the page as Markdown, for a review or for a program that reads along. */
export function PageTools({ permalink }: { readonly permalink: string }): ReactNode {
  const [outcome, copy] = useCopying();
  const twin = twinOfPermalink(permalink);
  return (
    <div className="page-tools">
      <button type="button" onClick={() => copy('this page as Markdown', loadText(twin))}>
        Copy page as Markdown
      </button>
      <a href={twin}>Markdown</a>
      <CopyMessage outcome={outcome} />
    </div>
  );
}

async function loadText(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`${address} answered ${response.status}`);
  }
  return response.text();
}
