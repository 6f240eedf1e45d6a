import { loadScript } from '../../ui/native/load-script.ts';
import { closest } from '../../ui/native/closest.ts';

/** Address of the file that filters lists and tables; it is set when the site is built. */
declare const FILTER_ITEMS: string;

/** The filter or the panel of values to which an element belongs, whose fields need no application: `src/ui/native/filter.ts`, `src/tools/values/`. */
export function filterOf(target: EventTarget | null): Element | null {
  return closest(target, '[data-filter],.values-panel');
}

/** Fetches what filters lists and tables with the first that comes into a filter, which it then looks at. */
export function loadFilterWhenUsed(): void {
  document.addEventListener('input', function load({ target }) {
    const filter = filterOf(target);
    if (filter) {
      document.removeEventListener('input', load);
      // The last field says how much is listed.
      loadScript(FILTER_ITEMS, () => (filter.lastChild!.textContent = 'Filter not loaded'));
    }
  });
}
