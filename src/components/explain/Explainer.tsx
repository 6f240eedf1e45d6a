import { useEffect, useRef, useState } from 'react';
import type { ClipboardEvent, DragEvent, FormEvent, ReactNode } from 'react';
import { decodeLog, LARGEST_INPUT, looksBinary } from '../../explain/decode.ts';
import type { Example } from '../../explain/examples.ts';
import { usePublishedVersions } from '../versions/usePublishedVersions.ts';
import { Results } from './Results.tsx';
import { useExplanation } from './useExplanation.ts';

/** A text box gets slow with more; what is longer is kept beside it. */
const LARGEST_TYPED = 200_000;

/** A text that is too long for the text box. */
interface LongInput {
  readonly name: string;
  readonly text: string;
}

/** Paste, drop or choose log lines, and read what each message means. Nothing is sent anywhere. */
export function Explainer(): ReactNode {
  const facts = usePublishedVersions();
  const [protocol, setProtocol] = useState<number | undefined>(undefined);
  const [typed, setTyped] = useState('');
  const [long, setLong] = useState<LongInput | undefined>(undefined);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [dragging, setDragging] = useState(false);
  const { state, start, stop, clear } = useExplanation();
  const box = useRef<HTMLTextAreaElement>(null);
  const file = useRef<HTMLInputElement>(null);

  // The address can name the protocol; the server that renders the page does not know the address.
  useEffect(() => {
    const wanted = Number(new URLSearchParams(window.location.search).get('protocol'));
    if (facts.some(({ number }) => number === wanted)) {
      // eslint-disable-next-line react-hooks/set-state-in-effect -- the address is known only in the browser
      setProtocol(wanted);
    }
  }, [facts]);

  const take = (text: string, name: string): void => {
    setProblem(undefined);
    if (text.length > LARGEST_TYPED) {
      setLong({ name, text });
      setTyped('');
    } else {
      setLong(undefined);
      setTyped(text);
    }
    run(text);
  };

  const run = (text: string): void => {
    if (text.trim() === '') {
      clear();
      setProblem('There is nothing to explain yet. Paste some lines of a log.');
      return;
    }
    start(text);
  };

  const takeFile = async (chosen: File): Promise<void> => {
    if (chosen.size > LARGEST_INPUT) {
      setProblem(
        `${chosen.name} is larger than ${LARGEST_INPUT / 1024 / 1024} MB. Cut out the part around the problem and choose that.`,
      );
      return;
    }
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(await chosen.arrayBuffer());
    } catch {
      setProblem(`${chosen.name} cannot be read. A folder cannot be chosen, and a file must not change meanwhile.`);
      return;
    }
    if (looksBinary(bytes)) {
      setProblem(`${chosen.name} is no text. Unpack it first if it is an archive.`);
      return;
    }
    take(decodeLog(bytes), chosen.name);
  };

  const onPaste = (event: ClipboardEvent): void => {
    const [chosen] = event.clipboardData.files;
    const text = event.clipboardData.getData('text/plain');
    if (text === '' && chosen !== undefined) {
      event.preventDefault();
      void takeFile(chosen);
    } else if (text.length > LARGEST_TYPED || typed === '') {
      event.preventDefault();
      take(text, 'The pasted text');
    }
  };

  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setDragging(false);
    const [chosen] = event.dataTransfer.files;
    if (chosen !== undefined) {
      void takeFile(chosen);
    } else {
      take(event.dataTransfer.getData('text/plain'), 'The dropped text');
    }
  };

  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setProblem(undefined);
    run(long?.text ?? typed);
  };

  const reset = (): void => {
    setTyped('');
    setLong(undefined);
    setProblem(undefined);
    clear();
    if (file.current !== null) {
      file.current.value = '';
    }
    box.current?.focus();
  };

  const working = state.kind === 'working';
  return (
    <>
      <form
        className={`explainer${dragging ? ' explainer--dragging' : ''}`}
        onSubmit={onSubmit}
        onDragOver={(event) => {
          event.preventDefault();
          setDragging(true);
        }}
        onDragLeave={() => setDragging(false)}
        onDrop={onDrop}
      >
        <label htmlFor="explain-lines">Log lines</label>
        {long === undefined ? (
          <textarea
            id="explain-lines"
            ref={box}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onPaste={onPaste}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                onSubmit(event);
              }
            }}
            rows={9}
            wrap="off"
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            aria-describedby="explain-hint"
          />
        ) : (
          <p className="explainer__long" id="explain-lines">
            {long.name}, {(long.text.length / 1_000_000).toFixed(1)} million characters
          </p>
        )}
        <p id="explain-hint" className="explainer__hint">
          Paste, or drop a file here. Lines of a worker, of <code>swamp serve</code> or of a command, with or without{' '}
          <code>--json</code>. Nothing leaves your browser.
        </p>
        <div className="explainer__controls">
          <button type="submit" className="button button--primary" disabled={working}>
            Explain
          </button>
          {working && (
            <button type="button" className="button button--secondary" onClick={stop}>
              Stop
            </button>
          )}
          <button type="button" className="button button--secondary" onClick={reset}>
            Clear
          </button>
          <label className="explainer__file">
            Log file{' '}
            <input
              ref={file}
              type="file"
              onChange={(event) => {
                const [chosen] = event.target.files ?? [];
                if (chosen !== undefined) {
                  void takeFile(chosen);
                }
              }}
            />
          </label>
          <label className="explainer__protocol">
            Protocol{' '}
            <select
              value={protocol ?? ''}
              onChange={(event) => setProtocol(event.target.value === '' ? undefined : Number(event.target.value))}
            >
              <option value="">any</option>
              {facts.map(({ number }) => (
                <option key={number} value={number}>
                  {number}
                </option>
              ))}
            </select>
          </label>
        </div>
        <Examples protocol={protocol ?? facts[0]!.number} onChoose={(example) => take(example.text, example.title)} />
      </form>
      {problem !== undefined && (
        <p role="alert" className="explainer__problem">
          {problem}
        </p>
      )}
      <Results state={state} protocol={protocol} />
    </>
  );
}

/** Buttons that fill in what a recorded program printed; the recordings are loaded when one is pressed. */
function Examples({
  protocol,
  onChoose,
}: {
  readonly protocol: number;
  readonly onChoose: (example: Example) => void;
}): ReactNode {
  const [failed, setFailed] = useState(false);
  const choose = async (position: number): Promise<void> => {
    try {
      const { default: examples } = await import('@generated/publish-spec/default/examples.json');
      onChoose(examples.filter((example) => example.protocol === protocol)[position]!);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <div className="explainer__examples" role="group" aria-label={`Examples recorded with protocol ${protocol}`}>
      <span>Try it with</span>
      {['a refused second machine', 'a server that was killed', 'a worker started twice, with --json'].map(
        (label, position) => (
          <button key={label} type="button" onClick={() => void choose(position)}>
            {label}
          </button>
        ),
      )}
      {failed && <span role="alert">The example could not be loaded. Reload the page.</span>}
    </div>
  );
}
