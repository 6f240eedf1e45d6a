import useBaseUrl from '@docusaurus/useBaseUrl';
import { useCallback, useEffect, useState } from 'react';
import { STARTING_SOURCE } from '../workbench/starting-source.ts';
import { readFragment } from '../workbench/workbench-address.ts';
import type { Asked } from '../workbench/workbench-address.ts';

/** The source that the workbench shows. */
export interface AskedSource {
  /** `undefined` until the address has been read. */
  readonly source: string | undefined;
  /** Whether the reader wrote it. */
  readonly isEdited: boolean;
  readonly edit: (source: string) => void;
  /** Why the address brought no source. */
  readonly problem: string | undefined;
}

/** Takes the source from the address, now and whenever another one is opened; what was typed is not replaced. */
export function useAskedSource(): AskedSource {
  const root = useBaseUrl('/');
  const [{ source, isEdited }, setSource] = useState<{ source?: string; isEdited: boolean }>({ isEdited: false });
  const [problem, setProblem] = useState<string>();

  const edit = useCallback((text: string) => setSource({ source: text, isEdited: true }), []);

  useEffect(() => {
    const open = (isFirst: boolean): void => {
      readFragment(window.location.hash)
        .then((asked) => sourceOf(asked, root))
        .then((found) => {
          setProblem(found.problem);
          setSource((before) => {
            // What was written while the page began to run stays.
            const keeps = before.source !== undefined && (isFirst || found.source === undefined);
            return keeps ? before : { source: found.source ?? STARTING_SOURCE, isEdited: false };
          });
        })
        .catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));
    };
    const reopen = (): void => open(false);
    open(true);
    window.addEventListener('hashchange', reopen);
    return () => window.removeEventListener('hashchange', reopen);
  }, [root]);

  return { source, isEdited, edit, problem };
}

async function sourceOf(asked: Asked, root: string): Promise<{ source?: string; problem?: string }> {
  switch (asked.kind) {
    case 'nothing':
      return {};
    case 'source':
      return { source: asked.source };
    case 'broken':
      return { problem: asked.problem };
    case 'diagram':
      try {
        const answer = await fetch(`${root.replace(/\/$/, '')}${asked.file}`);
        return answer.ok
          ? { source: await answer.text() }
          : { problem: 'The site has no diagram of this address any more. Look for it among the diagrams below.' };
      } catch {
        return { problem: 'The diagram could not be loaded. Check your connection, then load the page again.' };
      }
  }
}
