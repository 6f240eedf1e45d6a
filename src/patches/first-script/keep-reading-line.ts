import { RELEASE_PARAMETER } from '../../tools/reading/reading-address.ts';
import { ROOT_ATTRIBUTE, STORAGE_KEY } from '../../tools/reading/reading-store.ts';

/**
 * Keeps the place of the line that tells for which release the page is shown, before the page is
 * drawn, so that nothing moves when the line comes. Everything else of it is in `src/tools/reading/`.
 */
export function keepReadingLine(): void {
  try {
    const asked = new URLSearchParams(location.search).get(RELEASE_PARAMETER) ?? localStorage.getItem(STORAGE_KEY);
    if (asked !== null && /^\s*v?\d{8}\.\d{6}/.test(asked)) {
      document.documentElement.setAttribute(ROOT_ATTRIBUTE, '');
    }
  } catch {
    // The device keeps nothing; the line then appears once the page runs.
  }
}
