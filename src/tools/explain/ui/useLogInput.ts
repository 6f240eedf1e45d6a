import { useEffect, useState } from 'react';
import { decodeLog, LARGEST_INPUT, looksBinary } from '../decode.ts';
import { keepLines, keptLines } from '../kept-lines.ts';

/** A text box gets slow with more; what is longer is kept beside it. */
export const LARGEST_TYPED = 200_000;

/** A text that is too long for the text box. */
interface LongInput {
  readonly name: string;
  readonly text: string;
}

/** The lines that are to be explained, wherever they come from. */
export interface LogInput {
  /** What stands in the text box. */
  readonly typed: string;
  /** What stands in its place when that is too long for it. */
  readonly long: LongInput | undefined;
  /** Why nothing is explained. */
  readonly problem: string | undefined;
  /** Changes what stands in the text box, and explains nothing yet. */
  type(text: string): void;
  /** Explains what is there. */
  submit(): void;
  /** Explains a text in place of what is there. */
  take(text: string, name: string): void;
  /** Explains a file in place of what is there, unless it is too large, no text, or cannot be read. */
  takeFile(file: File): Promise<void>;
  clear(): void;
}

/**
 * Keeps the lines of the reader and checks them before they are explained.
 *
 * @param start - explains a text.
 * @param stop - gives up what is explained.
 */
export function useLogInput(start: (text: string) => void, stop: () => void): LogInput {
  const [typed, setTyped] = useState('');
  const [long, setLong] = useState<LongInput | undefined>(undefined);
  const [problem, setProblem] = useState<string | undefined>(undefined);

  const type = (text: string): void => {
    setTyped(text);
    keepLines(text);
  };

  const run = (text: string): void => {
    if (text.trim() === '') {
      stop();
      setProblem('There is nothing to explain yet. Paste some lines of a log.');
      return;
    }
    setProblem(undefined);
    start(text);
  };

  const take = (text: string, name: string): void => {
    const fits = text.length <= LARGEST_TYPED;
    setLong(fits ? undefined : { name, text });
    type(fits ? text : '');
    run(text);
  };

  const takeFile = async (file: File): Promise<void> => {
    if (file.size > LARGEST_INPUT) {
      setProblem(
        `${file.name} is larger than ${LARGEST_INPUT / 1024 / 1024} MB. Cut out the part around the problem and choose that.`,
      );
      return;
    }
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      setProblem(`${file.name} cannot be read. A folder cannot be chosen, and a file must not change meanwhile.`);
      return;
    }
    if (looksBinary(bytes)) {
      setProblem(`${file.name} is no text. Unpack it first if it is an archive.`);
      return;
    }
    take(decodeLog(bytes), file.name);
  };

  // What was there before the page was loaded anew, or was pasted on another page.
  useEffect(() => {
    const kept = keptLines();
    const box = document.querySelector<HTMLTextAreaElement>('#explain-lines');
    if (kept !== '' && (box?.value === '' || box?.value === kept)) {
      queueMicrotask(() => {
        setTyped(kept);
        start(kept);
      });
    }
  }, [start]);

  const clear = (): void => {
    type('');
    setLong(undefined);
    setProblem(undefined);
    stop();
  };

  return { typed, long, problem, type, submit: () => run(long?.text ?? typed), take, takeFile, clear };
}
