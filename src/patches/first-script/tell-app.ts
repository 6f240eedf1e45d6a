import type { Choice, Field } from './controls.ts';

/** What came into a field: its text with the place of the caret, and what of it was pasted last. */
export interface Written {
  readonly text: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly pasted?: string;
  readonly files?: readonly File[];
}

/** Tells the application what came into a field, which it may have emptied when it took over. */
export function tellWritten(field: Field, { text, start, end, pasted = '', files = [] }: Written): void {
  field.value = '';
  // A field may do with a paste what it does not do with typed text, and then refuses the event.
  const isPaste = files.length > 0 || (pasted !== '' && text === pasted);
  if (isPaste && !field.dispatchEvent(pasteOf(pasted, files))) {
    return;
  }
  // React remembers the last value that was set through the element itself, and ignores an event
  // that brings no other: so the text goes past that.
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')!.set!.call(field, text);
  if (start !== null) {
    field.setSelectionRange(start, end);
  }
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/**
 * How to tell the application what is chosen in a field now, whatever the application has made of it by then.
 *
 * @returns tells it.
 */
export function tellChoice(field: Choice): () => void {
  if (field instanceof HTMLInputElement && /^(?:checkbox|radio)$/.test(field.type)) {
    const { checked } = field;
    return () => {
      if (field.type === 'checkbox' || checked) {
        // The press turns it over again, and the application hears of it.
        field.checked = !checked;
        field.click();
      }
    };
  }
  // A file is chosen by the reader alone, and stays chosen.
  const value = field.type === 'file' ? undefined : field.value;
  return () => {
    if (value !== undefined) {
      field.value = value;
    }
    field.dispatchEvent(new Event('change', { bubbles: true }));
  };
}

/**
 * How to tell the application of files that were dropped.
 *
 * @returns tells it.
 */
export function tellDrop(target: Element, files: readonly File[]): () => void {
  return () => {
    target.dispatchEvent(new DragEvent('drop', { dataTransfer: holderOf('', files), bubbles: true, cancelable: true }));
  };
}

function pasteOf(text: string, files: readonly File[]): ClipboardEvent {
  return new ClipboardEvent('paste', { clipboardData: holderOf(text, files), bubbles: true, cancelable: true });
}

function holderOf(text: string, files: readonly File[]): DataTransfer {
  const holder = new DataTransfer();
  if (text !== '') {
    holder.setData('text/plain', text);
  }
  files.forEach((file) => holder.items.add(file));
  return holder;
}
