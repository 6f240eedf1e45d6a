/** The release of Mermaid that draws; `package.json` pins the same one. */
export const MERMAID_VERSION = '11.17.2';

/** Counts up when `drafting/clean-drawing.ts` cleans a picture in another way, so that every picture is drawn anew. */
export const DRAWING_FORMAT = 2;

/**
 * The font of all pictures. Arial, Helvetica, Liberation Sans and Arimo give every letter the same
 * width, so a picture that was measured with one of them fits with each of them.
 */
export const DRAWING_FONT = "Arial, Helvetica, 'Liberation Sans', Arimo, sans-serif";

/** Size of the text in a picture, in pixels. */
export const DRAWING_FONT_SIZE = 16;

/** What all ids of a picture begin with. */
export const ID_PREFIX = 'drawing-marker-';

/** How Mermaid draws. It chooses no colors: `src/tools/diagrams/drawing.css` gives them to the cleaned picture. */
export const mermaidOptions = {
  startOnLoad: false,
  securityLevel: 'strict',
  theme: 'neutral',
  // Keeps the labels of arrows apart, also of those that lead from a state back to itself.
  layout: 'elk',
  fontFamily: DRAWING_FONT,
  fontSize: DRAWING_FONT_SIZE,
  // Labels as SVG text keep their place when the picture is printed, copied or downloaded.
  htmlLabels: false,
  flowchart: { htmlLabels: false },
} as const;

/**
 * What the shapes of a picture are, told by what Mermaid calls them or what they stand in; the first
 * selector that fits decides. Each is a class `drawing-…` of `src/tools/diagrams/drawing.css`.
 */
export const DRAWING_ROLES: readonly (readonly [role: string, selector: string])[] = [
  ['ground', ':is(.edgeLabel, .label) rect'],
  ['solid', '.state-start, .state-end, .fork-join'],
  ['note', '.note, .statediagram-note'],
  ['thin', '.actor-line, .loopLine'],
  ['frame', '.cluster, .statediagram-cluster, .activation0, .activation1, .activation2, .rect'],
  ['box', '.node, .actor-man, .statediagram-state, .actor, .labelBox'],
  ['line', '*'],
];
