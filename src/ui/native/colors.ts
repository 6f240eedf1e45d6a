import { keep } from './device.ts';

/** Under which name Docusaurus keeps the choice on the device; `src/patches/first-script/plugin.ts` puts it in. */
declare const COLORS_KEY: string;

const NEXT: Readonly<Record<string, string>> = { system: 'light', light: 'dark', dark: 'system' };

const darkDevice = window.matchMedia('(prefers-color-scheme: dark)');

/** Goes on from the colors of the device to light, to dark, and back. The attributes are the theme's. */
export function nextColors(): void {
  const root = document.documentElement;
  const choice = NEXT[choiceOf(root)] ?? 'light';
  root.setAttribute('data-theme-choice', choice);
  root.setAttribute('data-theme', choice === 'system' ? deviceColors() : choice);
  keepChoice(choice);
}

/** Changes the colors of the page with those of the device, unless the reader has chosen. */
export function followDevice(): void {
  darkDevice.addEventListener('change', () => {
    const root = document.documentElement;
    if (choiceOf(root) === 'system') {
      root.setAttribute('data-theme', deviceColors());
    }
  });
}

function choiceOf(root: HTMLElement): string {
  return root.getAttribute('data-theme-choice') ?? 'system';
}

function deviceColors(): string {
  return darkDevice.matches ? 'dark' : 'light';
}

function keepChoice(choice: string): void {
  const newValue = choice === 'system' ? null : choice;
  if (keep(COLORS_KEY, newValue)) {
    // The application hears of it as of a change in another tab.
    window.dispatchEvent(new StorageEvent('storage', { key: COLORS_KEY, newValue, storageArea: localStorage }));
  }
}
