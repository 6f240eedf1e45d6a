import { compareReleases, parseRelease } from '../../facts/release.ts';
import { markPage } from '../../tools/reading/page-marks.ts';
import { ROOT_ATTRIBUTE, SETTLING_ATTRIBUTE } from '../../tools/reading/reading-store.ts';

/** Marks the page for the release that `read-for-release.ts` found, and lets its text be seen. */
function showForRelease(): void {
  const root = document.documentElement;
  const release = parseRelease(root.getAttribute(ROOT_ATTRIBUTE) ?? '');
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
  root.removeAttribute(SETTLING_ATTRIBUTE);
}

if (document.readyState === 'loading') {
  document.addEventListener('DOMContentLoaded', showForRelease);
} else {
  showForRelease();
}
