import { closest } from './closest.ts';

/** What opens and closes by itself: `<details data-menu>` and popovers. Both close when the reader turns to something else. */
const MENUS = 'details[data-menu][open], [popover], [data-open]';

/** Stands for `:popover-open` in a browser that has no popovers. */
const OPEN = 'data-open';

const hasPopovers = 'popover' in HTMLElement.prototype;

/** Closes menus as readers expect. They open by themselves, without any script. */
export function listenForMenus(): void {
  document.addEventListener('pointerdown', ({ target }) => closeAllBut(target));
  document.addEventListener('focusin', ({ target }) => closeAllBut(target));
  document.addEventListener('click', ({ target }) => {
    // A link of a menu that leads to a place on this page, or to a page that the application shows.
    if (closest(target, 'a') !== null) {
      closeAllBut(null);
    }
    if (!hasPopovers) {
      pressPopoverButton(target);
    }
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') {
      for (const menu of openMenus()) {
        const opener = openerOf(menu);
        const hadFocus = menu.contains(document.activeElement);
        close(menu);
        if (hadFocus) {
          opener?.focus();
        }
      }
    }
  });
  // Wide enough to show what the menu holds.
  window.matchMedia('(min-width: 997px)').addEventListener('change', () => closeAllBut(null));
}

function openMenus(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(MENUS)].filter(
    (menu) =>
      menu instanceof HTMLDetailsElement || menu.hasAttribute(OPEN) || (hasPopovers && menu.matches(':popover-open')),
  );
}

/** Closes every menu in which, or on whose button, something did not happen. */
function closeAllBut(target: EventTarget | null): void {
  for (const menu of openMenus()) {
    const isInside = target instanceof Node && (menu.contains(target) || openerOf(menu)?.contains(target) === true);
    if (!isInside) {
      close(menu);
    }
  }
}

function close(menu: HTMLElement): void {
  if (menu instanceof HTMLDetailsElement) {
    menu.open = false;
  } else if (hasPopovers) {
    menu.hidePopover();
  } else {
    menu.removeAttribute(OPEN);
  }
}

/** What opens a menu, and gets the focus back. */
function openerOf(menu: HTMLElement): HTMLElement | null {
  return menu instanceof HTMLDetailsElement
    ? menu.querySelector('summary')
    : document.querySelector(`[popovertarget="${menu.id}"]:not([popovertargetaction])`);
}

/** Does what a browser without popovers does not do by itself. */
function pressPopoverButton(target: EventTarget | null): void {
  const button = closest(target, '[popovertarget]');
  if (button !== null) {
    document.getElementById(button.getAttribute('popovertarget')!)?.toggleAttribute(OPEN);
  }
}
