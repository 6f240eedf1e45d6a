import { copyCode, copyPage } from './copy.ts';
import { nextColors } from './colors.ts';
import { leaveSearch } from './search-focus.ts';
import { toggleSidebar } from './sidebar.ts';
import { toggleWrap } from './wrap.ts';
import { closest } from './closest.ts';

/** What buttons do, by what they say. */
type Actions = Readonly<Record<string, (button: HTMLElement) => void>>;

const ACTIONS: Actions = {
  'close-search': leaveSearch,
  'copy-code': copyCode,
  'copy-page': copyPage,
  colors: nextColors,
  sidebar: toggleSidebar,
  wrap: toggleWrap,
};

/**
 * Lets buttons act that say what they do: `<button data-act="wrap">`. They need no application, before it runs or after.
 *
 * @param more - what buttons do besides.
 */
export function listenForActions(more: Actions): void {
  const actions = { ...ACTIONS, ...more };
  document.addEventListener('click', ({ target }) => {
    const button = closest(target, '[data-act]');
    if (button !== null) {
      actions[button.dataset.act!]?.(button);
    }
  });
}
