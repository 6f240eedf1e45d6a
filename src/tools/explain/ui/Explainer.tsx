import { useRef, useState } from 'react';
import type { ClipboardEvent, DragEvent, FormEvent, ReactNode } from 'react';
import { shortRelease } from '../../../facts/release.ts';
import type { VersionFacts } from '../../../facts/version-facts.ts';
import { useQuery } from '../../../ui/useQuery.ts';
import { useReading } from '../../reading/ui/useReading.ts';
import { usePublishedVersions } from '../../versions/usePublishedVersions.ts';
import { ExampleButtons } from './ExampleButtons.tsx';
import { Results } from './Results.tsx';
import { useExplanation } from './useExplanation.ts';
import { LARGEST_TYPED, useLogInput } from './useLogInput.ts';

/** Paste, drop or choose log lines, and read what each message means. Nothing is sent anywhere. */
export function Explainer(): ReactNode {
  const facts = usePublishedVersions();
  const query = useQuery();
  const [chosen, setChosen] = useState<number | 'any'>();
  const reading = useReading();
  const read = reading?.version.kind === 'speaks' ? reading.version.version.number : undefined;
  const asked = chosen ?? protocolInQuery(query, facts) ?? read;
  const protocol = asked === 'any' ? undefined : asked;
  // The reader's release tells more than its protocol, unless another one was chosen.
  const release = protocol !== undefined && protocol === read ? reading?.release : undefined;
  const [dragging, setDragging] = useState(false);
  const { state, start, stop, clear } = useExplanation();
  const input = useLogInput(start, clear);
  const box = useRef<HTMLTextAreaElement>(null);
  const file = useRef<HTMLInputElement>(null);

  const onPaste = (event: ClipboardEvent): void => {
    const [pasted] = event.clipboardData.files;
    const text = event.clipboardData.getData('text/plain');
    if (text === '' && pasted !== undefined) {
      event.preventDefault();
      void input.takeFile(pasted);
    } else if (text.length > LARGEST_TYPED || input.typed === '') {
      event.preventDefault();
      input.take(text, 'The pasted text');
    }
  };

  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setDragging(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped !== undefined) {
      void input.takeFile(dropped);
    } else {
      input.take(event.dataTransfer.getData('text/plain'), 'The dropped text');
    }
  };

  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    input.submit();
  };

  const reset = (): void => {
    input.clear();
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
        {input.long === undefined ? (
          <textarea
            id="explain-lines"
            ref={box}
            value={input.typed}
            onChange={(event) => input.type(event.target.value)}
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
            {input.long.name}, {(input.long.text.length / 1_000_000).toFixed(1)} million characters
          </p>
        )}
        <p id="explain-hint" className="explainer__hint">
          Paste, or drop a file here. Lines of a worker, of <code>swamp serve</code> or of a command, with or without{' '}
          <code className="whole">--json</code>. Nothing leaves your browser.
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
                const [picked] = event.target.files ?? [];
                if (picked !== undefined) {
                  void input.takeFile(picked);
                }
              }}
            />
          </label>
          {release !== undefined && <span>For your release {shortRelease(release)}</span>}
          <ProtocolChoice facts={facts} protocol={protocol} onChoose={setChosen} />
        </div>
        <ExampleButtons
          protocol={protocol ?? facts[0]!.number}
          onChoose={(example) => input.take(example.text, example.title)}
        />
      </form>
      {input.problem !== undefined && (
        <p role="alert" className="explainer__problem">
          {input.problem}
        </p>
      )}
      <Results state={state} reader={{ protocol, release }} />
    </>
  );
}

interface ProtocolChoiceProps {
  readonly facts: readonly VersionFacts[];
  readonly protocol: number | undefined;
  readonly onChoose: (protocol: number | 'any') => void;
}

/** Chooses the protocol of the reader, for whom messages of others are marked. */
function ProtocolChoice({ facts, protocol, onChoose }: ProtocolChoiceProps): ReactNode {
  return (
    <label className="explainer__protocol">
      Protocol{' '}
      <select
        value={protocol ?? ''}
        onChange={({ target }) => onChoose(target.value === '' ? 'any' : Number(target.value))}
      >
        <option value="">any</option>
        {facts.map(({ number }) => (
          <option key={number} value={number}>
            {number}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A link can name the protocol: `?protocol=3`. One that does not exist is passed over. */
function protocolInQuery(query: string, facts: readonly VersionFacts[]): number | undefined {
  const asked = Number(new URLSearchParams(query).get('protocol'));
  return facts.find(({ number }) => number === asked)?.number;
}
