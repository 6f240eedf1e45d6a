/**
 * Puts a text on the clipboard, also where a browser withholds its clipboard from pages because they
 * came without TLS.
 *
 * @param text - the text, or a promise of it; the browser must be asked within the reader's click.
 * @throws Error when the browser refuses, or when the text cannot be had.
 */
export async function copyText(text: string | Promise<string>): Promise<void> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard !== undefined) {
    if (typeof text === 'string' || typeof ClipboardItem === 'undefined') {
      return clipboard.writeText(await text);
    }
    const blob = text.then((value) => new Blob([value], { type: 'text/plain' }));
    // A browser that refuses before it looks at the text leaves a failure to load it unhandled.
    blob.catch(() => undefined);
    return clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
  }
  if (!copyBySelection(await text)) {
    throw new Error('the browser refused');
  }
}

/** The way of before there was a clipboard for pages. The script that every page runs first has no room for a package. */
function copyBySelection(text: string): boolean {
  const focused = document.activeElement as HTMLElement | null;
  const box = document.createElement('textarea');
  box.value = text;
  // A phone shows no keyboard.
  box.readOnly = true;
  box.style.cssText = 'position:fixed;opacity:0';
  document.body.append(box);
  box.select();
  const isCopied = document.execCommand('copy');
  box.remove();
  focused?.focus();
  return isCopied;
}
