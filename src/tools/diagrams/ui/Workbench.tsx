import drafter from '@generated/publish-diagrams/default/drafter.json';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { useRef } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { CopyMessage } from '../../../ui/copy/CopyMessage.tsx';
import { useCopying } from '../../../ui/copy/useCopying.ts';
import type { Draft } from '../drafting/drafter.ts';
import { LONGEST_ADDRESS } from '../workbench/limits.ts';
import { mermaidFence } from '../workbench/mermaid-fence.ts';
import type { Mistake } from '../workbench/mistake.ts';
import { OutlineList } from './OutlineList.tsx';
import { useAskedSource } from './useAskedSource.ts';
import { useDraft } from './useDraft.ts';
import { useSharedAddress } from './useSharedAddress.ts';

/** A Mermaid source beside the picture that the site makes of it, to be changed, shared and taken along. */
export function Workbench(): ReactNode {
  const { source, isEdited, edit, problem } = useAskedSource();
  const { draft, mistake, isBusy } = useDraft(source, useBaseUrl(`/${drafter.entry}`));
  const [outcome, copy] = useCopying();
  const address = useSharedAddress(source, isEdited);
  const box = useRef<HTMLTextAreaElement>(null);

  const goTo = (line: number): void => {
    const before = (source ?? '').split('\n').slice(0, line);
    const end = before.join('\n').length;
    box.current!.focus();
    box.current!.setSelectionRange(end - before.at(-1)!.length, end);
  };

  return (
    <>
      {problem !== undefined && (
        <p role="alert" className="explainer__problem">
          {problem}
        </p>
      )}
      <div className="workbench">
        <div className="explainer">
          <label htmlFor="workbench-source">Mermaid source</label>
          <textarea
            id="workbench-source"
            ref={box}
            value={source ?? ''}
            onChange={({ target }) => edit(target.value)}
            rows={18}
            wrap="off"
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
          />
          <div role="status">
            {mistake === undefined ? (
              <p className="explainer__hint">{stateInWords(isBusy, draft)}</p>
            ) : (
              <MistakeMessage mistake={mistake} onGoTo={goTo} />
            )}
          </div>
        </div>
        <figure className="diagram">
          <figcaption className="diagram__title">{draft?.title || 'Drawing'}</figcaption>
          <div className="diagram__frame" role="group" aria-label="Diagram" tabIndex={0}>
            {draft !== undefined && <Picture draft={draft} />}
          </div>
          <div className="diagram__tools" role="group" aria-label="Take it along">
            <button
              type="button"
              disabled={address === undefined}
              onClick={() => copy('link with the source', address!)}
            >
              Copy link
            </button>
            <button type="button" onClick={() => copy('Markdown', mermaidFence(source ?? ''))}>
              Copy Markdown
            </button>
            <button type="button" disabled={draft === undefined} onClick={() => copy('SVG', draft!.svg)}>
              Copy SVG
            </button>
            <CopyMessage outcome={outcome} />
          </div>
          {address === undefined && source !== undefined && (
            <p className="diagram__note">
              The source is too long for a link of {LONGEST_ADDRESS.toLocaleString('en-US')} characters: copy its
              Markdown.
            </p>
          )}
          {draft !== undefined && (
            <details className="diagram__words">
              <summary>In words</summary>
              <div id="workbench-words">
                <p>{draft.description}</p>
                <OutlineList parts={draft.outline} />
              </div>
            </details>
          )}
        </figure>
      </div>
    </>
  );
}

function Picture({ draft }: { readonly draft: Draft }): ReactNode {
  const { svg, width, height, title } = draft;
  return (
    <img
      className="diagram__picture"
      src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
      width={width}
      height={height}
      style={{ '--natural': `${width}px` } as CSSProperties}
      alt={title || 'The diagram that the source describes'}
      aria-describedby="workbench-words"
    />
  );
}

interface MistakeMessageProps {
  readonly mistake: Mistake;
  readonly onGoTo: (line: number) => void;
}

function MistakeMessage({ mistake: { line, text, detail }, onGoTo }: MistakeMessageProps): ReactNode {
  return (
    <div className="explainer__problem">
      <p>
        {line !== undefined && (
          <button type="button" className="workbench__line" onClick={() => onGoTo(line)}>
            Line {line}:
          </button>
        )}{' '}
        {text}
      </p>
      {detail !== undefined && <pre>{detail}</pre>}
    </div>
  );
}

function stateInWords(isBusy: boolean, draft: Draft | undefined): string {
  if (isBusy) {
    return 'Drawing …';
  }
  const missing = [draft?.title === '' && 'accTitle', draft?.description === '' && 'accDescr'].filter(Boolean);
  return missing.length === 0 ? 'Drawn.' : `Drawn. A page of this site also needs ${missing.join(' and ')}.`;
}
