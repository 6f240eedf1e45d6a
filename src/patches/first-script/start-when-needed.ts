import { RELEASE_PARAMETER } from '../../tools/reading/reading-address.ts';
import { ROOT_ATTRIBUTE } from '../../tools/reading/reading-store.ts';
import { appWaits, fetchAppAhead, startApp } from './app.ts';
import { controlOf, isField } from './controls.ts';
import { HeldInput } from './held-input.ts';

/**
 * What a page says about when it needs the application: `always`, or with an `address` that carries
 * a question (a query or an anchor), as links to the tools do.
 */
const NEEDS = 'data-needs-app';

/**
 * Lets a page be read without the application, which takes longer to run than to read the first
 * lines on a phone, and starts it when the reader reaches for it: at the first move of a mouse, at
 * the first key, when a control is touched, or when long lines of code are moved sideways. What was
 * done until then is done again.
 */
export function startWhenNeeded(): void {
  const held = new HeldInput();
  const listening = new AbortController();

  const start = (): void => {
    startApp().then(
      () => {
        if (!listening.signal.aborted) {
          listening.abort();
          failureMessage()?.remove();
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
    document.addEventListener(name, (event) => appWaits() && hear(event), { capture: true, signal: listening.signal });
  }

  listen('pointerover', ({ pointerType }) => {
    // A mouse moves long before it presses. A finger that scrolls needs nothing.
    if (pointerType === 'mouse') {
      whenIdle(start);
    }
  });
  listen('pointerdown', ({ target }) => {
    if (controlOf(target) !== null) {
      start();
    }
  });
  listen('scroll', ({ target }) => {
    // Lines that are too long get a button that wraps them.
    if (target instanceof HTMLPreElement) {
      start();
    }
  });
  listen('focusin', ({ target }) => {
    if (controlOf(target) !== null) {
      start();
    }
  });
  listen('keydown', (event) => {
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isField(event.target)) {
      event.preventDefault();
      held.askForSearch();
    }
    start();
  });
  listen('paste', ({ target, clipboardData }) => {
    const pasted = clipboardData?.getData('text/plain') ?? '';
    // Tools that judge pages paste nothing, to see whether a page forbids it.
    if (isField(target) && pasted !== '') {
      held.paste(target, pasted);
      start();
    }
  });
  listen('input', ({ target }) => {
    if (isField(target)) {
      held.write(target);
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
    if (control !== null && !isField(control) && !(control instanceof HTMLSelectElement)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      held.press(control);
      start();
    }
  });

  document.addEventListener('DOMContentLoaded', () => {
    if (needsAppAtOnce()) {
      start();
    }
    // The theme disables what does nothing yet; a press on it would not even be seen.
    document.querySelectorAll('button:disabled').forEach((button) => button.removeAttribute('disabled'));
  });
  window.addEventListener('load', () => whenIdle(fetchAppAhead));
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

const FAILURE = 'app-failure';

function failureMessage(): HTMLElement | null {
  return document.getElementById(FAILURE);
}

/** Says that controls do not work, and what helps. */
function tellFailure(): void {
  const message = failureMessage() ?? document.createElement('p');
  message.id = FAILURE;
  message.setAttribute('role', 'alert');
  message.textContent = 'The controls of this page could not be loaded. Check your connection, then try again.';
  document.body.append(message);
}
