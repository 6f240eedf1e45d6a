import { goToSearch } from './search-focus.ts';
import { closest } from './closest.ts';

/** Keys that lead to the search, and the way past what stands on every page. */
export function listenForKeys(): void {
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    const isSlash = key === '/' && !ctrlKey && !metaKey && !altKey && !isTyping(target);
    const isCommand = key === 'k' && (ctrlKey || metaKey) && !altKey;
    if (isSlash || isCommand) {
      event.preventDefault();
      goToSearch();
    }
  });
  document.addEventListener('click', (event) => {
    if (closest(event.target, 'a[href^="#__docusaurus_skipToContent"]') !== null) {
      event.preventDefault();
      const main = document.querySelector('main')!;
      main.tabIndex = -1;
      main.focus();
    }
  });
}

/** Whether a key belongs to a field in which the reader writes. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
