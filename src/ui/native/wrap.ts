/** Says of a block of code that its lines are wider than it. */
const WIDE = 'data-wide';

/** The class of a block whose lines are wrapped. */
const WRAPS = 'wraps';

const widths = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(measure);

function measure(entries: readonly ResizeObserverEntry[]): void {
  for (const { target } of entries) {
    // Wrapped lines are never too wide, and the button that wrapped them stays.
    if (!target.classList.contains(WRAPS)) {
      target.parentElement!.toggleAttribute(WIDE, target.scrollWidth > target.clientWidth);
    }
  }
}

/** Gives a block of code its button for wrapping while lines are wider than the block. */
export function watchWidth(pre: Element): void {
  widths?.observe(pre);
}

/** Wraps the lines of the block that a button belongs to, or lets them run on again. */
export function toggleWrap(button: HTMLElement): void {
  const wraps = button.closest('.theme-code-block')!.querySelector('pre')!.classList.toggle(WRAPS);
  button.setAttribute('aria-pressed', String(wraps));
}
