import useBaseUrl from '@docusaurus/useBaseUrl';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import { useState } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { diagramWordsId } from '../words-id.ts';
import { sourceFileAddress } from '../source-file.ts';
import { copyAddress } from '../workbench/workbench-address.ts';
import { markdownEmbed } from '../markdown-embed.ts';
import { CopyMessage } from '../../../ui/copy/CopyMessage.tsx';
import { useCopying } from '../../../ui/copy/useCopying.ts';
import type { DiagramViewer } from './DiagramViewer.tsx';

/** What `src/tools/diagrams/draw-diagrams.ts` writes into a page. */
export interface DiagramProps {
  readonly id: string;
  readonly title: string;
  /** Address of the place in the text, with anchor. */
  readonly place: string;
  /** Address of the picture, a file that `src/publish/diagrams` writes. */
  readonly file: string;
  /** Changes with the picture. */
  readonly version: string;
  /** Size of the picture in pixels. */
  readonly width: string;
  readonly height: string;
  /** Set where another diagram stands above on the page. */
  readonly loading?: 'lazy';
  /** The Mermaid source. */
  readonly source: string;
  /** `hidden` where a heading with the same words stands above. */
  readonly caption?: 'hidden';
  /** What the diagram says, in words. Without them the text with their id stands elsewhere on the page. */
  readonly children?: ReactNode;
}

/** A diagram: its picture, what it says in words, and ways to take it along. */
export function Diagram(props: DiagramProps): ReactNode {
  const { id, title, place, file, version, width, height, loading, source, caption, children } = props;
  useBrokenLinks().collectAnchor(id);
  const [outcome, copy] = useCopying();
  const [Viewer, setViewer] = useState<typeof DiagramViewer>();
  const placeUrl = useBaseUrl(place);
  const fileUrl = useBaseUrl(file);
  const copyUrl = useBaseUrl(copyAddress(sourceFileAddress(file)));
  const picture = { src: `${fileUrl}?v=${version}`, width: Number(width), height: Number(height) };
  const openViewer = async (): Promise<void> => {
    try {
      const viewer = await import(/* webpackChunkName: "diagram-viewer" */ './DiagramViewer.tsx');
      setViewer(() => viewer.DiagramViewer);
    } catch {
      // Without the viewer the browser shows the picture by itself.
      window.location.assign(fileUrl);
    }
  };
  const absolute = (address: string): string => new URL(address, window.location.href).href;
  return (
    <figure className="diagram" id={id}>
      <figcaption className={caption === 'hidden' ? 'visually-hidden' : 'diagram__title'}>
        {title}
        {caption !== 'hidden' && (
          <a className="hash-link" href={`#${id}`} aria-label={`Direct link to the diagram: ${title}`} />
        )}
      </figcaption>
      <div className="diagram__frame" role="group" aria-label="Diagram" tabIndex={0}>
        <img
          className="diagram__picture"
          {...picture}
          style={{ '--natural': `${width}px` } as CSSProperties}
          alt={title}
          aria-describedby={diagramWordsId(id)}
          loading={loading}
          decoding="async"
        />
      </div>
      <div className="diagram__tools" role="group" aria-label={`Tools for the diagram: ${title}`}>
        <button type="button" onClick={() => void openViewer()}>
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
        <a href={copyUrl}>Edit a copy</a>
        <noscript>
          <a href={sourceFileAddress(fileUrl)}>Mermaid source</a>
        </noscript>
        <CopyMessage outcome={outcome} />
      </div>
      {children !== undefined && (
        <details className="diagram__words">
          <summary>In words</summary>
          <div id={diagramWordsId(id)}>{children}</div>
        </details>
      )}
      {Viewer !== undefined && <Viewer title={title} picture={picture} onClose={() => setViewer(undefined)} />}
    </figure>
  );
}
