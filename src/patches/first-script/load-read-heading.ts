import { loadScript } from '../../ui/native/load-script.ts';

/** Address of the file that marks in the list of headings the one that is read; it is set when the site is built. */
declare const READ_HEADING: string;

/** Fetches it with the first scrolling. Without it no heading is marked until the application runs. */
export function markHeadingWhenScrolled(): void {
  document.addEventListener('scroll', () => loadScript(READ_HEADING), { once: true, passive: true });
}
