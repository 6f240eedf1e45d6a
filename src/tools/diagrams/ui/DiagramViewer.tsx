import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { fittingZoom, zoomedIn, zoomedOut } from '../zoom.ts';

interface DiagramViewerProps {
  readonly title: string;
  /** The file with its size in pixels. */
  readonly picture: { readonly src: string; readonly width: number; readonly height: number };
  readonly onClose: () => void;
}

/** How far an arrow key moves the picture, in pixels. */
const STEP = 80;

const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** A diagram on the whole screen, with zoom by buttons and keys; Escape closes it. */
export function DiagramViewer({ title, picture, onClose }: DiagramViewerProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState<number>();

  const { width, height } = picture;
  const fit = (): void => setZoom(fittingZoom({ width, height }, stage.current!));

  useEffect(() => {
    const opened = dialog.current!;
    // A modal dialog keeps the focus inside and gives it back to the button that opened it.
    opened.showModal();
    stage.current!.focus();
    setZoom(fittingZoom({ width, height }, stage.current!));
    return () => opened.close();
  }, [width, height]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const way = ARROWS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (way !== undefined) {
      stage.current!.scrollBy(...way);
    } else if (event.key === '+' || event.key === '=') {
      setZoom((before) => zoomedIn(before ?? 1));
    } else if (event.key === '-') {
      setZoom((before) => zoomedOut(before ?? 1));
    } else if (event.key === '0') {
      fit();
    } else {
      return;
    }
    event.preventDefault();
  };

  return (
    <dialog ref={dialog} className="diagram-viewer" aria-label={title} onClose={onClose} onKeyDown={onKeyDown}>
      <div className="diagram-viewer__bar">
        <span className="diagram-viewer__title">{title}</span>
        <button type="button" onClick={() => setZoom((before) => zoomedOut(before ?? 1))}>
          <span aria-hidden="true">−</span>
          <span className="visually-hidden">Zoom out</span>
        </button>
        <output aria-label="Zoom">{Math.round((zoom ?? 1) * 100)} %</output>
        <button type="button" onClick={() => setZoom((before) => zoomedIn(before ?? 1))}>
          <span aria-hidden="true">+</span>
          <span className="visually-hidden">Zoom in</span>
        </button>
        <button type="button" onClick={fit}>
          Fit
        </button>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </div>
      <div ref={stage} className="diagram-viewer__stage" role="group" aria-label="Diagram" tabIndex={0}>
        <img
          className="diagram-viewer__picture"
          {...picture}
          style={{ width: `${width * (zoom ?? 1)}px` }}
          alt={title}
        />
      </div>
      <p className="diagram-viewer__keys">
        <kbd>+</kbd> <kbd>−</kbd> zoom, <kbd>0</kbd> fit, arrow keys move, <kbd>Esc</kbd> closes
      </p>
    </dialog>
  );
}
