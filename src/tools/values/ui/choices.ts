import { keep, kept } from '../../../ui/native/device.ts';
import { CHOICES_KEY, VALUES_KEY } from '../names.ts';

const OPTION = 'summary[data-choice]';

/** Opens the sections that the reader chose before, here or on another page, and closes those beside them. */
export function showChoices(): void {
  const chosen = readChoices();
  for (const option of document.querySelectorAll<HTMLElement>(OPTION)) {
    const wanted = chosen[option.dataset.choice!];
    if (optionsOf(option).some((other) => other.dataset.option === wanted)) {
      option.closest('details')!.open = option.dataset.option === wanted;
    }
  }
}

/**
 * Keeps what a reader opens, opens the other sections of the page for it, and closes those beside. A press that closes
 * changes nothing of what is kept: the reader may only want to see less.
 *
 * @param event - a press on the line of a section. The one that made this script load is repeated by it, and the section
 *   is open already.
 */
export function choose(option: HTMLElement, event: Event): void {
  if (!event.isTrusted) {
    event.preventDefault();
  }
  const section = option.closest('details')!;
  const opens = event.isTrusted ? !section.open : section.open;
  if (!opens) {
    return;
  }
  const before = option.getBoundingClientRect().top;
  optionsOf(option).forEach((other) => {
    if (other !== option) {
      other.closest('details')!.open = other.dataset.option === option.dataset.option;
    }
  });
  // What closes above it must not carry the pressed line away from the reader.
  window.scrollBy({ top: option.getBoundingClientRect().top - before, behavior: 'instant' });
  keep(CHOICES_KEY, JSON.stringify({ ...readChoices(), [option.dataset.choice!]: option.dataset.option }));
  // What is kept of values lets a page load this script before it is drawn.
  keep(VALUES_KEY, kept(VALUES_KEY) ?? '{}');
}

function optionsOf({ dataset: { choice } }: HTMLElement): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(OPTION)].filter((other) => other.dataset.choice === choice);
}

/** What a device keeps may be anything. */
function readChoices(): Readonly<Record<string, unknown>> {
  try {
    const read = JSON.parse(kept(CHOICES_KEY) ?? '{}') as unknown;
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
