import rules from '@generated/plan-page/default/rules.json';
import { workBeside } from '../../../ui/work-beside.ts';
import type { Work } from '../../../ui/work-beside.ts';
import type { Answer, Question } from './plan-answer.ts';

const planning: Work<Question, Answer> = {
  start: () =>
    new Worker(/* webpackChunkName: "plan-worker" */ new URL('./plan-worker.ts', import.meta.url), { type: 'module' }),
  here: async (question) => {
    const { answerOf } = await import('./plan-answer.ts');
    return answerOf(question);
  },
};

/**
 * Plans beside the page, so that the page stays awake whatever the files hold.
 *
 * @param signal - ends the work when it is aborted.
 * @throws Error when the work breaks off, or is aborted.
 */
export function planBeside(question: Omit<Question, 'rules'>, signal: AbortSignal): Promise<Answer> {
  return workBeside(planning, { ...question, rules }, signal);
}
