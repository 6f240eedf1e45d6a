/** Smallest and largest zoom of a picture, and what one step multiplies it by. */
const LEAST = 0.25;
const MOST = 4;
const FACTOR = 1.25;

/** Space that is left free around a fitted picture, in pixels. */
const MARGIN = 32;

/** One step larger. */
export function zoomedIn(zoom: number): number {
  return clamped(zoom * FACTOR);
}

/** One step smaller. */
export function zoomedOut(zoom: number): number {
  return clamped(zoom / FACTOR);
}

/** The largest zoom at which a picture fits into a stage, but never larger than twice its size. */
export function fittingZoom(
  picture: { readonly width: number; readonly height: number },
  stage: { readonly clientWidth: number; readonly clientHeight: number },
): number {
  const width = (stage.clientWidth - MARGIN) / picture.width;
  const height = (stage.clientHeight - MARGIN) / picture.height;
  return clamped(Math.min(width, height, 2));
}

function clamped(zoom: number): number {
  return Math.min(MOST, Math.max(LEAST, zoom));
}
