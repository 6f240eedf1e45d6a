/** What does nothing before the application runs. Links lead on by themselves, and `<summary>` opens by itself. */
const CONTROLS = 'button, input, select, textarea, [role="button"]';

/** Fields in which a reader writes. */
export type Field = HTMLInputElement | HTMLTextAreaElement;

/** The control that an event belongs to, or `null`. */
export function controlOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(CONTROLS) : null;
}

/** Whether a reader writes in an element. */
export function isField(target: EventTarget | null): target is Field {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
