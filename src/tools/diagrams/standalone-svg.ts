/** A picture with its place and size. */
export interface Picture {
  /** The picture, without colors; its ids begin with `ID_PREFIX`. */
  readonly svg: string;
  /** Where the picture begins in its own coordinates. */
  readonly left: number;
  readonly top: number;
  /** Size of the picture in pixels at its natural size. */
  readonly width: number;
  readonly height: number;
}

/** Start of a picture: one unit of its box is one pixel. */
const BOX = /^<svg [^>]*\bviewBox="(-?\d+) (-?\d+) (\d+) (\d+)" width="\3" height="\4"/;

/** The text of a cleaned picture with its place and size, or `undefined` when it does not begin like one. */
export function pictureOf(svg: string): Picture | undefined {
  const box = BOX.exec(svg)?.slice(1).map(Number);
  if (box === undefined) {
    return undefined;
  }
  const [left, top, width, height] = box as [number, number, number, number];
  return { svg: svg.trimEnd(), left, top, width, height };
}

/**
 * The picture as a file of its own, on a ground of its own, with the colors of both themes. A page
 * shows this file: a style sheet of the page does not reach into it, but its color scheme does.
 *
 * @param style - what `standalone-style.ts` made.
 */
export function standaloneSvg(picture: Picture, style: string): string {
  const [, start, rest] = /^(<svg [^>]*>)([\s\S]*)$/.exec(picture.svg)!;
  const { left, top, width, height } = picture;
  const ground = `<rect class="drawing-ground" x="${left}" y="${top}" width="${width}" height="${height}"/>`;
  return `${start}<style>${style}</style>${ground}${rest}\n`;
}
