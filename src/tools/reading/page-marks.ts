import type { Release } from '../../facts/release.ts';
import { standingOfSpan } from './standing-of-span.ts';

/** How many statements of a page do not hold for the reader's release, and are hidden. */
export interface MarkCounts {
  readonly hidden: number;
}

const DATED = '[data-since], [data-until]';
const STANDING = 'data-standing';
const OFF = `[${STANDING}="newer"], [${STANDING}="gone"]`;
/** What was before, folded for those who read for the newest release (`src/markdown/dated/before.ts`). */
const BEFORE = '.was';
/** Dates within a sentence: they are marked, for the sentence says more than they do. */
const WORDS = 'since-words';
/** On the page's root while the page is shown for a release, for the style sheet. */
const READ_AS = 'data-read-as';

/**
 * Shows a page as of the reader's release: says of everything that carries dates how it stands to the
 * release, and opens what was before where it holds. The style sheet hides the rest. Nothing but
 * attributes changes, so that it can be done before the application takes the page over.
 *
 * @param release - none shows the page as it was written.
 */
export function markPage(root: ParentNode, release: Release | undefined): MarkCounts {
  clear(root);
  document.documentElement.toggleAttribute(READ_AS, release !== undefined);
  if (release === undefined) {
    return { hidden: 0 };
  }
  const hidden = new Set<Element>();
  for (const element of root.querySelectorAll<HTMLElement>(DATED)) {
    const standing = standingOfSpan(element.dataset.since, element.dataset.until, release);
    element.setAttribute(STANDING, standing);
    if (standing !== 'holds' && !element.classList.contains(WORDS)) {
      hidden.add(element.parentElement!.closest(OFF) ?? element.closest(`tr, li, ${BEFORE}`) ?? element);
    }
  }
  root.querySelectorAll<HTMLDetailsElement>(BEFORE).forEach(openIfHeld);
  root.querySelectorAll('table').forEach(hideIfEmpty);
  hideFromContents(root);
  return { hidden: [...hidden].filter((element) => !isWithin(element, hidden)).length };
}

function clear(root: ParentNode): void {
  root.querySelectorAll<HTMLDetailsElement>(`details${BEFORE}[${STANDING}]`).forEach((fold) => (fold.open = false));
  root.querySelectorAll(`[${STANDING}]`).forEach((element) => element.removeAttribute(STANDING));
}

function openIfHeld(fold: HTMLDetailsElement): void {
  const held = [...fold.querySelectorAll(`[${STANDING}="holds"]`)].some(
    (element) => element.closest(OFF) === null && !element.classList.contains(WORDS),
  );
  fold.setAttribute(STANDING, held ? 'holds' : 'gone');
  fold.open = held;
}

/** A table of which no row holds. */
function hideIfEmpty(table: HTMLTableElement): void {
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  if (rows.length > 0 && rows.every((row) => row.matches(OFF))) {
    table.setAttribute(STANDING, 'gone');
  }
}

/** Headings that are hidden leave the list of headings, too. */
function hideFromContents(root: ParentNode): void {
  for (const heading of root.querySelectorAll(':is(h2, h3)[id]')) {
    if (heading.closest(OFF) !== null) {
      root
        .querySelector(`.table-of-contents a[href="#${CSS.escape(heading.id)}"]`)
        ?.parentElement?.setAttribute(STANDING, 'gone');
    }
  }
}

function isWithin(element: Element, others: ReadonlySet<Element>): boolean {
  for (let outer = element.parentElement; outer !== null; outer = outer.parentElement) {
    if (others.has(outer)) {
      return true;
    }
  }
  return false;
}
