import { closest } from '../../ui/native/closest.ts';

/**
 * What does nothing before the application runs. Links, `<summary>`, buttons of popovers and those of
 * `src/ui/native/` act by themselves.
 */
const CONTROLS = 'button:not([data-act], [popovertarget]), input, select, textarea, [role="button"]';

/** Kinds of `<input>` in which nobody writes. */
const NOT_WRITTEN = /^(?:button|checkbox|color|file|image|radio|range|reset|submit)$/;

/** Fields in which a reader writes. */
export type Field = HTMLInputElement | HTMLTextAreaElement;

/** Fields in which a reader chooses. */
export type Choice = HTMLInputElement | HTMLSelectElement;

/** The control that an event belongs to, or `null`. */
export function controlOf(target: EventTarget | null): HTMLElement | null {
  return closest(target, CONTROLS);
}

/** Whether a reader writes in an element. */
export function isField(target: EventTarget | null): target is Field {
  return (
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !NOT_WRITTEN.test(target.type))
  );
}

/** Whether a reader chooses in an element. */
export function isChoice(target: EventTarget | null): target is Choice {
  return target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && NOT_WRITTEN.test(target.type));
}
