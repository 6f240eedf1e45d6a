/** Under this name the session keeps whether the reader has put the sidebar away. */
const STORAGE_KEY = 'swamp.sidebar';

/** Attribute of the page's root while the sidebar is away. */
const AWAY = 'data-sidebar-away';

/** Puts the sidebar away before the page is drawn, if the reader did so on another page. */
export function keepSidebarAway(): void {
  try {
    document.documentElement.toggleAttribute(AWAY, sessionStorage.getItem(STORAGE_KEY) !== null);
  } catch {
    // The device keeps nothing.
  }
}

/** Puts the sidebar away, or brings it back. */
export function toggleSidebar(): void {
  const isAway = document.documentElement.toggleAttribute(AWAY);
  try {
    if (isAway) {
      sessionStorage.setItem(STORAGE_KEY, '');
    } else {
      sessionStorage.removeItem(STORAGE_KEY);
    }
  } catch {
    // It then comes back with the next page.
  }
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
