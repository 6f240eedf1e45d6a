import { isField } from './controls.ts';
import type { Choice, Field } from './controls.ts';
import { tellChoice, tellDrop, tellWritten } from './tell-app.ts';
import type { Written } from './tell-app.ts';

/** Marks a control that was pressed and waits, for assistive technology. */
const WAITING = 'aria-busy';

/** Says on the page's root that the reader waits, for the style sheet. */
const PAGE_WAITS = 'data-waiting';

/** For so long after a press was done again, in milliseconds, a further one was meant for the page as it was. */
const IMPATIENT = 500;

/**
 * What the reader did before the application ran: the last control that was pressed, what was
 * written and chosen in fields, and files that were dropped. Nothing of it is lost.
 */
export class HeldInput {
  private pressed: HTMLElement | undefined;
  private readonly written = new Map<Field, Written>();
  private readonly chosen = new Map<Choice, () => void>();
  private dropped: (() => void) | undefined;

  /** A control was pressed. A second press while it waits is the same wish. */
  press(control: HTMLElement): void {
    this.pressed?.removeAttribute(WAITING);
    this.pressed = control;
    control.setAttribute(WAITING, 'true');
    this.wait();
  }

  /** Something is being pasted into a field; the browser tells of it before the field has it. */
  paste(field: Field, pasted: string, files: readonly File[]): void {
    this.written.set(field, { ...textOf(field), pasted, files });
    this.wait();
  }

  /** A field has another text. */
  write(field: Field): void {
    this.written.set(field, { ...this.written.get(field), ...textOf(field) });
    this.wait();
  }

  /** Before a field gets another text: the application may have emptied it when it took over. */
  keep(field: Field): void {
    const written = this.written.get(field);
    if (written !== undefined && field.value !== written.text) {
      field.value = written.text;
      if (written.start !== null) {
        field.setSelectionRange(written.start, written.end);
      }
    }
  }

  /** Something else is chosen in a field. */
  choose(field: Choice): void {
    this.chosen.set(field, tellChoice(field));
  }

  /** Files were dropped on an element. */
  drop(target: Element, files: readonly File[]): void {
    this.dropped = tellDrop(target, files);
    this.wait();
  }

  /**
   * The application cannot come: nothing waits any longer. What was written and chosen stays in its fields.
   *
   * @returns whether the reader waits for something.
   */
  giveUp(): boolean {
    const waited = this.isWaiting() || this.written.size + this.chosen.size > 0;
    this.pressed?.removeAttribute(WAITING);
    this.pressed = undefined;
    this.wait(false);
    return waited;
  }

  /** Does again, in their order, what the application did not see. */
  replay(): void {
    this.wait(false);
    this.chosen.forEach((tell) => tell());
    this.written.forEach((written, field) => {
      // The caret may have moved since, unless the application has emptied the field.
      tellWritten(field, field.value === written.text ? { ...written, ...textOf(field) } : written);
    });
    this.dropped?.();
    const focused = document.activeElement;
    if (isField(focused)) {
      // It has the focus already; what opens with the focus has not seen that.
      focused.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
    }
    const { pressed } = this;
    if (pressed !== undefined) {
      pressed.removeAttribute(WAITING);
      pressed.click();
      passOverPresses(pressed);
    }
  }

  private isWaiting(): boolean {
    return document.documentElement.hasAttribute(PAGE_WAITS);
  }

  private wait(waits = true): void {
    document.documentElement.toggleAttribute(PAGE_WAITS, waits);
  }
}

function textOf(field: Field): Written {
  return { text: field.value, start: field.selectionStart, end: field.selectionEnd };
}

/** Passes over what an impatient reader presses while the answer to the first press is being drawn. */
function passOverPresses(control: HTMLElement): void {
  const passOver = (event: Event): void => {
    if (event.isTrusted && control.contains(event.target as Node)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };
  const stop = (): void => document.removeEventListener('click', passOver, true);
  document.addEventListener('click', passOver, true);
  setTimeout(stop, IMPATIENT);
  // Who has written something else since means the next press, also that which Enter makes of a form's button.
  document.addEventListener('input', stop, { capture: true, once: true });
}
