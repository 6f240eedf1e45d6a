/** Runs a file that only some readers need. */
export function loadScript(src: string, onerror: () => void): void {
  document.head.append(Object.assign(document.createElement('script'), { src, onerror }));
}
