import { useEffect, useState } from 'react';
import type { Draft } from '../drafting/drafter.ts';
import { loadDrafter } from '../workbench/load-drafter.ts';
import { mistakeIn, mistakeOf, withoutComments } from '../workbench/mistake.ts';
import type { Mistake } from '../workbench/mistake.ts';

/** How far a source is drawn. */
export interface Drafting {
  /** The last source that could be drawn, as a picture. */
  readonly draft: Draft | undefined;
  /** What keeps the present source from being drawn. */
  readonly mistake: Mistake | undefined;
  readonly isBusy: boolean;
}

/** How long a writer has to pause before the drawing follows, in milliseconds. */
const PAUSE = 300;

const NOT_LOADED: Mistake = {
  line: undefined,
  text: 'What draws could not be loaded. Check your connection, then change the source.',
};

/**
 * Draws a source after each change of it.
 *
 * @param source - `undefined` while it is not known yet.
 * @param drafterAddress - of the file that draws.
 */
export function useDraft(source: string | undefined, drafterAddress: string): Drafting {
  const [drafting, setDrafting] = useState<Drafting>({ draft: undefined, mistake: undefined, isBusy: true });
  useEffect(() => {
    if (source === undefined) {
      return undefined;
    }
    let isCurrent = true;
    const finish = (outcome: Partial<Drafting>): void => {
      if (isCurrent) {
        setDrafting((before) => ({ ...before, mistake: undefined, ...outcome, isBusy: false }));
      }
    };
    const drawIt = async (): Promise<void> => {
      const mistake = mistakeIn(source);
      if (mistake !== undefined || source.trim() === '') {
        finish({ mistake });
        return;
      }
      setDrafting((before) => ({ ...before, isBusy: true }));
      const drawn = withoutComments(source);
      const draw = await loadDrafter(drafterAddress).catch(() => undefined);
      if (draw === undefined) {
        finish({ mistake: NOT_LOADED });
        return;
      }
      await draw(drawn).then(
        (draft) => finish({ draft }),
        (error: unknown) => finish({ mistake: mistakeOf(error, drawn) }),
      );
    };
    const timer = window.setTimeout(() => void drawIt(), PAUSE);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
  }, [source, drafterAddress]);
  return drafting;
}
