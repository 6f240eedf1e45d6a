import { parseRelease } from '../../facts/release.ts';
import type { Release } from '../../facts/release.ts';

/** Name under which the device keeps the reader's release. */
export const STORAGE_KEY = 'swamp.release';

/** Attribute of the page's root while it is shown for a release, so that the line has its place at once. */
export const ROOT_ATTRIBUTE = 'data-reading';

/** Attribute of the root until the page is as the release wants it; its text is not seen before. */
export const SETTLING_ATTRIBUTE = 'data-settling';

const listeners = new Set<() => void>();
/** Stands in where the device keeps nothing, as in some private windows. */
let unsaved: Release | undefined;

/** The reader's release. Whatever else is kept under its name counts as none. */
export function readerRelease(): Release | undefined {
  try {
    return parseRelease(window.localStorage.getItem(STORAGE_KEY) ?? '') ?? unsaved;
  } catch {
    return unsaved;
  }
}

/** Keeps the reader's release on the device, or forgets it. */
export function setReaderRelease(release: Release | undefined): void {
  unsaved = release;
  try {
    if (release === undefined) {
      window.localStorage.removeItem(STORAGE_KEY);
    } else {
      window.localStorage.setItem(STORAGE_KEY, release);
    }
  } catch {
    // It then lasts until the page is loaded anew.
  }
  changed();
}

/** Calls back after every change, also of another tab. */
export function onReaderRelease(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    window.addEventListener('storage', changed);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      window.removeEventListener('storage', changed);
    }
  };
}

function changed(): void {
  document.documentElement.toggleAttribute(ROOT_ATTRIBUTE, readerRelease() !== undefined);
  listeners.forEach((listener) => listener());
}
