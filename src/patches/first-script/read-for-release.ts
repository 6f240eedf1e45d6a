import { compareReleases, parseRelease } from '../../facts/release.ts';
import { markPage } from '../../tools/reading/page-marks.ts';
import { RELEASE_PARAMETER } from '../../tools/reading/reading-address.ts';
import { ROOT_ATTRIBUTE, STORAGE_KEY } from '../../tools/reading/reading-store.ts';

/** On the page's root once the page is as the reader's release wants it; until then its text is not seen. */
const SHOWN = 'data-shown';

/**
 * Shows a page for the release that the address asks for, or that the device keeps, before it is
 * drawn, so that nothing flashes or moves. Everything else of it is in `src/tools/reading/`.
 */
export function readForRelease(): void {
  const root = document.documentElement;
  const asked = wanted();
  if (asked === null || !/^\s*v?\d{8}\.\d{6}/.test(asked)) {
    return;
  }
  root.setAttribute(ROOT_ATTRIBUTE, '');
  document.addEventListener('DOMContentLoaded', () => {
    const release = parseRelease(asked);
    // The releases of the version to which the page belongs.
    const { first, last } = document.querySelector<HTMLElement>('[data-first]')?.dataset ?? {};
    const [from, to] = [first, last].map((end) => parseRelease(end ?? ''));
    const isOfPage =
      release !== undefined &&
      from !== undefined &&
      compareReleases(from, release) <= 0 &&
      (to === undefined || compareReleases(release, to) <= 0);
    if (isOfPage) {
      markPage(document.querySelector('main')!, release);
    }
    root.setAttribute(SHOWN, '');
  });
}

function wanted(): string | null {
  try {
    return new URLSearchParams(location.search).get(RELEASE_PARAMETER) ?? localStorage.getItem(STORAGE_KEY);
  } catch {
    // The device keeps nothing.
    return null;
  }
}
