import { copyText } from '../copy/copy-text.ts';
import { say } from './say.ts';

/** Copies the block of code that a button belongs to. */
export function copyCode(button: HTMLElement): void {
  const code = button.closest('.theme-code-block')!.querySelector('code')!;
  copyText(code.textContent).then(
    () => say(button, 'Copied'),
    () => {
      // Nothing is lost: the text is selected, to be copied by hand.
      window.getSelection()?.selectAllChildren(code);
      say(button, 'Press Ctrl+C', { stays: true });
    },
  );
}

const PAGE = 'this page as Markdown';

/** Copies the page that a button belongs to, from its Markdown twin, to which the link beside the button leads. */
export function copyPage(button: HTMLElement): void {
  const text = loadText(button.parentElement!.querySelector('a')!.href);
  say(button, `Copying ${PAGE}`, { stays: true });
  copyText(text).then(
    () => say(button, `Copied: ${PAGE}`),
    async () => {
      const loaded = await text.then(
        () => true,
        () => false,
      );
      say(
        button,
        loaded
          ? 'The browser does not let this page copy. Open Markdown, and copy it there.'
          : `Could not load: ${PAGE}`,
        { stays: true },
      );
    },
  );
}

async function loadText(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`${address} answered ${response.status}`);
  }
  return response.text();
}
