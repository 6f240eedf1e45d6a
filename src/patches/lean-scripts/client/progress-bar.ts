import type nprogress from 'nprogress/nprogress.js';

type Bar = typeof nprogress;
type Settings = Parameters<Bar['configure']>[0];

let settings: Settings = {};
let loading: Promise<Bar | undefined> | undefined;
let isWanted = false;

/** The bar; `undefined` when it cannot be loaded, for the page comes without it all the same. */
function loadBar(): Promise<Bar | undefined> {
  loading ??= import('nprogress/nprogress.js').then(
    ({ default: bar }) => {
      bar.configure(settings);
      return bar;
    },
    () => undefined,
  );
  return loading;
}

/**
 * In place of the bar that the theme shows while a page is slow to come: the same bar, loaded when
 * the first page is slow.
 */
export default {
  configure(given: Settings): void {
    settings = given;
  },
  start(): void {
    isWanted = true;
    void loadBar().then((bar) => isWanted && bar?.start());
  },
  done(): void {
    isWanted = false;
    void loading?.then((bar) => bar?.done());
  },
};
