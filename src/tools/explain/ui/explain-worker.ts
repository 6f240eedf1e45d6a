import { explain } from '../explain.ts';
import type { Explanation } from '../explanation.ts';
import { Matcher } from '../matcher.ts';
import type { MessageTable } from '../table.ts';

/** What the worker is asked, once. */
export interface Question {
  readonly text: string;
  readonly table: MessageTable;
}

/** What the worker says: that it runs, how far it is, and what it found. */
export type Answer =
  | { readonly kind: 'began' }
  | { readonly kind: 'read'; readonly percent: number }
  | { readonly kind: 'done'; readonly explanation: Explanation };

const say = (answer: Answer): void => self.postMessage(answer);

self.addEventListener('message', ({ data: { text, table } }: MessageEvent<Question>) => {
  let told = 0;
  const explanation = explain(text, new Matcher(table), (read) => {
    const percent = Math.floor((100 * read) / text.length);
    if (percent > told) {
      told = percent;
      say({ kind: 'read', percent });
    }
  });
  say({ kind: 'done', explanation });
});

say({ kind: 'began' });
