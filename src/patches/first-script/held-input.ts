import { isField } from './controls.ts';
import type { Field } from './controls.ts';

/** Marks a control that was pressed and waits, for the style sheet and for assistive technology. */
const WAITING = 'aria-busy';

/** What came into a field: its text, and what of it was pasted last. */
interface Written {
  readonly text: string;
  readonly pasted?: string;
}

/**
 * What the reader did before the application ran: the last control that was pressed, what was
 * written in fields, and whether `/` asked for the search. Nothing of it is lost.
 */
export class HeldInput {
  private pressed: HTMLElement | undefined;
  private readonly written = new Map<Field, Written>();
  private slash = false;

  /** A control was pressed. A second press while it waits is the same wish. */
  press(control: HTMLElement): void {
    this.pressed?.removeAttribute(WAITING);
    this.pressed = control;
    control.setAttribute(WAITING, 'true');
  }

  /** Something is being pasted into a field; the browser tells of it before the field has it. */
  paste(field: Field, pasted: string): void {
    this.written.set(field, { text: field.value, pasted });
  }

  /** A field has another text. */
  write(field: Field): void {
    this.written.set(field, { ...this.written.get(field), text: field.value });
  }

  /** The key that leads to the search was pressed. */
  askForSearch(): void {
    this.slash = true;
  }

  /**
   * The application cannot come: nothing waits any longer. What was written stays in its fields.
   *
   * @returns whether the reader waits for something.
   */
  giveUp(): boolean {
    const waited = this.pressed !== undefined || this.slash || this.written.size > 0;
    this.pressed?.removeAttribute(WAITING);
    this.pressed = undefined;
    this.slash = false;
    return waited;
  }

  /** Does again, in their order, what the application did not see. */
  replay(): void {
    this.written.forEach((written, field) => tellWritten(field, written));
    const focused = document.activeElement;
    if (isField(focused)) {
      // It has the focus already; what opens with the focus has not seen that.
      focused.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
    }
    if (this.slash) {
      document.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true }));
    }
    this.pressed?.removeAttribute(WAITING);
    this.pressed?.click();
  }
}

/** Tells the application what came into a field, which it may have emptied when it took over. */
function tellWritten(field: Field, { text, pasted }: Written): void {
  field.value = '';
  // A field may do with a paste what it does not do with typed text, and then refuses the event.
  if (pasted !== undefined && text === pasted && !field.dispatchEvent(pasteOf(pasted))) {
    return;
  }
  // React remembers the last value that was set through the element itself, and ignores an event
  // that brings no other: so the text goes past that.
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')!.set!.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function pasteOf(text: string): ClipboardEvent {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  return new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
}
