import { closest } from './closest.ts';

/** Not yet among the types of the language: https://developer.mozilla.org/docs/Web/API/CloseWatcher */
declare class CloseWatcher {
  onclose: (() => void) | null;
  destroy(): void;
}

/** Narrower than this, the search is a sheet over the whole screen: `src/tools/search/search.css`. */
const SHEET = '(max-width: 767px)';

/** What had the focus before the reader went to the search. */
let before: HTMLElement | undefined;

/** Tells of the ways back of a device, such as the back gesture of a phone, which close a sheet. */
let wayBack: CloseWatcher | undefined;

/** To the search by the reader's wish, from wherever they are: the loaded box guards its own `focus` (`LazySearchBox`). */
export function goToSearch(): void {
  const field = document.querySelector('.search-box input');
  if (field !== null && !isInSearch(document.activeElement)) {
    remember(document.activeElement);
    HTMLElement.prototype.focus.call(field);
  }
}

/** Out of the search, back to where the reader was. */
export function leaveSearch(): void {
  const focused = document.activeElement;
  // The box may have given the focus away by itself, to nothing.
  if (isInSearch(focused) || focused === null || focused === document.body) {
    (focused as HTMLElement | null)?.blur();
    before?.focus({ preventScroll: true });
    before = undefined;
  }
}

/** Remembers where the reader came from, and lets Escape and the way back of a device lead there. */
export function listenForSearch(): void {
  document.addEventListener('focusin', ({ target, relatedTarget }) => {
    if (isInSearch(target)) {
      remember(relatedTarget);
      watchWayBack();
    }
  });
  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    if (isInSearch(target) && !isInSearch(relatedTarget)) {
      wayBack?.destroy();
      wayBack = undefined;
    }
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (!isInSearch(target)) {
      before = undefined;
    }
  });
  document.addEventListener(
    'keydown',
    ({ key, target }) => {
      if (key === 'Escape' && isInSearch(target)) {
        // The box closes its list first.
        setTimeout(leaveSearch);
      }
    },
    { capture: true },
  );
}

/** The box moves its field within the page, which then comes from nowhere. */
function remember(from: EventTarget | null): void {
  if (from instanceof HTMLElement && from !== document.body && !isInSearch(from)) {
    before = from;
  }
}

function watchWayBack(): void {
  if (wayBack === undefined && 'CloseWatcher' in window && window.matchMedia(SHEET).matches) {
    wayBack = new CloseWatcher();
    wayBack.onclose = leaveSearch;
  }
}

function isInSearch(target: EventTarget | null): boolean {
  return closest(target, '.search-box') !== null;
}
