/** What a worker says: that it runs, how far it is, and its answer. */
export type Said<Answer> =
  | { readonly kind: 'began' }
  | { readonly kind: 'read'; readonly percent: number }
  | { readonly kind: 'done'; readonly answer: Answer };

/** Work that a worker does, or the page itself where no worker can be had. */
export interface Work<Question, Answer> {
  /** Starts the worker. The bundler must see the address of its code where it is written. */
  start(): Worker;
  /** Does the same on the page. */
  here(question: Question): Promise<Answer>;
}

/**
 * Answers a question beside the page, in a worker of its own, so that the page stays awake whatever the question holds.
 * Where no worker can be had, the page does it itself, and does not answer meanwhile.
 *
 * @param signal - ends the worker when it is aborted.
 * @param tell - is told how far the work is, in percent.
 * @throws Error when the work breaks off, or is aborted.
 */
export async function workBeside<Question, Answer>(
  work: Work<Question, Answer>,
  question: Question,
  signal: AbortSignal,
  tell: (percent: number) => void = () => undefined,
): Promise<Answer> {
  signal.throwIfAborted();
  const worker = startWorker(work);
  if (worker === undefined) {
    return onThePage(work, question);
  }
  try {
    return await new Promise<Answer>((resolve, reject) => {
      let hasBegun = false;
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      worker.addEventListener('message', ({ data }: MessageEvent<Said<Answer>>) => {
        if (data.kind === 'began') {
          hasBegun = true;
        } else if (data.kind === 'read') {
          tell(data.percent);
        } else {
          resolve(data.answer);
        }
      });
      worker.addEventListener('error', ({ message }) => {
        if (hasBegun) {
          reject(new Error(message));
        } else {
          // Its code could not be loaded, or may not run.
          resolve(onThePage(work, question));
        }
      });
      worker.postMessage(question);
    });
  } finally {
    worker.terminate();
  }
}

function startWorker(work: { start(): Worker }): Worker | undefined {
  try {
    return work.start();
  } catch {
    // A browser without workers, or one whose settings refuse them.
    return undefined;
  }
}

async function onThePage<Question, Answer>({ here }: Work<Question, Answer>, question: Question): Promise<Answer> {
  // The page shows that it is at work before it falls silent.
  await new Promise((resolve) => setTimeout(resolve, 50));
  return here(question);
}
