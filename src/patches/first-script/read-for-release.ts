import { kept } from '../../ui/native/device.ts';
import { loadScript } from '../../ui/native/load-script.ts';
import { RELEASE_PARAMETER } from '../../tools/reading/reading-address.ts';
import { ROOT_ATTRIBUTE, SETTLING_ATTRIBUTE, STORAGE_KEY } from '../../tools/reading/reading-store.ts';

/**
 * Shows a page for the release that the address asks for, or that the device keeps, before its text is seen, so that
 * nothing flashes or moves. What does that (`show-for-release.ts`) is a file of its own, which the readers without a
 * release do not fetch.
 */
export function readForRelease(): void {
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search).get(RELEASE_PARAMETER) ?? kept(STORAGE_KEY);
  if (asked === null || !/^\s*v?\d{8}\.\d{6}/.test(asked)) {
    return;
  }
  root.setAttribute(ROOT_ATTRIBUTE, asked);
  root.setAttribute(SETTLING_ATTRIBUTE, '');
  // Without it the page is read as it was written.
  loadScript(SHOW_FOR_RELEASE, () => root.removeAttribute(SETTLING_ATTRIBUTE));
}

/** Address of the file; it is set when the site is built. */
declare const SHOW_FOR_RELEASE: string;
