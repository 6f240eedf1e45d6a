import { closest } from '../../../ui/native/closest.ts';
import { valuesOfLink } from '../values-link.ts';
import { readerValues, setReaderValues } from '../values-store.ts';
import type { Values } from '../values.ts';
import { choose, showChoices } from './choices.ts';
import { applyValues, fieldsOfPage } from './apply-values.ts';
import { element } from './element.ts';
import { showLegend } from './legend.ts';
import { offerValues, openPanel } from './panel.ts';
import style from './values.css';

const BUTTON = '[data-act="values"]';

let isKept = true;

/**
 * Lets the page, and those that the application shows after it, hold the reader's values; opens the panel when its button
 * is pressed.
 *
 * @param pageShown - name of the event that tells of another page.
 */
export function startValues(pageShown: string): void {
  document.head.append(element('style', {}, style));
  document.addEventListener(pageShown, apply);
  window.addEventListener('storage', apply);
  window.addEventListener('hashchange', offer);
  document.addEventListener('click', (event) => {
    const button = closest(event.target, BUTTON);
    if (button?.dataset.choice !== undefined) {
      choose(button, event);
    } else if (button !== null) {
      openPanel({ values: readerValues, fieldsOfPage, use });
    }
  });
  apply();
  offer();
}

function apply(): void {
  showChoices();
  const values = readerValues();
  const applied = applyValues(values);
  showLegend({ ...applied, isSet: Object.keys(values).length > 0, isKept }, () => {
    use({});
    document.querySelector<HTMLElement>(`button${BUTTON}`)?.focus();
  });
}

function use(values: Values): void {
  isKept = setReaderValues(values);
  apply();
}

/** The address keeps nothing of a link, so that it asks once. */
function offer(): void {
  const brought = valuesOfLink(location.hash);
  if (brought !== undefined) {
    history.replaceState(history.state, '', location.pathname + location.search);
    offerValues(brought, { values: readerValues, fieldsOfPage, use });
  }
}
