/**
 * Opens the closed parts around what an address leads to, and the closed section below a heading. A browser does so by itself when it opens a page or follows a
 * link; when the application goes somewhere, the browser is not asked.
 *
 * @param hash - with its `#`; may be empty.
 */
export function openFoldsAround(hash: string): void {
  const target = document.getElementById(decodedId(hash));
  if (target === null) {
    return;
  }
  const below = target.nextElementSibling;
  const folds = [
    ...(below instanceof HTMLDetailsElement && below.matches('.section') ? [below] : []),
    ...foldsAround(target),
  ];
  if (folds.some(({ open }) => !open)) {
    folds.forEach((fold) => (fold.open = true));
    target.scrollIntoView();
  }
}

function decodedId(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    // Not what an address may hold.
    return '';
  }
}

function foldsAround(element: Element): HTMLDetailsElement[] {
  const fold = element.parentElement?.closest('details') ?? null;
  return fold === null ? [] : [fold, ...foldsAround(fold)];
}
