import { RELEASE_PARAMETER } from '../../tools/reading/reading-address.ts';
import { ROOT_ATTRIBUTE } from '../../tools/reading/reading-store.ts';
import { appWaits, fetchAppAhead, startApp } from './app.ts';
import { controlOf, isChoice, isField } from './controls.ts';
import { HeldInput } from './held-input.ts';
import { filterOf } from './load-filter.ts';
import { forgetFailure, tellFailure } from './tell-failure.ts';
import { closest } from '../../ui/native/closest.ts';

/**
 * What a page says about when it needs the application: `always`, or with an `address` that carries
 * a question (a query or an anchor), as links to the tools do.
 */
const NEEDS = 'data-needs-app';

/**
 * Lets a page be read without the application, which takes longer to run than to read the first
 * lines on a phone, and starts it when the reader reaches for what needs it: a field, a button of a
 * tool, or anything on a page that is a tool. What was done until then is done again. Menus and all
 * else in `src/ui/native/` need no application, and so do not start it.
 */
export function startWhenNeeded(): void {
  const held = new HeldInput();
  const listening = new AbortController();

  const start = (): void => {
    startApp().then(
      () => {
        if (!listening.signal.aborted) {
          listening.abort();
          forgetFailure();
          held.replay();
        }
      },
      () => {
        if (held.giveUp()) {
          tellFailure();
        }
      },
    );
  };

  /** Listens before anything else on the page, until the application runs. */
  function listen<Name extends keyof DocumentEventMap>(
    name: Name,
    hear: (event: DocumentEventMap[Name]) => void,
  ): void {
    document.addEventListener(name, (event) => appWaits() && filterOf(event.target) === null && hear(event), {
      capture: true,
      signal: listening.signal,
    });
  }

  listen('pointerover', ({ pointerType, target }) => {
    // A mouse moves long before it presses. A finger that scrolls needs nothing.
    if (pointerType === 'mouse' && closest(target, `[${NEEDS}]`) !== null) {
      whenIdle(start);
    }
  });
  listen('pointerdown', ({ target }) => {
    if (controlOf(target) !== null) {
      start();
    }
  });
  listen('focusin', ({ target }) => {
    if (controlOf(target) !== null) {
      start();
    }
  });
  listen('beforeinput', ({ target }) => {
    if (isField(target)) {
      held.keep(target);
    }
  });
  listen('paste', ({ target, clipboardData }) => {
    const pasted = clipboardData?.getData('text/plain') ?? '';
    const files = [...(clipboardData?.files ?? [])];
    // Tools that judge pages paste nothing, to see whether a page forbids it.
    if (isField(target) && (pasted !== '' || files.length > 0)) {
      held.paste(target, pasted, files);
      start();
    }
  });
  listen('input', ({ target }) => {
    if (isField(target)) {
      held.write(target);
      start();
    }
  });
  listen('change', ({ target }) => {
    if (isChoice(target)) {
      held.choose(target);
      start();
    }
  });
  listen('dragover', (event) => {
    if (takesFiles(event)) {
      event.preventDefault();
    }
  });
  listen('drop', (event) => {
    if (takesFiles(event)) {
      // The browser would leave the page for the file.
      event.preventDefault();
      held.drop(event.target as Element, [...event.dataTransfer!.files]);
      start();
    }
  });
  listen('submit', (event) => {
    event.preventDefault();
    const { submitter } = event as SubmitEvent;
    if (submitter !== null) {
      held.press(submitter);
    }
    start();
  });
  listen('click', (event) => {
    const control = controlOf(event.target);
    if (control !== null && !isField(control) && !isChoice(control)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      held.press(control);
      start();
    }
  });

  document.addEventListener('DOMContentLoaded', () => {
    if (needsAppAtOnce()) {
      start();
    } else if (isTool()) {
      // Most who open a tool use it at once, and wait for nothing else on its page.
      fetchAppAhead();
    }
  });
  window.addEventListener('load', () => isTool() || whenIdle(fetchAppAhead));
}

/** Whether files are dragged over a form. */
function takesFiles({ target, dataTransfer }: DragEvent): boolean {
  return closest(target, 'form') !== null && dataTransfer?.types.includes('Files') === true;
}

function isTool(): boolean {
  return document.querySelector(`[${NEEDS}]`) !== null;
}

function needsAppAtOnce(): boolean {
  const needs = document.querySelector(`[${NEEDS}]`)?.getAttribute(NEEDS);
  return (
    needs === 'always' ||
    (needs === 'address' && location.search + location.hash !== '') ||
    document.documentElement.hasAttribute(ROOT_ATTRIBUTE) ||
    new URLSearchParams(location.search).has(RELEASE_PARAMETER)
  );
}

function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) {
    window.requestIdleCallback(work, { timeout: 500 });
  } else {
    setTimeout(work);
  }
}
