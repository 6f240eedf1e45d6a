import elkLayouts from '@mermaid-js/layout-elk';
import mermaid from 'mermaid';
import { DRAWING_FONT, DRAWING_FONT_SIZE, DRAWING_ROLES, ID_PREFIX, mermaidOptions } from '../drawing-rules.ts';
import type { DiagramWords } from '../drawing.ts';
import { pictureOf, standaloneSvg } from '../standalone-svg.ts';
import { cleanDrawing } from './clean-drawing.ts';
import { outlineOf, plain } from './outline.ts';
import { readDiagram } from './read-diagram.ts';

/**
 * The start of what the workbench loads to draw: Mermaid, and the steps that `npm run diagrams` takes
 * with what it drew. It is no part of the application (`src/publish/diagrams/drafter-files.ts`).
 */

/** Set when this is bundled: what `standalone-style.ts` makes. */
declare const DRAWING_STYLE: string;

/** A diagram that was just drawn: as a file would have it, and in words. Title and description may be empty. */
export interface Draft extends DiagramWords {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

mermaid.registerLayoutLoaders(elkLayouts);
mermaid.initialize({ ...mermaidOptions, suppressErrorRendering: true });

/**
 * Draws a source as the pages of the site show it. Only shapes and words of what Mermaid draws are
 * taken over, so that nothing in it can run or load anything.
 *
 * @param source - without comments and settings.
 * @throws what Mermaid throws about a mistake.
 */
export async function draft(source: string): Promise<Draft> {
  const read = await readDiagram({ mermaid, source });
  const title = plain(read.title);
  const description = plain(read.description);
  const room = measuringRoom();
  try {
    const { svg } = await mermaid.render('draft', source, room);
    room.innerHTML = svg;
    const cleaned = cleanDrawing(room.querySelector('svg')!, {
      ...{ idPrefix: ID_PREFIX, font: DRAWING_FONT, fontSize: DRAWING_FONT_SIZE, roles: DRAWING_ROLES },
      ...{ title, description },
    });
    const picture = pictureOf(cleaned);
    if (picture === undefined) {
      throw new Error('nothing to see was drawn');
    }
    const { width, height } = picture;
    const words = { title, description, outline: outlineOf(read.content) };
    return { ...words, svg: standaloneSvg(picture, DRAWING_STYLE), width, height };
  } finally {
    room.remove();
  }
}

/** A place beside the page where text has its size, as on an empty page. */
function measuringRoom(): HTMLElement {
  const room = document.createElement('div');
  room.setAttribute('aria-hidden', 'true');
  room.style.cssText = 'all: initial; position: absolute; left: -100000px; top: 0; width: 1400px; visibility: hidden;';
  document.body.append(room);
  return room;
}
