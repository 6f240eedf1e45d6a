import { NATIVE_FIELDS } from './controls.ts';

/** Address of the file that filters lists and tables; it is set when the site is built. */
declare const FILTER_ITEMS: string;

/** Fetches what filters lists and tables for those who reach for a filter. */
export function loadFilterWhenUsed(): void {
  document.addEventListener('focusin', function load({ target }) {
    const filter = target instanceof Element && target.closest(NATIVE_FIELDS);
    if (filter) {
      document.removeEventListener('focusin', load);
      const script = document.createElement('script');
      script.src = FILTER_ITEMS;
      script.onerror = () => (filter.querySelector('output')!.textContent = 'Could not be loaded: all is listed');
      document.head.append(script);
    }
  });
}
