import { copyText } from '../../../ui/copy/copy-text.ts';
import { checkValue, checkValues } from '../check-value.ts';
import { fieldOf, fixedIds } from '../values.ts';
import type { Values } from '../values.ts';
import { linkWith } from '../values-link.ts';
import { element } from './element.ts';

/** What the panel asks of the page. */
export interface PanelHost {
  readonly values: () => Values;
  /** Ids of the fields whose examples are on the page. */
  readonly fieldsOfPage: () => readonly string[];
  readonly use: (values: Values) => void;
}

const TITLE = 'values-title';

/** Shows the fields of the page, those of other pages folded, and what can be done with the values. */
export function openPanel({ values, fieldsOfPage, use }: PanelHost): void {
  const set = values();
  const here = fieldsOfPage();
  const elsewhere = [...new Set([...fixedIds, ...Object.keys(set)])].filter((id) => !here.includes(id));
  const rows = new Map([...here, ...elsewhere].map((id) => [id, fieldRow(id, set[id] ?? '')]));
  const partsOf = (ids: readonly string[]): HTMLElement[] => ids.map((id) => rows.get(id)!.row);
  const status = element('span', { role: 'status' });
  const isSet = Object.keys(set).length > 0;
  const others = element('details', {}, element('summary', {}, 'On other pages'), ...partsOf(elsewhere));
  const form = element(
    'form',
    { noValidate: true },
    element('h2', { id: TITLE }, 'Your values'),
    element(
      'p',
      {},
      'Set them once: the commands and files of all pages hold them, and what you copy. They stay on this device. Never enter a secret.',
    ),
    ...(here.length === 0 ? [element('p', {}, 'The commands of this page hold none of them.')] : partsOf(here)),
    others,
    element(
      'div',
      { className: 'values-panel__buttons' },
      element('button', { className: 'values-panel__use' }, 'Use these values'),
      ...(isSet
        ? [
            button('Use the examples again', () => close(() => use({}))),
            button('Copy a link with them', () => copyLink(set, status)),
          ]
        : []),
      button('Close', () => close()),
      status,
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const entered = Object.fromEntries([...rows].map(([id, { input }]) => [id, input.value]));
    const checked = checkValues(entered);
    rows.forEach(({ tell }, id) => tell(checked.problems[id]));
    const refused = Object.keys(checked.problems)[0];
    if (refused === undefined) {
      close(() => use(checked.values));
    } else {
      others.open ||= elsewhere.some((id) => id in checked.problems);
      const { input } = rows.get([...rows.keys()].find((id) => id in checked.problems) ?? refused)!;
      input.focus();
    }
  });
  const close = show(form);
}

/**
 * Shows what a link brings. Nothing of it holds before the reader says so.
 *
 * @param brought - what the link brings, checked.
 */
export function offerValues(brought: ReturnType<typeof checkValues>, { values, use }: PanelHost): void {
  const before = values();
  const { values: after, problems } = checkValues({ ...before, ...brought.values });
  const offered = Object.keys(brought.values).filter((id) => id in after);
  const refused = Object.entries({ ...brought.problems, ...problems });
  const close = show(
    element(
      'form',
      {
        method: 'dialog',
        onsubmit: (event: SubmitEvent) => {
          event.preventDefault();
          close(() => use(after));
        },
      },
      element('h2', { id: TITLE }, 'Values from a link'),
      element(
        'p',
        {},
        offered.length === 0
          ? 'The link that you followed brings no value that these pages can use.'
          : 'The link that you followed brings these values. Commands on all pages would hold them, and connect to the addresses in them: use them only if you trust who made the link.',
      ),
      element('dl', {}, ...offered.flatMap((id) => pairOf(id, after[id]!, before[id]))),
      ...refused.map(([id, problem]) =>
        element('p', { className: 'values-panel__problem' }, `Left out: ${fieldOf(id)!.label}. ${problem}`),
      ),
      element(
        'div',
        { className: 'values-panel__buttons' },
        ...(offered.length === 0 ? [] : [element('button', { className: 'values-panel__use' }, 'Use these values')]),
        // A key that was meant for the page takes nothing over.
        Object.assign(
          button(offered.length === 0 ? 'Close' : 'Leave them', () => close()),
          { autofocus: true },
        ),
      ),
    ),
  );
}

function pairOf(id: string, value: string, before: string | undefined): HTMLElement[] {
  const { label, examples } = fieldOf(id)!;
  return [
    element('dt', {}, label),
    element('dd', {}, element('code', {}, value), ' in place of ', element('code', {}, before ?? examples[0])),
  ];
}

interface FieldRow {
  readonly row: HTMLElement;
  readonly input: HTMLInputElement;
  /** Says what is wrong with the field, or nothing any more. */
  readonly tell: (problem: string | undefined) => void;
}

function fieldRow(id: string, value: string): FieldRow {
  const field = fieldOf(id)!;
  const inputId = `value-${id}`;
  const problemId = `${inputId}-problem`;
  const problem = element('p', { className: 'values-panel__problem', id: problemId });
  const input = element('input', {
    id: inputId,
    value,
    placeholder: field.examples[0],
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: false,
  });
  input.setAttribute('aria-describedby', problemId);
  const tell = (words: string | undefined): void => {
    problem.textContent = words ?? '';
    if (words === undefined) {
      input.removeAttribute('aria-invalid');
    } else {
      input.setAttribute('aria-invalid', 'true');
    }
  };
  // What was refused is looked at again with each key; a field that nobody complained of waits until all are used, for
  // words that come or go when a field is left would move the button away from who is about to press it.
  input.addEventListener('input', () => {
    if (input.hasAttribute('aria-invalid')) {
      const checked = input.value.trim() === '' ? undefined : checkValue(field, input.value);
      tell(checked?.ok === false ? checked.problem : undefined);
    }
  });
  const label = element('label', { htmlFor: inputId }, field.label);
  return { row: element('div', {}, label, input, problem), input, tell };
}

function button(words: string, onclick: () => void): HTMLButtonElement {
  return element('button', { type: 'button', onclick }, words);
}

function copyLink(values: Values, status: HTMLElement): void {
  const link = linkWith(location.href, values);
  copyText(link).then(
    () => (status.textContent = 'Copied'),
    () => (status.textContent = `The browser does not let this page copy: ${link}`),
  );
}

/**
 * Shows a panel above the page until it is closed; the focus then goes back to where it was.
 *
 * @returns closes it, and then does something.
 */
function show(content: HTMLElement): (then?: () => void) => void {
  const dialog = element('dialog', { className: 'values-panel' }, content);
  dialog.setAttribute('aria-labelledby', TITLE);
  // The page's own scripts have nothing to do with what is written here.
  dialog.addEventListener('input', (event) => event.stopPropagation());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return (then) => {
    dialog.close();
    then?.();
  };
}
