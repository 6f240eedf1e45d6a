import useBaseUrl from '@docusaurus/useBaseUrl';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { markdownEmbed } from '../../site/markdown-embed.ts';
import { CopyMessage } from '../copy/CopyMessage.tsx';
import { useCopying } from '../copy/useCopying.ts';
import { DiagramViewer } from './DiagramViewer.tsx';

/** What `src/remark/draw-diagrams.ts` writes into a page. */
export interface DiagramProps {
  readonly id: string;
  readonly title: string;
  /** Address of the place in the text, with anchor. */
  readonly place: string;
  /** Address of the picture as a file. */
  readonly file: string;
  /** The Mermaid source. */
  readonly source: string;
  /** The picture, drawn by `npm run diagrams` from a page of this project. */
  readonly svg: string;
  /** `hidden` where a heading with the same words stands above. */
  readonly caption?: 'hidden';
  /** What the diagram says, in words. */
  readonly children: ReactNode;
}

/** A diagram: its picture, what it says in words, and ways to take it along. */
export function Diagram({ id, title, place, file, source, svg, caption, children }: DiagramProps): ReactNode {
  useBrokenLinks().collectAnchor(id);
  const [outcome, copy] = useCopying();
  const [isOpen, setOpen] = useState(false);
  const placeUrl = useBaseUrl(place);
  const fileUrl = useBaseUrl(file);
  const absolute = (address: string): string => new URL(address, window.location.href).href;
  return (
    <figure className="diagram" id={id}>
      <figcaption className={caption === 'hidden' ? 'visually-hidden' : 'diagram__title'}>
        <span id={`${id}-title`}>{title}</span>
        {caption !== 'hidden' && (
          <a className="hash-link" href={`#${id}`} aria-label={`Direct link to the diagram: ${title}`} />
        )}
      </figcaption>
      <div
        className="diagram__frame"
        role="group"
        aria-label="Diagram"
        tabIndex={0}
        dangerouslySetInnerHTML={{ __html: svg }}
      />
      <div className="diagram__tools" role="group" aria-label={`Tools for the diagram: ${title}`}>
        <button type="button" onClick={() => setOpen(true)}>
          Full screen
        </button>
        <button type="button" onClick={() => copy('Mermaid source', source)}>
          Copy Mermaid
        </button>
        <button
          type="button"
          onClick={() => copy('Markdown embed', markdownEmbed(title, absolute(fileUrl), absolute(placeUrl)))}
        >
          Copy Markdown
        </button>
        <button type="button" onClick={() => copy('permanent link', absolute(placeUrl))}>
          Copy link
        </button>
        <a href={fileUrl} download={`${file.split('/').at(-1)}`}>
          Download SVG
        </a>
        <CopyMessage outcome={outcome} />
      </div>
      <details className="diagram__words">
        <summary>In words</summary>
        <div id={`${id}-words`}>{children}</div>
      </details>
      {isOpen && <DiagramViewer title={title} svg={svg} id={id} onClose={() => setOpen(false)} />}
    </figure>
  );
}
