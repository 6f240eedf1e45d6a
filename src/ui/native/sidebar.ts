import { keep, kept } from './device.ts';

/** Under this name the session keeps whether the reader has put the sidebar away. */
const STORAGE_KEY = 'swamp.sidebar';

/** Attribute of the page's root while the sidebar is away. */
const AWAY = 'data-sidebar-away';

/** Puts the sidebar away before the page is drawn, if the reader did so on another page. */
export function keepSidebarAway(): void {
  document.documentElement.toggleAttribute(AWAY, kept(STORAGE_KEY, 'sessionStorage') !== null);
}

/** Puts the sidebar away, or brings it back. Where nothing is kept, it comes back with the next page. */
export function toggleSidebar(): void {
  const isAway = document.documentElement.toggleAttribute(AWAY);
  keep(STORAGE_KEY, isAway ? '' : null, 'sessionStorage');
}

/** What stays in view around the open page. */
const MARGIN = 48;

/** Scrolls the sidebar, and nothing else, so that the open page is in view. */
export function showOpenPage(): void {
  const link = document.querySelector('.theme-doc-sidebar-menu [aria-current="page"]');
  // On a narrow screen the whole menu scrolls.
  const frame = link && [link.closest('.menu')!, link.closest('aside')!].find(scrolls);
  if (link && frame) {
    const { top, bottom } = link.getBoundingClientRect();
    const seen = frame.getBoundingClientRect();
    if (top < seen.top) {
      frame.scrollTop -= seen.top - top + MARGIN;
    } else if (bottom > seen.bottom) {
      frame.scrollTop += bottom - seen.bottom + MARGIN;
    }
  }
}

function scrolls(element: Element): boolean {
  return getComputedStyle(element).overflowY === 'auto';
}
