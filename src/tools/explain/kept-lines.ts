/** Under this name a tab keeps the lines that are to be explained; they never leave the device. */
const KEPT_LINES = 'swamp.explain';

/** Keeps lines for the time that the tab is open, so that they survive a reload. */
export function keepLines(text: string): void {
  try {
    if (text === '') {
      window.sessionStorage.removeItem(KEPT_LINES);
    } else {
      window.sessionStorage.setItem(KEPT_LINES, text);
    }
  } catch {
    // The device keeps nothing: then a reload loses them.
  }
  // A page with more than its own address runs the application at once, which finds the lines again.
  const mark = text === '' ? '' : '#lines';
  const { pathname, search, hash } = window.location;
  if (hash !== mark) {
    window.history.replaceState(window.history.state, '', `${pathname}${search}${mark}`);
  }
}

/** The lines that a tab has kept; empty when there are none. */
export function keptLines(): string {
  const asked = new URLSearchParams(window.location.search).get('text');
  if (asked !== null) {
    return asked;
  }
  try {
    return window.sessionStorage.getItem(KEPT_LINES) ?? '';
  } catch {
    return '';
  }
}
