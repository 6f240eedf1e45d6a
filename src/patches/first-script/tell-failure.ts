const FAILURE = 'app-failure';

function failureMessage(): HTMLElement | null {
  return document.getElementById(FAILURE);
}

/** Says that controls do not work, and what helps. */
export function tellFailure(): void {
  const message = failureMessage() ?? document.createElement('p');
  message.id = FAILURE;
  message.setAttribute('role', 'alert');
  message.textContent = 'The controls of this page could not be loaded. Check your connection, then try again.';
  document.body.append(message);
}

/** They work. */
export function forgetFailure(): void {
  failureMessage()?.remove();
}
