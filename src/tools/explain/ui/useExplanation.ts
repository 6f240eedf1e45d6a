import { useCallback, useEffect, useRef, useState } from 'react';
import type { explainInSteps as ExplainInSteps } from '../explain.ts';
import type { Explanation } from '../explanation.ts';
import type { Matcher } from '../matcher.ts';

/** How far the explanation of an input is. */
export type ExplanationState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working'; readonly percent: number }
  | { readonly kind: 'done'; readonly explanation: Explanation; readonly matcher: Matcher }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly message: string };

/** The page works so long before it lets the browser draw and listen, in milliseconds. */
const SLICE_MS = 25;

/** An explanation that runs beside the page: start it, watch it, stop it. */
export interface RunningExplanation {
  readonly state: ExplanationState;
  start(text: string): void;
  stop(): void;
  clear(): void;
}

/** Explains texts in the browser, piece by piece, so that the page stays awake. */
export function useExplanation(): RunningExplanation {
  const [state, setState] = useState<ExplanationState>({ kind: 'idle' });
  // Counts the inputs: what belongs to an earlier one no longer matters.
  const current = useRef(0);

  const begin = useCallback((next: ExplanationState): number => {
    current.current += 1;
    setState(next);
    return current.current;
  }, []);

  useEffect(
    () => () => {
      current.current += 1;
    },
    [],
  );

  const start = useCallback(
    (text: string): void => {
      const own = begin({ kind: 'working', percent: 0 });
      const show = (next: ExplanationState): void => {
        if (current.current === own) {
          setState(next);
        }
      };
      runInSlices(text, (percent) => {
        show({ kind: 'working', percent });
        return current.current === own;
      }).then(show, (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        show({ kind: 'failed', message: `The list of messages could not be loaded (${reason}). Reload the page.` });
      });
    },
    [begin],
  );

  const stop = useCallback(() => void begin({ kind: 'stopped' }), [begin]);
  const clear = useCallback(() => void begin({ kind: 'idle' }), [begin]);
  return { state, start, stop, clear };
}

async function runInSlices(text: string, goOn: (percent: number) => boolean): Promise<ExplanationState> {
  const { explainInSteps, matcher } = await loadExplainer();
  const steps = explainInSteps(text, matcher);
  let sliceEnd = performance.now() + SLICE_MS;
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return { kind: 'done', explanation: step.value, matcher };
    }
    if (performance.now() >= sliceEnd) {
      const percent = Math.floor((100 * step.value.done) / Math.max(1, step.value.total));
      if (!goOn(percent)) {
        return { kind: 'stopped' };
      }
      await new Promise((resolve) => setTimeout(resolve));
      sliceEnd = performance.now() + SLICE_MS;
    }
  }
}

interface Explainer {
  readonly explainInSteps: typeof ExplainInSteps;
  readonly matcher: Matcher;
}

let loaded: Promise<Explainer> | undefined;

/** Loads the list of messages and what searches it, once, when the first text is explained. */
async function loadExplainer(): Promise<Explainer> {
  loaded ??= (async () => {
    const [{ default: table }, { Matcher: LoadedMatcher }, { explainInSteps }] = await Promise.all([
      import('@generated/publish-spec/default/messages.json'),
      import('../matcher.ts'),
      import('../explain.ts'),
    ]);
    return { explainInSteps, matcher: new LoadedMatcher(table) };
  })();
  try {
    return await loaded;
  } catch (error) {
    // The next try may find the network back.
    loaded = undefined;
    throw error;
  }
}
