import type { Said } from '../../../ui/work-beside.ts';
import { answerOf } from './plan-answer.ts';
import type { Answer, Question } from './plan-answer.ts';

const say = (said: Said<Answer>): void => self.postMessage(said);

self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  say({ kind: 'done', answer: answerOf(data) });
});

say({ kind: 'began' });
