import type { Release } from '../../facts/release.ts';
import { standingOfSpan } from './standing-of-span.ts';
import type { SpanStanding } from './standing-of-span.ts';

/** How many statements of a page do not hold for the reader's release. */
export interface MarkCounts {
  readonly newer: number;
  readonly gone: number;
}

const DATED = '[data-since], [data-until]';
const STANDING = 'data-standing';
const WORDS: Readonly<Record<SpanStanding, string>> = {
  holds: '',
  newer: ', not in your release: it came later',
  gone: ', not in your release: it was gone by then',
};

/**
 * Marks everything in a part of the page that carries dates by how it stands to the reader's
 * release, for the style sheet; a dated block marks the blocks that it covers, too. Nothing changes
 * its size, so that nothing on the page moves.
 *
 * @param release - none takes all marks away.
 * @returns how many statements do not hold; one inside another is not counted again.
 */
export function markPage(root: ParentNode, release: Release | undefined): MarkCounts {
  clear(root);
  const counts = { newer: 0, gone: 0 };
  if (release === undefined) {
    return counts;
  }
  for (const element of root.querySelectorAll<HTMLElement>(DATED)) {
    const standing = standingOfSpan(element.dataset.since, element.dataset.until, release);
    for (const marked of [element, ...coveredBy(element)]) {
      marked.setAttribute(STANDING, standing);
    }
    if (standing !== 'holds') {
      say(element, WORDS[standing]);
      counts[standing] += element.parentElement!.closest(DATED) === null ? 1 : 0;
    }
  }
  return counts;
}

function clear(root: ParentNode): void {
  root.querySelectorAll('.since__standing').forEach((words) => words.remove());
  root.querySelectorAll(`[${STANDING}]`).forEach((element) => element.removeAttribute(STANDING));
}

/** The blocks after a dated block that hold for the same releases. */
function coveredBy(element: HTMLElement): Element[] {
  const covered: Element[] = [];
  for (let next = element.nextElementSibling; next !== null; next = next.nextElementSibling) {
    if (covered.length === Number(element.dataset.covers ?? 0)) {
      break;
    }
    covered.push(next);
  }
  return covered;
}

/** Says in words what the style shows, where the dates stand in words. */
function say(element: HTMLElement, words: string): void {
  if (element.localName === 'span') {
    const hidden = document.createElement('span');
    hidden.className = 'visually-hidden since__standing';
    hidden.textContent = words;
    element.append(hidden);
  }
}
