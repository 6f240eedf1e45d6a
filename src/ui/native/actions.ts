import { copyCode, copyPage } from './copy.ts';
import { nextColors } from './colors.ts';
import { leaveSearch } from './search-focus.ts';
import { toggleSidebar } from './sidebar.ts';
import { toggleWrap } from './wrap.ts';

/** What a button does that says so in {@link ACTION}. */
const ACTIONS: Readonly<Record<string, (button: HTMLElement) => void>> = {
  'close-search': leaveSearch,
  'copy-code': copyCode,
  'copy-page': copyPage,
  colors: nextColors,
  sidebar: toggleSidebar,
  wrap: toggleWrap,
};

/** Lets buttons act that say what they do: `<button data-act="wrap">`. They need no application, before it runs or after. */
export function listenForActions(): void {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-act]') : null;
    if (button !== null) {
      ACTIONS[button.dataset.act!]?.(button);
    }
  });
}
