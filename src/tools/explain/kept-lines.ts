/** Under this name a tab keeps the lines that are to be explained; they never leave the device. */
const KEPT_LINES = 'swamp.explain';

/** Mark of an address whose lines the tab has kept. */
const MARK = '#lines';

/** What cannot be kept on the device, until the page is loaded anew. */
let unkept = '';

/** Keeps lines for the time that the tab is open, so that they survive a reload. */
export function keepLines(text: string): void {
  remember(text);
  // A page with more than its own address runs the application at once, which finds the lines again.
  const mark = text === '' ? '' : MARK;
  const { pathname, search, hash } = window.location;
  if (hash !== mark) {
    window.history.replaceState(window.history.state, '', `${pathname}${search}${mark}`);
  }
}

/**
 * Keeps lines that were pasted on another page, for the tool to explain them.
 *
 * @returns what to put behind the address of the tool.
 */
export function handOver(text: string): string {
  remember(text);
  return text.trim() === '' ? '' : MARK;
}

/** The lines that a tab has kept; empty when there are none. */
export function keptLines(): string {
  const asked = new URLSearchParams(window.location.search).get('text');
  if (asked !== null) {
    return asked;
  }
  try {
    return window.sessionStorage.getItem(KEPT_LINES) ?? unkept;
  } catch {
    return unkept;
  }
}

function remember(text: string): void {
  try {
    unkept = '';
    if (text === '') {
      window.sessionStorage.removeItem(KEPT_LINES);
    } else {
      window.sessionStorage.setItem(KEPT_LINES, text);
    }
  } catch {
    // The device keeps nothing, or not so much: then a reload loses them.
    unkept = text;
  }
}
