/** Keys that lead to the search, and the way past what stands on every page. */
export function listenForKeys(): void {
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    const isSlash = key === '/' && !ctrlKey && !metaKey && !altKey && !isTyping(target);
    const isCommand = key === 'k' && (ctrlKey || metaKey) && !altKey;
    if (isSlash || isCommand) {
      event.preventDefault();
      focusSearch();
    }
  });
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('a[href^="#__docusaurus_skipToContent"]') !== null) {
      event.preventDefault();
      const main = document.querySelector('main')!;
      main.tabIndex = -1;
      main.focus();
    }
  });
}

/** By the reader's wish from wherever they are: the loaded box guards its own `focus` (`LazySearchBox`). */
function focusSearch(): void {
  const field = document.querySelector('.search-box input');
  if (field !== null) {
    HTMLElement.prototype.focus.call(field);
  }
}

/** Whether a key belongs to a field in which the reader writes. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
