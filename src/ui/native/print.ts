const OPENED = 'data-opened-for-print';

/** Opens all closed parts of the text while the page is printed: paper cannot be pressed. */
export function openForPrint(): void {
  window.addEventListener('beforeprint', () => {
    document.querySelectorAll<HTMLDetailsElement>('main details:not([open])').forEach((fold) => {
      fold.open = true;
      fold.setAttribute(OPENED, '');
    });
  });
  window.addEventListener('afterprint', () => {
    document.querySelectorAll<HTMLDetailsElement>(`[${OPENED}]`).forEach((fold) => {
      fold.open = false;
      fold.removeAttribute(OPENED);
    });
  });
}
