/** How long words are shown, in milliseconds. */
const SHOWN_FOR = 4000;

const timers = new WeakMap<Element, number>();

/** Says beside a button, also to a screen reader, how it went. Words that ask for something stay. */
export function say(button: HTMLElement, words: string, { stays = false } = {}): void {
  const status = button.parentElement!.querySelector('[role="status"]')!;
  window.clearTimeout(timers.get(status));
  status.textContent = words;
  if (!stays) {
    timers.set(
      status,
      window.setTimeout(() => (status.textContent = ''), SHOWN_FOR),
    );
  }
}
