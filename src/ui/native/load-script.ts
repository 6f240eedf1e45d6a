/** Runs a file that only some readers need. */
export function loadScript(src: string, onerror: (() => void) | null = null): HTMLScriptElement {
  const script = Object.assign(document.createElement('script'), { src, onerror });
  document.head.append(script);
  return script;
}
