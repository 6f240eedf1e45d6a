/**
 * Corrects the roles in the search box of docusaurus-search-local, whose list of results is drawn
 * by a library that follows an older edition of ARIA: its listbox also holds the link to all
 * results, and the input does not say which list it controls.
 */
export function repairSearchBox(box: HTMLElement): void {
  const panel = box.querySelector('[id*="-listbox-"]');
  if (panel === null) {
    return;
  }
  const results = panel.querySelector('[class*="suggestions"]');
  panel.removeAttribute('role');
  if (results !== null) {
    setOnce(results, 'role', 'listbox');
    setOnce(results, 'id', `${panel.id}-results`);
    setOnce(results, 'aria-label', 'Search results');
  }
  const input = box.querySelector('[role="combobox"]');
  if (input !== null) {
    input.removeAttribute('aria-owns');
    setOnce(input, 'aria-controls', (results ?? panel).id);
    // The library chooses rows that a low screen does not show.
    const chosen = input.getAttribute('aria-activedescendant');
    document.getElementById(chosen ?? '')?.scrollIntoView({ block: 'nearest' });
  }
  // It comes and goes with what is typed; the button that closes the sheet is not the library's.
  const clearButton = box.querySelector('button:not(.search-close)');
  if (clearButton !== null) {
    setOnce(clearButton, 'aria-label', 'Clear the search');
  }
}

/** Sets an attribute only if that changes it, so that an observer does not see its own changes. */
function setOnce(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}
