import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, Question } from './plan-answer.ts';
import type { planBeside as PlanBeside } from './plan-beside.ts';

/** What is asked for. */
export type Asked = Omit<Question, 'rules' | 'wants'>;

type PlanAnswer = Extract<Answer, { kind: 'plan' }>;

/** How far the plan of the fields is. */
export type PlanState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working' }
  | { readonly kind: 'done'; readonly asked: Asked; readonly answer: PlanAnswer }
  | { readonly kind: 'stopped' }
  /** Why there is no plan: something in the fields, or on the way. */
  | { readonly kind: 'problem'; readonly problem: string };

/** A plan that is made beside the page: start it, watch it, stop it. */
export interface RunningPlan {
  readonly state: PlanState;
  start(asked: Asked): void;
  stop(): void;
  /** Shows why there is nothing to plan; nothing at all without a reason. */
  show(problem?: string): void;
}

/** Makes plans in the browser, beside the page. */
export function usePlan(): RunningPlan {
  const [state, setState] = useState<PlanState>({ kind: 'idle' });
  // Of the one that runs; what an earlier one still says no longer matters.
  const running = useRef<AbortController>(undefined);

  const begin = useCallback((next: PlanState): AbortSignal => {
    running.current?.abort();
    running.current = new AbortController();
    setState(next);
    return running.current.signal;
  }, []);

  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(
    (asked: Asked): void => {
      const signal = begin({ kind: 'working' });
      ask({ wants: 'plan', ...asked }, signal).then(
        (answer) => {
          if (!signal.aborted && answer.kind !== 'elsewhere') {
            setState(answer.kind === 'plan' ? { kind: 'done', asked, answer } : answer);
          }
        },
        (error: unknown) => {
          if (!signal.aborted) {
            setState({ kind: 'problem', problem: reasonOf(error) });
          }
        },
      );
    },
    [begin],
  );

  const stop = useCallback(() => void begin({ kind: 'stopped' }), [begin]);
  const show = useCallback(
    (problem?: string) => void begin(problem === undefined ? { kind: 'idle' } : { kind: 'problem', problem }),
    [begin],
  );
  return { state, start, stop, show };
}

/**
 * Asks for a plan, or for what other releases do, and loads what answers when it is asked for the first time.
 *
 * @throws Error that says what to do.
 */
export async function ask(question: Omit<Question, 'rules'>, signal: AbortSignal): Promise<Answer> {
  const { planBeside } = await importPlanning().catch((error: unknown) => {
    throw new Error(`What plans could not be loaded (${reasonOf(error)}). Reload the page.`);
  });
  try {
    return await planBeside(question, signal);
  } catch (error) {
    throw new Error(`The plan broke off (${reasonOf(error)}). Plan a part of the workflow.`, { cause: error });
  }
}

const importPlanning = async (): Promise<{ readonly planBeside: typeof PlanBeside }> =>
  import(/* webpackChunkName: "plan-beside" */ './plan-beside.ts');

/** Loads what plans before it is asked for, side by side with what will be planned. */
export function loadPlanning(): void {
  // Who asks then learns what is wrong.
  importPlanning().catch(() => undefined);
}

/** What went wrong, for the reader. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
