import type { Mark } from '../../../markdown/code/example-values.ts';
import { fieldOfMark, valueFor } from '../value-for.ts';
import type { Values } from '../values.ts';
import { writeValue } from '../write-value.ts';

/** In blocks, their titles, and commands within a sentence. */
const MARKED = 'main data[value]';
/** On a mark that holds a value of the reader, for the style. */
const OWN = 'data-own';

/** How the page was written. */
const written = new WeakMap<Element, { readonly html: string; readonly text: string }>();

/** How many places of a page hold values, and how many could not. */
export interface Applied {
  readonly own: number;
  readonly kept: number;
}

/** Lets all commands and files of the page hold the values; without values it is as it was written. */
export function applyValues(values: Values): Applied {
  const counts = { own: 0, kept: 0 };
  for (const element of document.querySelectorAll<HTMLDataElement>(MARKED)) {
    const { html, text } = asWritten(element);
    const [mark, place] = readMark(element);
    const value = valueFor(mark, text, values);
    const shown = value === undefined ? undefined : writeValue(value, languageOf(element), place, mark, text);
    element.toggleAttribute(OWN, shown !== undefined);
    if (shown !== undefined) {
      element.textContent = shown;
      counts.own++;
    } else if (element.textContent !== text) {
      element.innerHTML = html;
    }
    counts.kept += Number(value !== undefined && shown === undefined);
  }
  return counts;
}

/** Ids of the fields whose examples are on the page, in its order. */
export function fieldsOfPage(): string[] {
  const ids = [...document.querySelectorAll<HTMLDataElement>(MARKED)].map(
    (element) => fieldOfMark(readMark(element)[0], asWritten(element).text)?.id,
  );
  return [...new Set(ids.filter((id) => id !== undefined))];
}

function asWritten(element: Element): { readonly html: string; readonly text: string } {
  const known = written.get(element) ?? { html: element.innerHTML, text: element.textContent };
  written.set(element, known);
  return known;
}

function readMark({ value }: HTMLDataElement): [Mark, string] {
  return [value.charAt(0) as Mark, value.slice(1)];
}

/** A title names a file, in no language; what stands within a sentence is a command. */
function languageOf(element: Element): string {
  if (element.closest('.code-title') !== null) {
    return 'text';
  }
  const block = element.closest('.theme-code-block');
  return block === null ? 'bash' : (/language-(\w+)/.exec(block.className)?.[1] ?? 'text');
}
