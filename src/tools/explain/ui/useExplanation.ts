import { useCallback, useEffect, useRef, useState } from 'react';
import type { Explanation } from '../explanation.ts';
import type { Matcher } from '../matcher.ts';
import type { explainBeside as ExplainBeside } from './explain-beside.ts';

/** How far the explanation of an input is. */
export type ExplanationState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working'; readonly percent: number }
  | { readonly kind: 'done'; readonly explanation: Explanation; readonly matcher: Matcher }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly message: string };

/** An explanation that runs beside the page: start it, watch it, stop it. */
export interface RunningExplanation {
  readonly state: ExplanationState;
  start(text: string): void;
  stop(): void;
  clear(): void;
}

/** Explains texts in the browser, beside the page. */
export function useExplanation(): RunningExplanation {
  const [state, setState] = useState<ExplanationState>({ kind: 'idle' });
  // Of the one that runs; what an earlier one still says no longer matters.
  const running = useRef<AbortController>(undefined);

  const begin = useCallback((next: ExplanationState): AbortSignal => {
    running.current?.abort();
    running.current = new AbortController();
    setState(next);
    return running.current.signal;
  }, []);

  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(
    (text: string): void => {
      const signal = begin({ kind: 'working', percent: 0 });
      const show = (next: ExplanationState): void => {
        if (!signal.aborted) {
          setState(next);
        }
      };
      explainText(text, signal, (percent) => show({ kind: 'working', percent })).then(show, (error: unknown) => {
        show({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
      });
    },
    [begin],
  );

  const stop = useCallback(() => void begin({ kind: 'stopped' }), [begin]);
  const clear = useCallback(() => void begin({ kind: 'idle' }), [begin]);
  return { state, start, stop, clear };
}

/** @throws Error that says what to do. */
async function explainText(
  text: string,
  signal: AbortSignal,
  tell: (percent: number) => void,
): Promise<ExplanationState> {
  const { matcher, explainBeside } = await loadExplainer().catch((error: unknown) => {
    throw new Error(`The list of messages could not be loaded (${reasonOf(error)}). Reload the page.`);
  });
  try {
    const explanation = await explainBeside({ text, table: matcher.table }, signal, tell);
    return { kind: 'done', explanation, matcher };
  } catch (error) {
    throw new Error(
      `The lines could not be explained to their end (${reasonOf(error)}). Cut out the part around the problem and explain that.`,
      { cause: error },
    );
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

interface Explainer {
  readonly matcher: Matcher;
  readonly explainBeside: typeof ExplainBeside;
}

let loaded: Promise<Explainer> | undefined;

/** Loads the list of messages and what searches it, once, when the first text is explained. */
async function loadExplainer(): Promise<Explainer> {
  loaded ??= (async () => {
    const [{ default: table }, { Matcher: LoadedMatcher }, { explainBeside }] = await Promise.all([
      // By these names `src/publish/ahead/` finds them.
      import(/* webpackChunkName: "explain-messages" */ '@generated/publish-spec/default/messages.json'),
      import(/* webpackChunkName: "explain-matcher" */ '../matcher.ts'),
      import(/* webpackChunkName: "explain-beside" */ './explain-beside.ts'),
    ]);
    return { matcher: new LoadedMatcher(table), explainBeside };
  })();
  try {
    return await loaded;
  } catch (error) {
    // The next try may find the network back.
    loaded = undefined;
    throw error;
  }
}
