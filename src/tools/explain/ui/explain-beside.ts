import type { Explanation } from '../explanation.ts';
import type { Answer, Question } from './explain-worker.ts';

/**
 * Explains a text beside the page, in a worker of its own, so that the page stays awake whatever the text holds. Where
 * no worker can be had, the page does it itself, and does not answer meanwhile.
 *
 * @param signal - ends the worker when it is aborted.
 * @param tell - is told how much is read, in percent.
 * @throws Error when the work breaks off, or is aborted.
 */
export async function explainBeside(
  question: Question,
  signal: AbortSignal,
  tell: (percent: number) => void,
): Promise<Explanation> {
  signal.throwIfAborted();
  const worker = startWorker();
  return worker === undefined ? explainHere(question) : askWorker(worker, question, signal, tell);
}

function startWorker(): Worker | undefined {
  try {
    return new Worker(new URL('./explain-worker.ts', import.meta.url), { type: 'module' });
  } catch {
    // A browser without workers, or one whose settings refuse them.
    return undefined;
  }
}

async function askWorker(
  worker: Worker,
  question: Question,
  signal: AbortSignal,
  tell: (percent: number) => void,
): Promise<Explanation> {
  try {
    return await new Promise<Explanation>((resolve, reject) => {
      let hasBegun = false;
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
        if (data.kind === 'began') {
          hasBegun = true;
        } else if (data.kind === 'read') {
          tell(data.percent);
        } else {
          resolve(data.explanation);
        }
      });
      worker.addEventListener('error', ({ message }) => {
        if (hasBegun) {
          reject(new Error(message));
        } else {
          // Its code could not be loaded, or may not run.
          resolve(explainHere(question));
        }
      });
      worker.postMessage(question);
    });
  } finally {
    worker.terminate();
  }
}

async function explainHere({ text, table }: Question): Promise<Explanation> {
  const [{ explain }, { Matcher }] = await Promise.all([import('../explain.ts'), import('../matcher.ts')]);
  // The page shows that it is at work before it falls silent.
  await new Promise((resolve) => setTimeout(resolve, 50));
  return explain(text, new Matcher(table));
}
