import { workBeside } from '../../../ui/work-beside.ts';
import type { Work } from '../../../ui/work-beside.ts';
import type { Explanation } from '../explanation.ts';
import type { Question } from './explain-worker.ts';

const explaining: Work<Question, Explanation> = {
  start: () =>
    new Worker(/* webpackChunkName: "explain-worker" */ new URL('./explain-worker.ts', import.meta.url), {
      type: 'module',
    }),
  here: async ({ text, table }) => {
    const [{ explain }, { Matcher }] = await Promise.all([import('../explain.ts'), import('../matcher.ts')]);
    return explain(text, new Matcher(table));
  },
};

/**
 * Explains a text beside the page, so that the page stays awake whatever the text holds.
 *
 * @param signal - ends the work when it is aborted.
 * @param tell - is told how much is read, in percent.
 * @throws Error when the work breaks off, or is aborted.
 */
export function explainBeside(
  question: Question,
  signal: AbortSignal,
  tell: (percent: number) => void,
): Promise<Explanation> {
  return workBeside(explaining, question, signal, tell);
}
