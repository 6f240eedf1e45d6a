import { NATIVE_FIELDS } from './controls.ts';
import { loadScript } from './load-script.ts';

/** Address of the file that filters lists and tables; it is set when the site is built. */
declare const FILTER_ITEMS: string;

/** Fetches what filters lists and tables for those who reach for a filter. */
export function loadFilterWhenUsed(): void {
  document.addEventListener('focusin', function load({ target }) {
    const filter = (target as Element).closest(NATIVE_FIELDS);
    if (filter) {
      document.removeEventListener('focusin', load);
      loadScript(FILTER_ITEMS, () => {
        filter.querySelector('output')!.textContent = 'Not loaded: all is listed';
      });
    }
  });
}
