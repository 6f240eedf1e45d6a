import { kept } from '../../ui/native/device.ts';
import { loadScript } from '../../ui/native/load-script.ts';
import { VALUES_HASH, VALUES_KEY } from '../../tools/values/names.ts';
import { tellFailure } from './tell-failure.ts';

/** Address of the file that lets pages hold a reader's own values; it is set when the site is built. */
declare const YOUR_VALUES: string;

let script: HTMLScriptElement | undefined;

/** Fetches the file before the page is drawn, for those who have values or follow a link with some, also later. */
export function fetchOwnValues(): void {
  if (kept(VALUES_KEY) !== null || location.hash.startsWith(VALUES_HASH)) {
    load();
  }
  // Listening twice with one function is listening once.
  window.addEventListener('hashchange', fetchOwnValues);
}

/** Fetches the file for the reader who presses the button. Once it is there, it hears of presses by itself. */
export function openValues(button: HTMLElement): void {
  load().onload = () => button.click();
}

function load(): HTMLScriptElement {
  return (script ??= loadScript(YOUR_VALUES, () => {
    script = undefined;
    tellFailure();
  }));
}
