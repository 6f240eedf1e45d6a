import type { Said } from '../../../ui/work-beside.ts';
import { explain } from '../explain.ts';
import type { Explanation } from '../explanation.ts';
import { Matcher } from '../matcher.ts';
import type { MessageTable } from '../table.ts';

/** What the worker is asked, once. */
export interface Question {
  readonly text: string;
  readonly table: MessageTable;
}

const say = (said: Said<Explanation>): void => self.postMessage(said);

self.addEventListener('message', ({ data: { text, table } }: MessageEvent<Question>) => {
  let told = 0;
  const explanation = explain(text, new Matcher(table), (read) => {
    const percent = Math.floor((100 * read) / text.length);
    if (percent > told) {
      told = percent;
      say({ kind: 'read', percent });
    }
  });
  say({ kind: 'done', answer: explanation });
});

say({ kind: 'began' });
