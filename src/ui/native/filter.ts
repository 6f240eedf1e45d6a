/** The fields of a filter: `src/markdown/filter-form.ts` writes them. */
const FILTER = '[data-filter]';

/** Marks closed parts that a filter opened, which closes them again. */
const OPENED = 'data-opened-by-filter';

/** Leaves in view what the fields of a filter ask for, and says how much that is. */
function applyFilter(filter: HTMLElement): void {
  const { filter: selector, noun } = filter.dataset;
  const fields = [...filter.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-by]')];
  const asked = fields.filter(({ value }) => value.trim() !== '');
  const items = [...filter.closest('.markdown')!.querySelectorAll<HTMLElement>(selector!)];
  items.forEach((item) =>
    show(
      item,
      asked.every((field) => fits(item, field)),
    ),
  );
  const frames = new Set(items.map((item) => item.closest<HTMLElement>('table, ul')!));
  frames.forEach((frame) =>
    show(
      frame,
      items.some((item) => !item.hidden && frame.contains(item)),
    ),
  );
  openFolds(items, asked.length > 0);
  const shown = items.filter(({ hidden }) => !hidden).length;
  filter.querySelector('output')!.textContent = asked.length === 0 ? '' : `${shown} of ${items.length} ${noun}`;
}

/** Shows or hides an element, also a row that the style sheet shows as a card. */
function show(element: HTMLElement, isShown: boolean): void {
  element.hidden = !isShown;
  element.style.display = isShown ? '' : 'none';
}

/** Whether an item has what a field asks for: its text as it stands, all of its words, or its value among those of the item. */
function fits(item: HTMLElement, { dataset: { by }, value }: HTMLInputElement | HTMLSelectElement): boolean {
  if (by === 'text') {
    return item.textContent.includes(value);
  }
  if (by !== 'words') {
    // A whole table may say it for its rows.
    const said = item.closest(`[data-${by}]`)?.getAttribute(`data-${by}`) ?? '';
    return said.split(' ').includes(value);
  }
  const text = item.textContent.toLowerCase();
  return value
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Opens the closed parts in which something is found, until nothing is asked for any more. */
function openFolds(items: readonly HTMLElement[], isAsked: boolean): void {
  document.querySelectorAll<HTMLDetailsElement>(`[${OPENED}]`).forEach((fold) => {
    fold.open = false;
    fold.removeAttribute(OPENED);
  });
  if (isAsked) {
    for (const item of items) {
      const fold = item.parentElement!.closest('details');
      if (!item.hidden && fold !== null && !fold.open) {
        fold.open = true;
        fold.setAttribute(OPENED, '');
      }
    }
  }
}

/** Filters from now on whenever the reader writes or chooses; what they did before is looked at now. */
export function listenForFilters(): void {
  document.addEventListener('input', ({ target }) => {
    const filter = target instanceof Element ? target.closest<HTMLElement>(FILTER) : null;
    if (filter !== null) {
      applyFilter(filter);
    }
  });
  document.querySelectorAll<HTMLElement>(FILTER).forEach(applyFilter);
}
